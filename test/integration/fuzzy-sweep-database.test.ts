import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { createInlineCrew } from '../../electron/core/watch/engine/crew.ts'
import { buildBlockIndex } from '../../electron/core/watch/engine/fuzzy/block-index.ts'
import { openListing } from '../../electron/core/watch/engine/listing-file.ts'
import { createCataloguePacker } from '../../electron/core/watch/engine/packed-catalogue.ts'
import type { RowHit } from '../../electron/core/watch/engine/swept-row.ts'
import { type SweepFinding, sweepFiles } from '../../electron/core/watch/index.ts'
import { type CellValue, databaseOf, publishedSchema } from '../fixtures/sweep/database-bytes.ts'
import { inventVocabulary, similarCatalogue, similarListing } from '../fixtures/sweep/similar-rows.ts'
import { sweepOpen, withFile } from '../fixtures/sweep/sweep-bytes.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { testResources } from '../support/resources.ts'

// Fuzzy sweeps of databases that keep artists in a table of their own: every track is compared with its artists, just as
// if they stood in its row.

const vocabulary = inventVocabulary(3, 3000)
const recordings = similarCatalogue(4, 300, vocabulary)
const catalogue = recordings.map(({ id, isrc, title, artist, durationMs }) => ({
  ...{ id, title, version: '', artist, isrcs: [isrc], durationMs },
}))

interface Track {
  readonly id: string
  readonly title: string
  readonly artists: readonly string[]
  readonly durationMs: number
}

const tracks: readonly Track[] = [...similarListing(6, 6000, recordings, vocabulary, 10)]
  .slice(1)
  .map(({ line }) => {
    const [id = '', title = '', artist = '', , , duration] = line.split(',')
    return { id: `t${id}`, title, artists: artist.split(' & '), durationMs: Number(duration) }
  })

const artistNumbers = new Map(
  [...new Set(tracks.flatMap(({ artists }) => artists))].map((name, at) => [name, 7 * at + 3]),
)
const artistRows: readonly (readonly CellValue[])[] = [...artistNumbers].map(([name, rowid]) => [
  ...[rowid, `artist${String(rowid)}`, 1, name, 0, 0],
])
const albumRows = [
  [1, 'a1', 1, 'Some Album', 'album', 1, null, null, null, null, 'Northlight', 0, '2020', 'year', 9],
]
const trackRows: readonly (readonly CellValue[])[] = tracks.map(({ id, title, durationMs }, at) => [
  ...[at + 1, id, 1, title, null, 1, 1, null, null, null, 0, 1, 1, durationMs, 0],
])
const creditRows = tracks.flatMap(({ artists }, at) =>
  artists.map((name) => [at + 1, artistNumbers.get(name) ?? 0] as const),
)
const inOrder = { artists: artistRows, albums: albumRows, tracks: trackRows, track_artists: creditRows }
const backwards = { track_artists: creditRows, tracks: trackRows, albums: albumRows, artists: artistRows }
const withoutIndexes = publishedSchema.replace(/CREATE (?:UNIQUE )?INDEX[^;]*;?/g, '')

/** The same rows with their artists in them: what every database must be found to hold. */
const lines = tracks.map(({ id, title, artists, durationMs }) =>
  JSON.stringify({
    ...{ id, name: title, artists: artists.map((name) => ({ name })), album: 'Some Album' },
    ...{ label: 'Northlight', duration_ms: durationMs },
  }),
)

async function sweep(content: string | Uint8Array, sweepers = 0): Promise<readonly SweepFinding[]> {
  const findings: SweepFinding[] = []
  await withFile(content, async (path) => {
    const [report] = await sweepFiles({
      files: [path],
      catalogue,
      fuzzy: true,
      workerScript: sweepers === 0 ? null : testResources().sweepWorker,
      sweepers,
      onFinding: (finding) => findings.push(finding),
    })
    expect(report).toMatchObject({ malformed: 0, error: null })
  })
  return findings
}

const keysOf = (findings: readonly SweepFinding[]) =>
  findings.map(({ listingId, recordingId, verdict }) => `${listingId} ${recordingId} ${verdict}`).sort()

const kinds: readonly [string, () => Uint8Array][] = [
  ['plain', () => databaseOf(publishedSchema, inOrder)],
  ['without an index', () => databaseOf(withoutIndexes, inOrder)],
  ['in zstd', () => zlib.zstdCompressSync(databaseOf(withoutIndexes, inOrder))],
  ['in zstd, artists last', () => zlib.zstdCompressSync(databaseOf(publishedSchema, backwards))],
  ['in tar and gzip', () => zlib.gzipSync(tarOf({ 'dump.sqlite3': databaseOf(publishedSchema, inOrder) }))],
  ['in UTF-16', () => zlib.gzipSync(databaseOf(publishedSchema, inOrder, ['encoding = "UTF-16le"']))],
]

describe('a fuzzy sweep of a database whose artists stand in their own table', () => {
  it.each(kinds)('finds what it would find if they stood in the rows: %s', async (_, bytes) => {
    const expected = keysOf(await sweep(`${lines.join('\n')}\n`))
    expect(expected.length).toBeGreaterThan(300)
    expect(keysOf(await sweep(bytes()))).toEqual(expected)
  })

  it('names artists and album, and does so with worker threads as well', async () => {
    const bytes = databaseOf(publishedSchema, inOrder)
    const inline = await sweep(bytes)
    const withoutPath = (findings: readonly SweepFinding[]) => findings.map((one) => ({ ...one, file: '' }))
    expect(withoutPath(await sweep(bytes, 2))).toEqual(withoutPath(inline))
    const byId = new Map(tracks.map((track) => [track.id, track]))
    for (const { listingId, artist } of inline) expect(artist).toBe(byId.get(listingId)?.artists.join(', '))
  })

  it('finds nothing more by name when it is exact', async () => {
    await withFile(databaseOf(publishedSchema, inOrder), async (path) => {
      const [report] = await sweepFiles({ files: [path], catalogue, onFinding: () => undefined })
      expect(report).toMatchObject({ findings: 0, error: null })
    })
  })

  it('says so when credits cannot be told from another table', async () => {
    const schema = `${withoutIndexes} CREATE TABLE pairs (a INTEGER, b INTEGER);`
    await withFile(zlib.zstdCompressSync(databaseOf(schema, inOrder)), async (path) => {
      const [report] = await sweepFiles({ files: [path], catalogue, fuzzy: true, onFinding: () => undefined })
      expect(report?.warnings.join(' ')).toContain('cannot be told from others while the database is packed')
    })
  })
})

describe('more credits than are kept at a time', () => {
  async function sweepWith(mostCredits: number, content: Uint8Array) {
    const packer = createCataloguePacker()
    for (const entry of catalogue) packer.add(entry)
    const packed = packer.finish()
    const blocks = await buildBlockIndex(packed)
    const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
    const crew = createInlineCrew({ catalogue: packed, blocks, cancelFlag, blockBytes: 1 << 16, mostCredits })
    return withFile(content, async (path) => {
      const file = await openListing(path, null, true)
      try {
        return await sweepOpen(crew, file)
      } finally {
        await crew.close()
        await file.close()
      }
    })
  }
  const keys = (hits: readonly RowHit[]) =>
    hits.flatMap(({ byteOffset, listing, matches }) =>
      matches.map((match) => `${String(byteOffset)} ${listing.ownId} ${match.recordingId} ${match.verdict}`),
    )

  it.each([
    ['plain', databaseOf(publishedSchema, inOrder)],
    ['in zstd', zlib.zstdCompressSync(databaseOf(publishedSchema, backwards))],
  ])('take several passes that find the same and count each row once: %s', async (_, bytes) => {
    const once = await sweepWith(1_000_000, bytes)
    const often = await sweepWith(600, bytes)
    expect(keys(often.hits).sort()).toEqual(keys(once.hits).sort())
    expect([often.rows, often.malformed]).toEqual([once.rows, once.malformed])
  })
})

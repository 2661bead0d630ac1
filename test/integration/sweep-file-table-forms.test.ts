import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { sweepFile, type SweepPoint, type SweptStretch } from '../../electron/core/watch/engine/file-sweep.ts'
import { openListing } from '../../electron/core/watch/engine/listing-file.ts'
import { fileTableOf } from '../../electron/core/watch/engine/database/taken-tracks.ts'
import type { SweepFinding } from '../../electron/core/watch/index.ts'
import { databaseOf } from '../fixtures/sweep/database-bytes.ts'
import { parquetOf } from '../fixtures/sweep/parquet-bytes.ts'
import { inlineCrew } from '../fixtures/sweep/sweep-bytes.ts'
import { wanted } from '../fixtures/sweep/sweep-content.ts'
import { sweepTogether, toldByFileTable } from '../fixtures/sweep/swept-together.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { zipOf } from '../fixtures/sweep/zip-bytes.ts'
import { hitsOf } from '../../electron/core/watch/engine/packed-hits.ts'

// What a dump says of its audio, in every form in which dumps are passed on.

const count = 3000
const idOf = (at: number) => `T${String(at).padStart(21, '0')}`
const hash = 'ab'.repeat(32)

const listing = [
  'spotify_id,title,artist,isrc',
  ...Array.from({ length: count }, (_, at) =>
    at === 1500
      ? `${idOf(at)},Paper Moon,Luna Vale,USS1Z9900001`
      : at === 2998
        ? `${idOf(at)},Harbour Lights,Luna Vale,USS1Z9900002`
        : `${idOf(at)},Other ${String(at)},Nobody,`,
  ),
].join('\n')

/** Own tracks are number 1500 (taken) and 2998 (skipped). */
const columns = ['status', 'licensor', 'track_id', 'filename', 'sha256_original', 'original_title'] as const
const rows = Array.from({ length: count }, (_, at) => {
  const isTaken = at % 2 === 0 && at !== 2998
  const title = at % 100 === 0 ? 'In "two"\nlines, said' : 'y'
  return [
    ...[isTaken ? 'success' : 'skipped_low_priority', idOf(count - 1 - at), idOf(at)],
    ...[isTaken ? `${idOf(at)}.ogg` : '', isTaken ? hash : '', title],
  ] as const
})
const quoted = (text: string) => (/["\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = [columns.join(','), ...rows.map((row) => row.map(quoted).join(','))].join('\r\n')
const tsv = [columns, ...rows.map((row) => row.map((cell) => cell.replaceAll('\n', ' ')))]
  .map((row) => row.join('\t'))
  .join('\n')
const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))
const jsonLines = objects.map((row) => JSON.stringify(row).replaceAll('":"', '": "')).join('\n')
const database = databaseOf(
  `CREATE TABLE track_files (${columns.map((name) => `${name} TEXT`).join(', ')})`,
  {
    track_files: rows,
  },
)

const files: Record<string, Buffer> = {}
beforeAll(async () => {
  Object.assign(files, {
    'files.csv': Buffer.from(csv),
    'files.tsv.gz': zlib.gzipSync(tsv),
    'files.csv.zst': Buffer.concat(
      [csv.slice(0, 100_000), csv.slice(100_000)].map((part) => zlib.zstdCompressSync(part)),
    ),
    'files.jsonl': Buffer.from(jsonLines),
    'files.json': Buffer.from(JSON.stringify({ files: objects }, null, 1)),
    'files.parquet': await parquetOf(
      `SELECT CASE WHEN taken THEN 'success' ELSE 'skipped_low_priority' END AS status,
         'T' || lpad((${String(count - 1)} - i)::VARCHAR, 21, '0') AS licensor, id AS track_id,
         CASE WHEN taken THEN id || '.ogg' END AS filename, CASE WHEN taken THEN '${hash}' END AS sha256_original
       FROM (SELECT i, 'T' || lpad(i::VARCHAR, 21, '0') AS id, i % 2 = 0 AND i <> 2998 AS taken
         FROM range(${String(count)}) t(i)) ORDER BY i`,
      'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    ),
    'files.zip': await zipOf({ 'one/track_files.sqlite3': database }),
    'files.tar.gz': zlib.gzipSync(tarOf({ 'files.csv': csv })),
  })
})

const saidOf = (findings: readonly SweepFinding[]) =>
  toldByFileTable(findings).map((found) => [
    found.recordingId,
    found.listingId,
    found.claimable,
    found.offers,
    found.row,
  ])
const expected = [
  ['1', idOf(1500), true, 'file', 1501],
  ['2', idOf(2998), false, 'metadata', 2999],
]
const names = [
  'files.csv',
  'files.tsv.gz',
  'files.csv.zst',
  'files.jsonl',
  'files.json',
  'files.parquet',
  'files.zip',
  'files.tar.gz',
]

describe('whether the audio was taken', () => {
  it.each(names)('is found, whatever comes first: %s', async (name) => {
    const { reports, findings } = await sweepTogether({ [name]: files[name]!, 'tracks.csv': listing })
    expect(reports.map(({ error, malformed, rows: seen }) => [error, malformed, seen])).toEqual([
      [null, 0, count],
      [null, 0, count],
    ])
    expect(saidOf(findings)).toEqual(expected)
    expect(findings).toHaveLength(4)
    const taken = findings.find(({ offers }) => offers === 'file')
    expect(taken).toMatchObject({ title: 'Paper Moon', listingLocator: `${idOf(1500)}.ogg` })
    expect(taken?.reasons).toEqual([
      `Its track ID ${idOf(1500)} is that of a row found in “tracks.csv”`,
      `The file table says that its audio was taken: “${idOf(1500)}.ogg”, SHA-256 ${hash}`,
    ])
    expect(reports[0]?.warnings.join(' ')).toContain('the audio of 1 was taken, that of 1 was not')
  })

  it.each([false, true])('is found when an archive holds all tables, fuzzy: %s', async (fuzzy) => {
    const all = {
      'a/track_files.sqlite3': database,
      'b/tracks.csv': listing,
      'c/track_files.csv.gz': zlib.gzipSync(csv),
    }
    for (const bytes of [tarOf(all), await zipOf(all)]) {
      const { reports, findings } = await sweepTogether({ dump: bytes }, fuzzy)
      expect(reports[0]?.error).toBeNull()
      expect(saidOf(findings).map((said) => said.slice(0, 4))).toEqual(
        [...expected, ...expected].map((said) => said.slice(0, 4)),
      )
      expect(new Set(findings.map(({ byteOffset }) => byteOffset)).size).toBe(findings.length)
      expect(reports[0]?.warnings.join(' ')).toContain('the audio of 2 was taken, that of 2 was not')
    }
  })

  it('is not asked of a list of somebody’s own files, which names what is in them', async () => {
    const own = ['track_id,title,artist,path,status', `${idOf(1)},Paper Moon,Luna Vale,a.mp3,ok`].join('\n')
    const { findings } = await sweepTogether({ 'own.csv': own, 'tracks.csv': listing })
    expect(saidOf(findings)).toEqual([])
    expect(findings).toHaveLength(3)
  })

  it('of a track that only another column names is not said', async () => {
    const row = `success,${idOf(1500)},${idOf(7)},${idOf(7)}.ogg,${hash},y`
    const { findings } = await sweepTogether({
      'files.csv': `${columns.join(',')}\n${row}`,
      'tracks.csv': listing,
    })
    expect(saidOf(findings)).toEqual([])
  })
})

describe('a sweep of a file table that is interrupted', () => {
  const tracks = Array.from({ length: count }, (_, at) => ({
    ...{ id: idOf(at), title: 'Paper Moon', artist: 'Luna Vale', isrc: '', foundIn: 'x' },
    matches: [{ recordingId: '1', score: 1, verdict: 'match' as const }],
  }))

  async function sweepFrom(name: string, from: SweepPoint | null, stretches = Number.POSITIVE_INFINITY) {
    const folder = mkdtempSync(join(tmpdir(), 'refrain-file-table-'))
    const path = join(folder, name)
    writeFileSync(path, files[name]!)
    const file = await openListing(path)
    const crew = inlineCrew(wanted, 4096)
    const places: (readonly [number, number])[] = []
    const points: SweepPoint[] = []
    const accept = ({ result, before, after }: SweptStretch) => {
      for (const hit of hitsOf(result.hits)) places.push([before.rows + hit.row + 1, hit.byteOffset])
      points.push(JSON.parse(JSON.stringify(after)) as SweepPoint)
      return points.length >= stretches ? Promise.reject(new Error('stopped')) : Promise.resolve()
    }
    try {
      const start = from ?? { offset: file.layout.dataStart, rows: 0, malformed: 0 }
      const foundTracks = () => Promise.resolve(tracks)
      const whole = { ...file, fileKey: 1, fileTable: fileTableOf(file), foundTracks }
      await sweepFile(crew, whole, start, accept).catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== 'stopped') throw error
      })
    } finally {
      await crew.close()
      await file.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return { places, points }
  }

  it.each(names)('goes on at any of its checkpoints without loss or repetition: %s', async (name) => {
    const whole = await sweepFrom(name, null)
    expect(whole.places).toHaveLength(count)
    expect(whole.places.map(([row]) => row)).toEqual(Array.from({ length: count }, (_, at) => at + 1))
    expect(new Set(whole.places.map(([, offset]) => offset)).size).toBe(count)
    for (let stretches = 1; stretches <= whole.points.length; stretches++) {
      const first = await sweepFrom(name, null, stretches)
      const rest = await sweepFrom(name, first.points.at(-1) ?? null)
      expect([...first.places, ...rest.places]).toEqual(whole.places)
    }
  })
})

import fc from 'fast-check'
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { openTestCore } from '../../support/core.ts'
import { importFile } from '../catalog/support.ts'
import { exported, exportFolder, openCatalogueSeed } from './full-catalogue.ts'

/** Texts that a spreadsheet could run, and texts that look like the guard against that. */
const hostile = fc
  .array(fc.constantFrom("'", "'", '=', '"', '+', '-', '@', '＝', '＠', 'a', '1', '_x0027_'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `${parts.join('')}a`)
const song = fc.record({
  title: hostile,
  version: hostile,
  artist: hostile,
  genre: hostile,
  release: hostile,
})
type Song = typeof song extends fc.Arbitrary<infer T> ? T : never

const always = ["'=a", "''=a", '=a', '="a"', '\'="a"', "'+a", "'a", '\'"a', '"a"', "'＝a"].map((text) => ({
  ...{ title: text, version: text, artist: text, genre: text, release: text },
}))

async function roundTrip(songs: readonly Song[], ending: 'csv' | 'tsv' | 'xlsx'): Promise<Song[]> {
  const out = exportFolder()
  const [core, other] = [await openTestCore(), await openTestCore()]
  try {
    const seed = openCatalogueSeed(core.folder)
    for (const [index, { release, ...values }] of songs.entries()) {
      const isrc = `USS1Z26${String(index).padStart(5, '0')}`
      const recording_id = seed.recording(values.title, {
        ...values,
        isrc,
        duration_ms: 60_000 + 10_000 * index,
      })
      const release_id = seed.release(`${release} ${index}`, { artist: 'Luna', label: `Label ${index}` })
      seed.insert('track', { release_id, recording_id, disc: 1, number: 1 })
    }
    seed.close()
    const path = out.file(`table.${ending}`)
    const table = out.file(ending === 'xlsx' ? 'table.xlsx' : 'table.csv')
    await exported(core, { format: ending === 'xlsx' ? 'xlsx' : 'csv', path: table })
    if (ending === 'tsv') {
      const rows: string[][] = parse(readFileSync(table, 'utf8'), { bom: true })
      writeFileSync(path, stringify(rows, { delimiter: '\t' }))
    }
    const { batch } = await importFile(other, path)
    expect(batch.counts).toMatchObject({ rejected: 0 })
    const { rows } = await other.call('recordings.list', { limit: 500 })
    const byCode = rows.toSorted((a, b) => (a.isrc ?? '').localeCompare(b.isrc ?? ''))
    return await Promise.all(
      byCode.map(async ({ id }) => {
        const { title, version, artist, genre, tracks } = await other.call('recordings.get', { recordingId: id }) // prettier-ignore
        return { title, version, artist, genre, release: tracks[0]?.releaseTitle.replace(/ \d+$/, '') ?? '' }
      }),
    )
  } finally {
    await core.dispose()
    await other.dispose()
    out.remove()
  }
}

describe('a table that is exported and imported again', () => {
  it.each(['csv', 'tsv', 'xlsx'] as const)(
    'as %s keeps what looks like a formula or like the guard against one',
    { timeout: 120_000 },
    async (ending) => {
      expect(await roundTrip(always, ending)).toEqual(always)
      await fc.assert(
        fc.asyncProperty(fc.array(song, { minLength: 5, maxLength: 30 }), async (songs) => {
          expect(await roundTrip(songs, ending)).toEqual(songs)
        }),
        { numRuns: 3, seed: 20_261_122, endOnFailure: true },
      )
    },
  )
})

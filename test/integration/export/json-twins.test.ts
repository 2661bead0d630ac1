import fc from 'fast-check'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImportResult } from '../../../shared/contract/export.ts'
import { catalogueFile } from '../../../shared/domain/export/catalogue-json.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { at, type CatalogueSeed, exported, exportFolder, later, openCatalogueSeed } from './full-catalogue.ts'

let out: ReturnType<typeof exportFolder>
beforeEach(() => {
  out = exportFolder()
})
afterEach(() => {
  out.remove()
})

/** Opens a workspace for the length of `use`. */
async function inWorkspace<T>(use: (core: TestCore, seed: CatalogueSeed) => Promise<T>): Promise<T> {
  const core = await openTestCore()
  const seed = openCatalogueSeed(core.folder)
  try {
    return await use(core, seed)
  } finally {
    seed.close()
    await core.dispose()
  }
}

async function exportJson(core: TestCore, name: string, recordingIds?: readonly number[]): Promise<string> {
  const selection = recordingIds && { selection: { recordingIds: [...recordingIds], releaseIds: [] } }
  rmSync(out.file(name), { force: true })
  await exported(core, { format: 'json', path: out.file(name), ...selection })
  return readFileSync(out.file(name), 'utf8')
}

async function imported(core: TestCore, name: string) {
  const { jobId } = await core.call('exports.importCatalogue', { path: out.file(name), dryRun: false })
  const job = await core.finished(jobId)
  if (job.state !== 'done') throw new Error(job.error?.message ?? job.state)
  return catalogueImportResult.parse(job.result)
}

async function expectNoChange(core: TestCore, name: string) {
  const before = await exportJson(core, 'before.json')
  const { counts, keptTotal } = await imported(core, name)
  for (const [section, { created, completed }] of Object.entries(counts)) {
    expect([section, created, completed]).toEqual([section, 0, 0])
  }
  expect(keptTotal).toBe(0)
  expect(await exportJson(core, 'after.json')).toBe(before)
}

const of = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const times = fc.record({ created_at: of(at, later) })
/** Few values for each field, so that many records share their names. */
const catalogues = fc.record({
  parties: fc.array(fc.record({ name: of('Ana', 'ana'), isni: of(null, '000000012281955X') }), {
    maxLength: 4,
  }),
  works: fc.array(fc.record({ title: of('Song', 'song'), notes: of('', 'x'), writer: of(0, 1) }), {
    maxLength: 4,
  }),
  recordings: fc.array(
    fc.record({
      title: of('Twin', 'twin', 'Other'),
      values: fc.record({
        artist: of('Luna', 'Nova'),
        version: of('', 'Live', 'live'),
        duration_ms: of(null, 180_000, 180_000, 181_500),
        year: of(null, 2020),
        genre: of('', 'Pop'),
      }),
      coded: of(false, false, true),
      times,
      release: of(null, 0, 1),
      work: of(null, 0, 1),
    }),
    { minLength: 2, maxLength: 14 },
  ),
  releases: fc.array(fc.record({ title: of('Tide', 'tide'), gtin: of(null, null, '190295810726') }), {
    maxLength: 3,
  }),
})
type Generated = typeof catalogues extends fc.Arbitrary<infer T> ? T : never

function fill(seed: CatalogueSeed, { parties, works, recordings, releases }: Generated): void {
  const people = parties.map(({ name, isni }) => seed.party(name, { isni }))
  const songs = works.map(({ title, notes, writer }) => {
    const work = seed.work(title, { notes })
    const person = people[writer]
    if (person !== undefined) seed.credit('work', work, person, 'composer')
    return work
  })
  let barcode = false
  const albums = releases.map(({ title, gtin }) => {
    const free = gtin !== null && !barcode
    barcode ||= free
    return seed.release(title, { artist: 'Luna', gtin: free ? gtin : null })
  })
  for (const [index, entry] of recordings.entries()) {
    const isrc = entry.coded ? `USS1Z26${String(index).padStart(5, '0')}` : null
    const recording = seed.recording(entry.title, { ...entry.values, ...entry.times, isrc })
    const release = entry.release === null ? undefined : albums[entry.release]
    const track = { release_id: release ?? 0, recording_id: recording, disc: 1, number: index + 1 }
    if (release !== undefined) seed.insert('track', track)
    const work = entry.work === null ? undefined : songs[entry.work]
    if (work !== undefined)
      seed.insert('recording_work', { recording_id: recording, work_id: work, relation: 'performance' })
  }
}

describe('recordings that share their names', () => {
  it('stay what they are when their file is imported again', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, async (catalogue) => {
        const first = await inWorkspace(async (core, seed) => {
          fill(seed, catalogue)
          const file = await exportJson(core, 'one.json')
          await expectNoChange(core, 'one.json')
          return file
        })
        await inWorkspace(async (core) => {
          await imported(core, 'one.json')
          expect(await exportJson(core, 'two.json')).toBe(first)
          await expectNoChange(core, 'one.json')
        })
      }),
      { numRuns: 12, seed: 20_261_122 },
    )
  })

  it('are told apart by release and position when a part of them comes back', async () => {
    await inWorkspace(async (core, seed) => {
      const twins = ['Tide', 'Ebb', 'Flow'].map((title) => {
        const recording = seed.recording('Twin', { duration_ms: 180_000 })
        seed.insert('track', { release_id: seed.release(title), recording_id: recording, disc: 1, number: 1 })
        return recording
      })
      await exportJson(core, 'last.json', twins.slice(2))
      await expectNoChange(core, 'last.json')
    })
  })

  it('are told apart by length before one is taken for another within the tolerance', async () => {
    await inWorkspace(async (core, seed) => {
      seed.recording('Twin', { duration_ms: 181_000, genre: 'Pop' })
      seed.recording('Twin', { duration_ms: 180_000, genre: 'Folk' })
      const file = catalogueFile.parse(JSON.parse(await exportJson(core, 'one.json')))
      const [long, short] = file.recordings
      // The first of the file is nearer to both than the tolerance; the second is one of them exactly.
      const recordings = [
        { ...long!, id: 1, durationMs: 180_500, createdAt: '2020-01-01T00:00:00.000Z', genre: 'Pop' },
        { ...short!, id: 2, durationMs: 181_000, createdAt: '2020-01-01T00:00:00.000Z', genre: 'Pop' },
      ]
      writeFileSync(out.file('two.json'), JSON.stringify({ ...file, recordings }))
      const { counts, kept } = await imported(core, 'two.json')
      expect(counts.recordings).toEqual({ created: 0, completed: 0, unchanged: 2 })
      expect(kept.map(({ entry, field, kept: known }) => [entry, field, known])).toEqual([
        [1, 'duration_ms', '180000'],
        [1, 'genre', 'Folk'],
      ])
    })
  })

  it('leave a row with a code to the entry that has this code', async () => {
    await inWorkspace(async (core, seed) => {
      seed.recording('Twin')
      seed.recording('Twin', { isrc: 'USS1Z2600001' })
      await exportJson(core, 'one.json')
      await inWorkspace(async (other, known) => {
        known.recording('Twin', { isrc: 'USS1Z2600001' })
        const { counts } = await imported(other, 'one.json')
        expect(counts.recordings).toEqual({ created: 1, completed: 0, unchanged: 1 })
        await expectNoChange(other, 'one.json')
      })
    })
  })

  it('are paired one by one when all of a large catalogue share one name', async () => {
    await inWorkspace(async (core, seed) => {
      seed.db.transaction(() => {
        for (let at = 0; at < 3000; at++)
          seed.recording('Twin', { duration_ms: at < 1500 ? null : 1000 + at })
      })()
      await exportJson(core, 'one.json')
      await expectNoChange(core, 'one.json')
    })
  })
})

import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { importFile, keptRows, preview } from '../catalog/support.ts'
import { exported } from './full-catalogue.ts'
import { useExportCore } from './export-core.ts'

const given = useExportCore()
const notes = '=Mixed twice\nthe “master” is lost; ask Ida,\tor Max\n  indented'

/** Every answer there is, on one release; one recording is on none. */
function seedAnswers(): void {
  const release = given.seed.release('Harbour')
  const rights = ['both', 'sound-recording', 'composition', 'none', 'unknown']
  const singles = ['yes', 'no', 'unknown', 'yes', 'unknown']
  for (const [at, right_held] of rights.entries()) {
    const id = given.seed.recording(`Song ${right_held}`, { right_held, notes: at === 0 ? notes : '' })
    given.seed.insert('track', {
      ...{ release_id: release, recording_id: id, number: at + 1, also_single: singles[at] ?? 'unknown' },
    })
  }
  given.seed.recording('Loose', { notes: 'not released' })
}

async function answersOf(core: TestCore) {
  const { rows } = await core.call('recordings.list', { limit: 100 })
  const detailed = await Promise.all(rows.map(({ id }) => core.call('recordings.get', { recordingId: id })))
  const told = detailed.map(({ title, rightHeld, notes: text, tracks }, at) => {
    return [title, rightHeld, text, tracks.map(({ alsoSingle }) => alsoSingle), rows[at]?.missing]
  })
  return told.sort()
}

describe.each(['csv', 'xlsx'] as const)('%s', (format) => {
  it('carries right held, notes and “also issued as a single” there and back', async () => {
    seedAnswers()
    const path = given.out.file(`c.${format}`)
    await exported(given.core, { format, path })
    const other = await openTestCore()
    try {
      const { inspection, batch } = await importFile(other, path)
      expect(inspection.mapping.columns).toMatchObject({
        rightHeld: [expect.any(Number)],
        alsoSingle: [expect.any(Number)],
        notes: [expect.any(Number)],
      })
      expect(batch.counts).toMatchObject({ rejected: 0, warnings: 0, create: 6 })
      const answers = await answersOf(other)
      // What a row lacks for a notice is counted with the answer that came with it.
      expect(answers).toEqual([
        ['Loose', 'unknown', 'not released', [], 1],
        ['Song both', 'both', notes, ['yes'], 0],
        ['Song composition', 'composition', '', ['unknown'], 0],
        ['Song none', 'none', '', ['yes'], 1],
        ['Song sound-recording', 'sound-recording', '', ['no'], 0],
        ['Song unknown', 'unknown', '', ['unknown'], 1],
      ])
      const listed = await other.call('recordings.list', { limit: 100, missing: ['right'] })
      expect(listed.rows.map(({ title }) => title).sort()).toEqual(['Loose', 'Song none', 'Song unknown'])
      expect((await preview(other, path)).batch.counts).toMatchObject({ unchanged: 6, conflicts: 0 })
    } finally {
      await other.dispose()
    }
  })
})

describe('a table of answers', () => {
  const table = (rows: readonly string[], name = 'answers.csv') => {
    const path = given.out.file(name)
    writeFileSync(path, ['Title,Artist,Album,Rights held,Also single,Remarks', ...rows].join('\n'))
    return path
  }

  it('fills what is not answered and is undone', async () => {
    await importFile(given.core, table(['Song,Vela,Harbour,,,']))
    const before = await answersOf(given.core)
    const { batch } = await importFile(
      given.core,
      table(['Song,Vela,Harbour,Master,Ja,"one\ntwo"'], 'more.csv'),
    )
    expect(batch.counts).toMatchObject({ update: 1, warnings: 0 })
    expect(await answersOf(given.core)).toEqual([['Song', 'sound-recording', 'one\ntwo', ['yes'], 0]])
    await given.core.call('undo.undo', {})
    expect(await answersOf(given.core)).toEqual(before)
  })

  it('shows an answer that differs as a conflict, and takes it when told to', async () => {
    await importFile(given.core, table(['Song,Vela,Harbour,both,yes,one']))
    const { importId, batch } = await preview(
      given.core,
      table(['Song,Vela,Harbour,none,no,two'], 'other.csv'),
    )
    expect(batch.counts.conflicts).toBe(3)
    const { rows: conflicts } = await given.core.call('imports.conflicts', { importId, limit: 10 })
    expect(conflicts.map(({ field, known, offered }) => [field, known, offered]).sort()).toEqual([
      ['alsoSingle', 'yes', 'no'],
      ['notes', 'one', 'two'],
      ['rightHeld', 'both', 'none'],
    ])
    await given.core.call('imports.resolve', { importId, scope: { of: 'all' }, choice: 'take' })
    const { jobId } = await given.core.call('imports.commit', { importId })
    expect((await given.core.finished(jobId)).state).toBe('done')
    expect(await answersOf(given.core)).toEqual([['Song', 'none', 'two', ['no'], 1]])
  })

  it('names an answer that cannot be read, and one that has no release to belong to', async () => {
    const { importId } = await importFile(
      given.core,
      table(['Song,Vela,Harbour,half,maybe,', 'Loose,Vela,,both,yes,', 'Blank,Vela,Harbour,n/a,unknown,']),
    )
    const problems = (await keptRows(given.core, importId, 'warnings')).map(({ row, problems: of }) => [
      row,
      of.map(({ field, code }) => `${field}: ${code}`),
    ])
    expect(problems).toEqual([
      [2, ['rightHeld: shape', 'alsoSingle: shape']],
      [3, ['alsoSingle: no-release']],
    ])
  })
})

import { appendFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recheckWhenDue } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { type RecheckReport, recheckReport } from '../../../shared/contract/evidence.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'
import { sealCapture } from './sealed-capture.ts'

const never = { signal: new AbortController().signal }
let workspace: EvidenceWorkspace
let ahead = 0
let captureId: number
beforeEach(async () => {
  ahead = 0
  workspace = openEvidenceWorkspace({ clock: () => Date.now() + ahead })
  const { findingIds } = await completeCase(workspace, [{ title: 'A' }])
  captureId = await sealCapture(workspace, findingIds[0]!)
})
afterEach(() => workspace.dispose())

const recheck = async (): Promise<RecheckReport> => {
  const { jobId } = await workspace.evidence['evidence.recheck']({}, never)
  const job = await workspace.finished(jobId)
  expect(job.error).toBeNull()
  return recheckReport.parse(job.result)
}
const state = () => Promise.resolve(workspace.evidence['evidence.recheckState']({}, never))
const pathOf = (sha256: string) => objectPath(workspace.context.paths.objects, sha256)
const hashes = () =>
  workspace.context.db
    .prepare('SELECT sha256 FROM capture_file WHERE capture_id = ? ORDER BY name')
    .pluck()
    .all(captureId) as string[]

test('a sound workspace is told as such, with all it read', async () => {
  expect(await state()).toMatchObject({ last: null, jobId: null })
  const report = await recheck()
  expect(report).toMatchObject({ problems: [], custody: { problems: [] } })
  const after = await state()
  expect(report.files).toBe(after.files)
  expect(report.bytes).toBe(after.bytes)
  expect(after.last!.report).toEqual(report)
})

test('a changed and a missing file are named with what they belong to', async () => {
  const [changed, missing] = hashes() as [string, string]
  appendFileSync(pathOf(changed), 'x')
  rmSync(pathOf(missing))
  const { problems, files } = await recheck()
  expect(files).toBe((await state()).files)
  expect(problems.map(({ sha256, problem, usedBy }) => [sha256, problem, usedBy]).sort()).toEqual(
    [
      [changed, 'altered', [`capture:${String(captureId)}`]],
      [missing, 'missing', [`capture:${String(captureId)}`]],
    ].sort(),
  )
  expect(problems.every(({ name }) => name !== '')).toBe(true)
})

test('a gap, an edit and a clock that ran backwards are named in the custody log', async () => {
  const { db } = workspace.context
  ahead = -60_000_000
  workspace.context.mutations.once([], () => workspace.context.custody.append({ action: 'x', subject: 'x' }))
  db.exec(`DROP TRIGGER custody_event_no_update; DROP TRIGGER custody_event_no_delete;
    DELETE FROM custody_event WHERE seq = 2; UPDATE custody_event SET line = replace(line, '"items":1', '"items":2') WHERE seq = 1`)
  const { custody } = await recheck()
  expect(custody.problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['line-missing', 'clock-backwards']),
  )
})

test('it starts by itself a month after the last, and not twice', async () => {
  recheckWhenDue(workspace.context)
  expect((await state()).jobId).toBeNull()
  ahead = 31 * 24 * 60 * 60 * 1000
  recheckWhenDue(workspace.context)
  const { jobId } = await state()
  expect(jobId).not.toBeNull()
  recheckWhenDue(workspace.context)
  expect(await workspace.evidence['evidence.recheck']({}, never)).toEqual({ jobId })
  expect((await workspace.finished(jobId!)).state).toBe('done')
  recheckWhenDue(workspace.context)
  expect((await state()).jobId).toBeNull()
})

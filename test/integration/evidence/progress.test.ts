import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportResult, type TaskProgress } from '../../../electron/core/evidence/worker-protocol.ts'
import { runEvidenceTask } from '../../../electron/core/evidence/worker-task.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'

let workspace: EvidenceWorkspace
beforeEach(() => {
  workspace = openEvidenceWorkspace()
})
afterEach(() => workspace.dispose())

test('an export of many small files tells how far it is now and then, not with every file', async () => {
  const titles = Array.from({ length: 400 }, (_, index) => ({ title: `Song ${String(index)}` }))
  const { caseId } = await completeCase(workspace, titles)
  const { paths, resources, appVersion } = workspace.context
  const folder = join(workspace.folder, 'out')
  mkdirSync(folder)
  const told: TaskProgress[] = []
  const began = performance.now()
  const { files } = await runEvidenceTask(
    resources.evidenceWorker,
    {
      kind: 'export',
      caseId,
      folder,
      appVersion,
      database: paths.database,
      objects: paths.objects,
      sqliteBinding: resources.sqliteBinding,
      fonts: resources.fonts,
      partial: join(folder, '.partial'),
      workspaceId: 'test',
      publicKey: null,
    },
    exportResult,
    {
      signal: new AbortController().signal,
      onProgress: (progress) => told.push(progress),
      answer: () => Promise.resolve({ signature: null, tokens: [] }),
    },
  )
  const elapsed = performance.now() - began
  expect(files).toBeGreaterThan(1_600)
  expect(told.at(-1)).toMatchObject({ note: 'Moving into place' })
  // One in 50 ms, and one at the end of each of its three parts.
  expect(told.length).toBeLessThanOrEqual(elapsed / 50 + 4)
})

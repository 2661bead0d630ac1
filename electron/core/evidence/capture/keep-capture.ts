import { join } from 'node:path'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import type { CoreContext } from '../../context.ts'
import { registerObject, settleBlob } from '../attach.ts'
import type { TakenFile } from '../objects.ts'
import { createRecordsRepository } from '../records.repository.ts'
import { taskResults } from '../worker-protocol.ts'
import { runEvidenceTask } from '../worker-task.ts'
import { createCapturesRepository } from './captures.repository.ts'
import { type CheckedCapture, untrusted } from './check-result.ts'

const recordName = 'capture.json'

/**
 * Takes a checked capture into the workspace: its files are copied into the blob store in the worker; their rows,
 * the capture and its custody event are committed together with what `alongside` stores. Returns the capture's id.
 * Throws CAPTURE_FAILED when a file is not the one its record lists, DISK_FULL, CANCELLED; nothing is kept then.
 */
export async function keepCapture(
  context: CoreContext,
  checked: CheckedCapture,
  findingId: number | null,
  options: { readonly signal: CancelSignal; readonly alongside: (captureId: number) => void },
): Promise<number> {
  const { record, recordPath, recordSha256, folder } = checked
  const paths = [recordPath, ...record.files.map(({ name }) => join(folder, name))]
  let taken: readonly TakenFile[] = []
  try {
    taken = await runEvidenceTask(
      context.resources.evidenceWorker,
      { kind: 'take-all', objects: context.paths.objects, paths },
      taskResults.takeAll,
      { signal: options.signal },
    )
    await context.gate.passed()
    mustBeTheListed(checked, taken)
    return context.mutations.once(['evidence', 'custody'], () => {
      const captureId = store(context, checked, findingId, taken)
      options.alongside(captureId)
      return captureId
    })
  } finally {
    // What was taken in is known only when all of it was; what the record lists, always.
    const blobs = [
      recordSha256,
      ...record.files.map((file) => file.sha256),
      ...taken.map((file) => file.sha256),
    ]
    for (const sha256 of new Set(blobs)) settleBlob(context, sha256)
  }
}

function store(
  context: CoreContext,
  { record }: CheckedCapture,
  findingId: number | null,
  taken: readonly TakenFile[],
): number {
  const repository = createCapturesRepository(context.db)
  const [own, ...files] = taken
  if (own === undefined) throw untrusted('it left no record')
  const id = repository.nextId()
  registerObject(context, own, recordName)
  for (const [index, { name }] of record.files.entries()) {
    const file = files[index]
    if (file !== undefined) registerObject(context, file, name)
  }
  const custodySeq = context.custody.append({
    action: 'capture.sealed',
    subject: `capture:${String(id)}`,
    detail: {
      record: own.sha256,
      outcome: record.outcome,
      complete: record.complete,
      gaps: record.gaps.length,
      ...(record.assisted === undefined ? {} : { assisted: true, actions: record.assisted.actions }),
      files: record.files.length,
      bytes: taken.reduce((sum, { bytes }) => sum + bytes, 0),
      ...(findingId === null ? {} : { finding: findingId }),
    },
    caseId:
      findingId === null ? null : (createRecordsRepository(context.db).caseOfFinding(findingId) ?? null),
  })
  const { requestedUrl, finalUrl, title, outcome, status, gaps, startedAt, endedAt } = record
  repository.insert(
    {
      id,
      findingId,
      requestedUrl,
      finalUrl,
      title,
      outcome,
      status,
      complete: record.complete ? 1 : 0,
      gaps: gaps.length,
      startedAt,
      endedAt,
      recordSha256: own.sha256,
      toolVersion: context.appVersion,
      custodySeq,
    },
    record.files,
  )
  return id
}

function mustBeTheListed({ record, recordSha256 }: CheckedCapture, taken: readonly TakenFile[]): void {
  const listed = [{ name: recordName, sha256: recordSha256 }, ...record.files]
  const strange = listed.find(({ sha256 }, index) => taken[index]?.sha256 !== sha256)
  if (strange !== undefined) throw untrusted(`“${strange.name}” is not the file its record lists`)
}

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { CancelSignal } from '../../../shared/contract/index.ts'
import type { EvidenceRecord } from '../../../shared/contract/watch.ts'
import { renderAttachmentRecord, renderSealList } from '../../../shared/domain/evidence/sealed-record.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { objectPath, putBytes, settlePending, type StoredBlob, type TakenFile } from './objects.ts'
import { createRecordsRepository, type NewRecord, toEvidenceRecord } from './records.repository.ts'
import { taskResults } from './worker-protocol.ts'
import { runEvidenceTask } from './worker-task.ts'

/**
 * Takes a file of any size into the workspace as evidence of a finding and seals it. The copy is made in the
 * worker; its record, its custody event and the row of its blob are committed together.
 * Throws NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_CHANGED, DISK_FULL, CANCELLED; nothing is kept then.
 */
export async function attachFile(
  context: CoreContext,
  request: { readonly findingId: number; readonly path: string },
  signal: CancelSignal,
): Promise<EvidenceRecord> {
  const repository = createRecordsRepository(context.db)
  mustFind(repository.caseOfFinding(request.findingId))
  const file = await runEvidenceTask(
    context.resources.evidenceWorker,
    { kind: 'take', objects: context.paths.objects, path: request.path },
    taskResults.take,
    { signal },
  )
  try {
    return context.mutations.once(['evidence', 'custody', 'findings', 'cases'], () =>
      sealAttachment(context, request.findingId, basename(request.path), file),
    )
  } finally {
    settleBlob(context, file.sha256)
  }
}

/**
 * Keeps bytes that another module made (an exported notice) in the blob store. Call inside the transaction that
 * stores what refers to them: when it is rolled back, the blob goes too. Returns its hash and size.
 */
export function storeObject(context: CoreContext, bytes: Uint8Array, originalName: string): StoredBlob {
  const blob = putBytes(context.paths.objects, bytes)
  registerObject(context, blob, originalName)
  setImmediate(() => {
    settleBlob(context, blob.sha256)
  })
  return blob
}

function sealAttachment(
  context: CoreContext,
  findingId: number,
  name: string,
  file: TakenFile,
): EvidenceRecord {
  const repository = createRecordsRepository(context.db)
  const caseId = mustFind(repository.caseOfFinding(findingId))
  const sealedAt = context.now()
  const version = context.appVersion
  const record = renderAttachmentRecord({
    finding: findingId,
    file: { name, bytes: file.bytes, sha256: file.sha256, modifiedAt: file.modifiedAt },
    sealedAt,
    tool: { name: 'refrain', version },
  })
  const recordSha256 = createHash('sha256').update(record).digest('hex')
  const digest = createHash('sha256')
    .update(renderSealList([recordSha256]))
    .digest('hex')
  registerObject(context, file, name)
  const custodySeq = context.custody.append({
    action: 'evidence.attached',
    subject: `finding:${String(findingId)}`,
    actor: 'artist',
    detail: { kind: 'attachment', records: 1, digest, content: file.sha256, bytes: file.bytes },
    caseId,
  })
  const row: NewRecord = {
    findingId,
    kind: 'attachment',
    sourceName: name,
    sourceBytes: file.bytes,
    sourceSha256: file.sha256,
    byteOffset: null,
    byteLength: file.bytes,
    contentSha256: file.sha256,
    record,
    recordSha256,
    sealedAt,
    toolVersion: version,
    custodySeq,
  }
  return toEvidenceRecord(repository.insertRecord(row), row, name)
}

/** Stores the row of a blob; inside the transaction of what refers to it. Throws CONFLICT when the blob is gone. */
export function registerObject(context: CoreContext, blob: StoredBlob, originalName: string): void {
  if (!existsSync(objectPath(context.paths.objects, blob.sha256))) {
    throw new RefrainError('CONFLICT', 'The stored copy is gone again. Nothing was kept. Try once more.')
  }
  const repository = createRecordsRepository(context.db)
  repository.insertObject(blob.sha256, blob.bytes, originalName, context.now())
}

/** Ends the pending state of a blob: it stays when its row was committed. */
export function settleBlob(context: CoreContext, sha256: string): void {
  if (!context.db.open) return
  const { hasObject } = createRecordsRepository(context.db)
  settlePending(context.paths.objects, hasObject, sha256)
}

function mustFind(caseId: number | null | undefined): number | null {
  if (caseId !== undefined) return caseId
  throw new RefrainError('NOT_FOUND', 'There is no such finding in this workspace. Nothing was stored.')
}

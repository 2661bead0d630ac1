import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { renderSealList, renderSourceRowRecord } from '../../../shared/domain/evidence/sealed-record.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import {
  createRecordsRepository,
  type NewRecord,
  type SweptFile,
  type UnsealedFinding,
} from './records.repository.ts'

const batchSize = 500

type FinishedFile = SweptFile & { readonly sha256: string }
type UnloggedRecord = Omit<NewRecord, 'custodySeq'>

/**
 * Seals the row behind every finding of a swept file that has no sealed row yet, 500 to a transaction with one
 * custody event each, and yields in between; `signal` stops it between two batches. May be repeated: what is
 * sealed stays as it is. Returns how many it sealed. Throws CONFLICT while the hash of the file is not known.
 */
export async function sealSourceRows(
  context: CoreContext,
  sweepFileId: number,
  signal?: AbortSignal,
): Promise<number> {
  const repository = createRecordsRepository(context.db)
  const file = finishedFile(repository.sweptFile(sweepFileId))
  let sealed = 0
  let fromOffset = 0
  for (;;) {
    signal?.throwIfAborted()
    const findings = repository.unsealedFindings(file.id, fromOffset, batchSize)
    const last = findings.at(-1)
    if (last === undefined) return sealed
    context.mutations.once(['evidence', 'custody', 'findings'], () => {
      sealBatch(context, file, findings)
    })
    sealed += findings.length
    fromOffset = last.byteOffset
    await nextTurn()
  }
}

function sealBatch(context: CoreContext, file: FinishedFile, findings: readonly UnsealedFinding[]): void {
  const repository = createRecordsRepository(context.db)
  const sealedAt = context.now()
  const records = findings.map((finding) => sealedRow(file, finding, sealedAt, context.appVersion))
  const digest = sha256(renderSealList(records.map((record) => record.recordSha256)))
  const custodySeq = context.custody.append({
    action: 'evidence.sealed',
    subject: `sweepFile:${String(file.id)}`,
    detail: { kind: 'source-row', records: records.length, digest, source: file.sha256 },
  })
  for (const record of records) repository.insertRecord({ ...record, custodySeq })
}

function sealedRow(
  file: FinishedFile,
  finding: UnsealedFinding,
  sealedAt: string,
  version: string,
): UnloggedRecord {
  const contentSha256 = sha256(finding.raw)
  const record = renderSourceRowRecord({
    source: file,
    row: finding.row,
    byteOffset: finding.byteOffset,
    byteLength: finding.byteLength,
    contentSha256,
    listing: finding,
    match: {
      finding: finding.id,
      recording: {
        id: finding.recordingId,
        isrc: finding.recordingIsrc,
        title: finding.recordingTitle,
        artist: finding.recordingArtist,
      },
      verdict: finding.verdict,
      score: finding.score,
      reasons: parsedReasons(finding.reasons),
    },
    foundAt: finding.foundAt,
    sealedAt,
    tool: { name: 'refrain', version },
  })
  return {
    findingId: finding.id,
    kind: 'source-row',
    sourceName: file.name,
    sourceBytes: file.bytes,
    sourceSha256: file.sha256,
    byteOffset: finding.byteOffset,
    byteLength: finding.byteLength,
    contentSha256,
    record,
    recordSha256: sha256(record),
    sealedAt,
    toolVersion: version,
  }
}

function finishedFile(file: SweptFile | undefined): FinishedFile {
  if (file === undefined) {
    throw new RefrainError('NOT_FOUND', 'There is no such swept file in this workspace. Nothing was sealed.')
  }
  if (file.sha256 === null) {
    throw new RefrainError(
      'CONFLICT',
      `“${file.name}” is not read to its end yet, so its findings cannot be sealed. Let the sweep finish.`,
    )
  }
  return { ...file, sha256: file.sha256 }
}

function parsedReasons(text: string): readonly string[] {
  const parsed: unknown = JSON.parse(text)
  return Array.isArray(parsed) ? parsed.map(String) : []
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

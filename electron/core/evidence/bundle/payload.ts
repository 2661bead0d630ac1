import { createHash } from 'node:crypto'
import { bagFiles, renderManifest } from '../../../../shared/domain/evidence/bag.ts'
import { type CustodyChainCheck, custodyChainCheck } from '../../../../shared/domain/evidence/custody-line.ts'
import { renderSealList } from '../../../../shared/domain/evidence/sealed-record.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { alteredBlob, readObject } from '../objects.ts'
import { fingerprintOf } from '../signing/sshsig.ts'
import type { ExportTask } from '../worker-protocol.ts'
import { answerFile } from './answers.ts'
import type { BundleFile, BundleFolder } from './bundle-folder.ts'
import { readCaptureFacts } from './capture-facts.ts'
import { writeCaptures, writeLogStamps } from './capture-files.ts'
import { renderCaseJson, renderWorkJson } from './case-json.ts'
import type { CaseState, PlacedCapture, PlacedItem, PlacedRecord } from './case-state.ts'
import { renderDeclaration } from './papers/declaration-pdf.ts'
import { type CapturePicture, type PaperSource, renderReport } from './papers/report-pdf.ts'

/**
 * Writes everything under `data/` and returns the head of the custody log.
 * Throws CUSTODY_BROKEN when a record, a row, a blob or the log is not as it was sealed.
 */
export async function writePayload(
  folder: BundleFolder,
  state: CaseState,
  task: Pick<ExportTask, 'objects' | 'fonts' | 'appVersion' | 'publicKey'>,
): Promise<string> {
  const { objects } = task
  writeNotices(folder, state, objects)
  for (const line of state.history) {
    const path = answerFile(line)
    if (path !== null && line.answerSha256 !== null) copyBlob(folder, path, line.answerSha256, objects)
  }
  writeCaptures(folder, state, (path, sha256) => copyBlob(folder, path, sha256, objects))
  writeLogStamps(folder, state)
  for (const work of state.repository.works(state.enforcementCase.id)) {
    folder.write(`data/works/${String(work.id)}/work.json`, [renderWorkJson(work, state)])
  }
  for (const item of state.placedItems()) {
    if (item.folder !== null) writeFinding(folder, item.folder, item, state, objects)
  }
  for (const seq of state.sealingEvents) {
    folder.write(`data/seals/${String(seq)}.txt`, [renderSealList(state.repository.sealedBy(seq))])
  }
  const chain = custodyChainCheck()
  folder.write(bagFiles.custodyLog, custodyLines(state, chain))
  folder.write(bagFiles.caseState, renderCaseJson(state))
  const source: PaperSource = {
    state,
    fonts: task.fonts,
    appVersion: task.appVersion,
    fingerprint: task.publicKey === null ? null : fingerprintOf(task.publicKey),
    factsOf: ({ recordSha256 }) => readCaptureFacts(objects, recordSha256),
    pictureOf: (capture) => firstPicture(capture, state, objects),
  }
  folder.write('data/report.pdf', [await renderReport(source)])
  folder.write('data/declaration-draft.pdf', [await renderDeclaration(source)])
  return chain.head()
}

/** Larger pictures are not set on paper: a browser window gives none. */
const largestPicture = 32 * 1024 * 1024

function firstPicture(capture: PlacedCapture, state: CaseState, objects: string): CapturePicture | null {
  const file = state.repository.captureFiles(capture.id).find(({ kind }) => kind === 'viewport')
  if (file === undefined) return null
  const { name, sha256, bytes } = file
  const path = `${capture.folder}/${name}`
  if (bytes > largestPicture) return { path, sha256, png: null }
  const png = Buffer.concat(Array.from(readObject(objects, sha256), (part) => Buffer.from(part)))
  if (createHash('sha256').update(png).digest('hex') !== sha256) throw alteredBlob(sha256)
  return { path, sha256, png }
}

function writeNotices(folder: BundleFolder, state: CaseState, objects: string): void {
  const written = new Set<string>()
  for (const { file, sha256 } of state.notices.flatMap((notice) => notice.exports)) {
    if (!written.has(file)) copyBlob(folder, file, sha256, objects)
    written.add(file)
  }
}

function writeFinding(
  folder: BundleFolder,
  place: string,
  item: PlacedItem,
  state: CaseState,
  objects: string,
): void {
  const files: BundleFile[] = []
  for (const record of item.records) {
    const sealed = folder.write(`${place}/${record.recordFile}`, [record.record])
    if (sealed.sha256 !== record.recordSha256) throw alteredEvidence(item)
    files.push(sealed, writeContent(folder, `${place}/${record.contentFile}`, record, item, state, objects))
  }
  const lines = files.map(({ path, sha256 }) => ({ path: path.slice(place.length + 1), sha256 }))
  folder.write(`${place}/sha256sums.txt`, [renderManifest(lines)])
}

function writeContent(
  folder: BundleFolder,
  path: string,
  record: PlacedRecord,
  item: PlacedItem,
  state: CaseState,
  objects: string,
): BundleFile {
  if (record.kind === 'attachment') return copyBlob(folder, path, record.contentSha256, objects)
  const row = folder.write(path, [state.repository.rawRow(item.listing)])
  if (row.sha256 !== record.contentSha256) throw alteredEvidence(item)
  return row
}

function copyBlob(folder: BundleFolder, path: string, sha256: string, objects: string): BundleFile {
  const copy = folder.write(path, readObject(objects, sha256))
  if (copy.sha256 !== sha256) throw alteredBlob(sha256)
  return copy
}

function* custodyLines(state: CaseState, chain: CustodyChainCheck): Generator<string> {
  for (const { line } of state.repository.custodyLines(state.sliceEnd)) {
    const problems = chain.add(line, createHash('sha256').update(line).digest('hex'))
    const broken = problems.find((problem) => problem.severity === 'error')
    if (broken !== undefined) {
      throw new RefrainError(
        'CUSTODY_BROKEN',
        `The custody log of this workspace is broken, so no bundle can be made from it. ${broken.message} Restore a backup from before that.`,
        { seq: broken.seq, code: broken.code },
      )
    }
    yield `${line}\n`
  }
}

function alteredEvidence(item: PlacedItem): RefrainError {
  return new RefrainError(
    'CUSTODY_BROKEN',
    `The sealed evidence of finding ${String(item.finding)} was changed after it was sealed, so no bundle can be made from it. Restore a backup from before that.`,
    { finding: item.finding },
  )
}

import type { Database } from 'better-sqlite3'
import { historyState } from '../../../../shared/domain/cases/case-history.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { bundleExtension } from '../../../../shared/domain/evidence/safe-name.ts'
import { noticeFormats } from '../../../../shared/domain/notices/exports/formats.ts'
import type { DownloadRow, LookUpRow } from './capture-steps.repository.ts'
import type {
  CaptureRow,
  CaseRow,
  ClaimantRow,
  HistoryRow,
  ItemRow,
  NoticeExportRow,
  NoticeRow,
  OriginRow,
  RecordRow,
} from './case-rows.ts'
import { type CaseStateRepository, createCaseStateRepository } from './case-state.repository.ts'

/** A sealed record and the names under which it and its content lie in the finding's folder. */
export interface PlacedRecord extends RecordRow {
  readonly recordFile: string
  readonly contentFile: string
}

/** A finding of the case, numbered, with the folder its evidence goes into (null when nothing is sealed yet). */
export interface PlacedItem extends ItemRow {
  readonly number: string
  readonly folder: string | null
  readonly records: readonly PlacedRecord[]
}

/** A whole file downloaded from a captured page; `file` is its path in the bundle, its record lies beside it. */
export interface PlacedDownload extends DownloadRow {
  readonly folder: string
  readonly file: string
}

export interface PlacedLookUp extends LookUpRow {
  readonly folder: string
}

/** A capture and the folder it goes into, with what was done after it. */
export interface PlacedCapture extends CaptureRow {
  readonly number: string
  readonly folder: string
  readonly downloads: readonly PlacedDownload[]
  readonly lookUps: readonly PlacedLookUp[]
}

interface PlacedExport extends NoticeExportRow {
  readonly file: string
}

export interface PlacedNotice extends NoticeRow {
  readonly exports: readonly PlacedExport[]
}

/** The state of one case, and where each part of it goes in a bundle. The same state gives the same bundle. */
export interface CaseState {
  /** Its state is the one its history gives it, where it has one. */
  readonly enforcementCase: CaseRow
  readonly history: readonly HistoryRow[]
  readonly origin: OriginRow | null
  readonly claimant: ClaimantRow | null
  readonly items: number
  readonly unsealed: number
  readonly captures: readonly PlacedCapture[]
  readonly notices: readonly PlacedNotice[]
  readonly sealingEvents: readonly number[]
  /** Last event of the custody log that goes into the bundle. */
  readonly sliceEnd: number
  /** The bundle's only date: that of the event at the slice's end, else of the case's opening. */
  readonly at: string
  readonly repository: CaseStateRepository
  /** The findings, by their id, each time from the first. */
  placedItems(): Generator<PlacedItem>
}

/** Reads a case from the store. Throws NOT_FOUND. */
export function readCaseState(db: Database, caseId: number): CaseState {
  const repository = createCaseStateRepository(db)
  const stored = repository.caseRow(caseId)
  if (stored === undefined) {
    throw new RefrainError('NOT_FOUND', 'There is no such case in this workspace. Nothing was exported.')
  }
  const history = repository.history(caseId)
  const enforcementCase = { ...stored, state: stateNow(stored, history) }
  const items = repository.itemCount(caseId)
  const sliceEnd = repository.sliceEnd(caseId)
  return {
    enforcementCase,
    history,
    origin: repository.origin(caseId) ?? null,
    claimant: repository.claimant() ?? null,
    items,
    unsealed: repository.unsealedCount(caseId),
    captures: placeCaptures(repository, repository.captures(caseId)),
    notices: repository.notices(caseId).map((notice) => placeNotice(repository, notice)),
    sealingEvents: repository.sealingEvents(caseId),
    sliceEnd,
    at: repository.custodyTime(sliceEnd) ?? enforcementCase.openedAt,
    repository,
    placedItems: () => placeItems(repository, caseId, items),
  }
}

/** A case that was taken up again is where its notice is. */
function stateNow({ state }: CaseRow, history: readonly HistoryRow[]): string {
  const moved = historyState(history)
  return moved === null || moved === 'draft' ? state : moved
}

function placeCaptures(
  repository: CaseStateRepository,
  captures: readonly CaptureRow[],
): readonly PlacedCapture[] {
  const width = Math.max(3, String(captures.length).length)
  return captures.map((capture, index) => {
    const number = String(index + 1).padStart(width, '0')
    const moment = capture.startedAt.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '')
    return {
      ...capture,
      number,
      folder: `data/captures/${number}-${moment}`,
      downloads: repository.captureDownloads(capture.id).map((row, step) => {
        const folder = stepFolder('downloads', number, step)
        return { ...row, folder, file: `${folder}/file${bundleExtension(row.fileName)}` }
      }),
      lookUps: repository
        .captureLookUps(capture.id)
        .map((row, step) => ({ ...row, folder: stepFolder('providers', number, step) })),
    }
  })
}

// Beside the captures, not in them: the list of a capture's files was stamped before.
function stepFolder(kind: 'downloads' | 'providers', capture: string, index: number): string {
  return `data/${kind}/${capture}-${String(index + 1).padStart(2, '0')}`
}

function* placeItems(repository: CaseStateRepository, caseId: number, count: number): Generator<PlacedItem> {
  const width = Math.max(3, String(count).length)
  let index = 0
  for (const item of repository.items(caseId)) {
    index += 1
    const number = String(index).padStart(width, '0')
    const records = placeRecords(repository.records(item.finding))
    const folder = records.length === 0 ? null : `data/findings/${number}-finding-${String(item.finding)}`
    yield { ...item, number, folder, records }
  }
}

function placeRecords(records: readonly RecordRow[]): readonly PlacedRecord[] {
  const counts = { 'source-row': 0, attachment: 0 }
  return records.map((record) => {
    const ordinal = (counts[record.kind] += 1)
    const suffix = String(ordinal).padStart(2, '0')
    if (record.kind === 'attachment') {
      const contentFile = `attachment-${suffix}${bundleExtension(record.sourceName)}`
      // A JSON attachment must not take the name of its own record.
      return { ...record, recordFile: `attachment-${suffix}.record.json`, contentFile }
    }
    const again = ordinal === 1 ? '' : `-${suffix}`
    return { ...record, recordFile: `record${again}.json`, contentFile: `row${again}.bin` }
  })
}

/** What this program wrote itself holds no macros and no scripts, so it keeps its ending. */
function endingOf(format: string): string {
  return noticeFormats.some((known) => known === format) ? `.${format}` : bundleExtension(`notice.${format}`)
}

function placeNotice(repository: CaseStateRepository, notice: NoticeRow): PlacedNotice {
  const exports = repository.noticeExports(notice.id)
  const folder = `data/notices/${String(notice.id)}`
  const distinct = new Map<string, readonly string[]>()
  for (const { format, sha256 } of exports) {
    const others = (distinct.get(format) ?? []).filter((known) => known !== sha256)
    distinct.set(format, [...others, sha256])
  }
  const nameOf = ({ format, sha256 }: NoticeExportRow): string => {
    const versions = distinct.get(format) ?? []
    const extension = endingOf(format)
    const version = versions.indexOf(sha256) + 1
    return version === versions.length
      ? `notice${extension}`
      : `notice-earlier-${String(version)}${extension}`
  }
  return { ...notice, exports: exports.map((row) => ({ ...row, file: `${folder}/${nameOf(row)}` })) }
}

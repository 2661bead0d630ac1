import type { RecordingFields } from '../../../shared/contract/catalog.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'
import {
  derivedColumns,
  emptyRecording,
  fieldError,
  gapsOf,
  quoted,
  readRecordingFields,
  type RecordingColumns,
} from './recording-fields.ts'
import { createRecordingList } from './recording-list.ts'
import type { RecordingsRepository, StoredRecording } from './recordings.repository.ts'
import type { ReleasesRepository } from './releases.repository.ts'

type RecordingHandlers = Pick<
  Handlers,
  'recordings.list' | 'recordings.get' | 'recordings.create' | 'recordings.update' | 'recordings.delete'
>

interface Deps {
  readonly recordings: RecordingsRepository
  readonly releases: ReleasesRepository
  readonly ledger: IsrcLedgerRepository
}

/** Changes of a recording's own columns, as every command that edits recordings makes them. */
export interface RecordingEditor {
  /** Writes the columns and what follows from them; false when nothing differed. @throws RefrainError CONFLICT, NOT_FOUND. */
  edit(change: Change, recordingId: number, columns: Partial<RecordingColumns>): boolean
  readonly refuseTakenIsrc: (isrc: string | null, recordingId: number | null) => void
  /** @throws RefrainError CONFLICT when the code of this recording cannot be replaced by that one. */
  readonly refuseCode: (recording: StoredRecording, isrc: string | null) => void
  /** The ledger learns that a reserved code is in use; undo reserves it again. */
  readonly claim: (change: Change, recording: Pick<StoredRecording, 'id' | 'title' | 'isrc'>) => void
  /** A code of the artist's own allocation that leaves the catalogue may be in use outside: it is kept from reuse. */
  readonly retire: (recording: StoredRecording, reason: string) => void
}

const rightsOfRecordings = ['recordings', 'releases', 'works', 'rights', 'documents'] as const

export function createRecordingEditor(
  context: CoreContext,
  { recordings, ledger }: Pick<Deps, 'recordings' | 'ledger'>,
): RecordingEditor {
  const heldPrefixes = () => ledger.blocks().map(({ prefix }) => prefix)

  function refuseTakenIsrc(isrc: string | null, recordingId: number | null): void {
    if (isrc === null) return
    const holder = recordings.byIsrc(isrc)
    if (holder && holder.id !== recordingId) throw isrcTaken(isrc, holder)
    const entry = ledger.latest(isrc)
    if (entry?.state === 'voided') throw isrcVoided(isrc)
  }

  function retire(recording: StoredRecording, reason: string): void {
    const { isrc } = recording
    if (isrc === null || ledger.latest(isrc) !== null) return
    if (!heldPrefixes().some((prefix) => isrc.startsWith(prefix))) return
    const at = context.now()
    ledger.append({
      isrc,
      state: 'reserved',
      recordingId: recording.id,
      recordingTitle: recording.title,
      reason,
      at,
    })
  }

  function refuseCode(recording: StoredRecording, isrc: string | null): void {
    if (isrc === recording.isrc) return
    refuseTakenIsrc(isrc, recording.id)
    refuseReplacingAssigned(ledger, recording)
  }

  function claim(change: Change, { id, title, isrc }: Pick<StoredRecording, 'id' | 'title' | 'isrc'>): void {
    if (isrc === null || ledger.latest(isrc)?.state !== 'reserved') return
    const reason = 'The reserved code was entered in the recording.'
    ledger.append({
      ...{ isrc, state: 'assigned', recordingId: id, recordingTitle: title, reason },
      at: context.now(),
    })
    change.onUndo({ kind: 'reserve-isrc', value: isrc })
  }

  return {
    refuseTakenIsrc,
    refuseCode,
    claim,
    retire,
    edit(change, recordingId, columns) {
      const recording = recordings.mustGet(recordingId)
      refuseUnfitParent(recordings, recording, { ...recording, ...columns })
      if (columns.isrc !== undefined && columns.isrc !== recording.isrc) {
        refuseCode(recording, columns.isrc)
        retire(recording, 'The recording that carried it was given another code.')
      }
      const changed = change.update('recording', recordingId, recordings.withFields(recording, columns))
      if (changed) change.update('recording', recordingId, { updated_at: context.now() })
      if (columns.isrc !== undefined && columns.isrc !== recording.isrc)
        claim(change, recordings.mustGet(recordingId))
      return changed
    },
  }
}

/** Recordings of the catalogue: lists, details, and undoable changes that keep codes unique. */
export function createRecordingsService(context: CoreContext, deps: Deps): RecordingHandlers {
  const { recordings, releases, ledger } = deps
  const list = createRecordingList(context.db)
  const heldPrefixes = () => ledger.blocks().map(({ prefix }) => prefix)

  const editor = createRecordingEditor(context, deps)
  const { refuseTakenIsrc, claim, retire } = editor

  function remove(change: Change, recording: StoredRecording): void {
    refuseWhileReferred(recordings, ledger, recording)
    retire(recording, 'The recording that carried it was deleted.')
    removeWithDependents(context.db, change, 'recording', recording.id)
  }

  return {
    'recordings.list': (request) => {
      const { ids, ...page } = list(request)
      const rows =
        request.releaseId === null ? recordings.rows(ids) : recordings.rowsOnRelease(ids, request.releaseId)
      return { rows, ...page }
    },

    'recordings.get': ({ recordingId }) => {
      const recording = recordings.mustGet(recordingId)
      return {
        id: recording.id,
        ...toFields(recording),
        createdAt: recording.created_at,
        updatedAt: recording.updated_at,
        importId: recording.import_id,
        parentTitle: recording.parent_id === null ? null : recordings.mustGet(recording.parent_id).title,
        tracks: recordings.tracksOf(recordingId),
        identifiers: recordings.identifiersOf(recordingId),
        missing: [...gapsOf(recording, recordings.releaseFactsOf(recordingId))],
        findingsByState: recordings.findingsByState(recordingId),
      }
    },

    'recordings.create': ({ releaseId, ...fields }) => {
      const columns: RecordingColumns = { ...emptyRecording, ...readRecordingFields(fields, heldPrefixes()) }
      const label = `Add recording ${quoted(columns.title)}`
      refuseUnfitParent(recordings, null, columns)
      return context.mutations.undoable(label, ['recordings', 'releases', 'isrc'], (change) => {
        refuseTakenIsrc(columns.isrc, null)
        const release = releaseId === null ? null : releases.mustGet(releaseId)
        const facts = { releaseTitle: release?.title ?? null, gtin: release?.gtin ?? null }
        const at = context.now()
        const stamps = { created_at: at, updated_at: at }
        const recordingId = change.insert('recording', {
          ...columns,
          ...derivedColumns(columns, facts),
          ...stamps,
        })
        if (release) {
          const number = releases.nextTrackNumber(release.id)
          change.insert('track', { release_id: release.id, recording_id: recordingId, disc: 1, number })
        }
        claim(change, { id: recordingId, title: columns.title, isrc: columns.isrc })
        return { recordingId }
      })
    },

    'recordings.update': ({ recordingId, patch }) => {
      const columns = readRecordingFields(patch, heldPrefixes())
      const label = `Edit recording ${quoted(recordings.mustGet(recordingId).title)}`
      context.mutations.undoable(label, ['recordings', 'isrc'], (change) => {
        editor.edit(change, recordingId, columns)
      })
      return onlyRow(recordings, recordingId)
    },

    'recordings.delete': ({ recordingIds }) => {
      const all = [...new Set(recordingIds)].map((id) => recordings.mustGet(id))
      const [first] = all
      const label =
        all.length === 1 && first
          ? `Delete recording ${quoted(first.title)}`
          : `Delete ${String(all.length)} recordings`
      context.mutations.undoable(label, [...rightsOfRecordings, 'isrc'], (change) => {
        for (const recording of all) remove(change, recording)
      })
      return { deleted: all.length }
    },
  }
}

function toFields(recording: StoredRecording): RecordingFields {
  return {
    title: recording.title,
    version: recording.version,
    artist: recording.artist,
    isrc: recording.isrc,
    durationMs: recording.duration_ms,
    year: recording.year,
    kind: recording.kind,
    rightHeld: recording.right_held,
    registrationNumber: recording.registration_number,
    authorizedUrl: recording.authorized_url,
    notes: recording.notes,
    parentId: recording.parent_id,
    parentRelation: recording.parent_relation,
    publishedOn: recording.published_on,
    country: recording.country,
    pLine: recording.p_line,
    genre: recording.genre,
    explicit: recording.explicit,
  }
}

/** A recording is made from another one that is there, as something (which may be known alone), and never from itself, however indirectly. */
function refuseUnfitParent(
  recordings: RecordingsRepository,
  recording: StoredRecording | null,
  wanted: Pick<RecordingColumns, 'parent_id' | 'parent_relation'>,
): void {
  if (wanted.parent_id !== null && wanted.parent_relation === null) {
    const message = 'Say what it is beside the recording it was made from: a remix, an edit, a live version …'
    throw fieldError('parentId', { code: 'parent', message })
  }
  for (let id = wanted.parent_id; id !== null; id = recordings.mustGet(id).parent_id) {
    if (id !== recording?.id) continue
    throw fieldError('parentId', { code: 'parent', message: 'A recording cannot be made from itself.' })
  }
}

function onlyRow(
  recordings: RecordingsRepository,
  id: number,
): ReturnType<RecordingsRepository['rows']>[number] {
  const [row] = recordings.rows([id])
  if (!row) throw new RefrainError('NOT_FOUND', 'This recording is not in the catalogue any more.')
  return row
}

function isrcTaken(isrc: string, holder: StoredRecording): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `${formatIsrc(isrc)} is already the code of ${quoted(holder.title)} by ${holder.artist}. A code belongs to one recording. Nothing was changed.`,
    { field: 'isrc', recordingId: holder.id },
  )
}

function isrcVoided(isrc: string): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `${formatIsrc(isrc)} was voided in the ledger, and a voided code never returns. Nothing was changed.`,
    { field: 'isrc' },
  )
}

function refuseReplacingAssigned(ledger: IsrcLedgerRepository, recording: StoredRecording): void {
  if (!isAssignedHere(ledger, recording.isrc)) return
  throw new RefrainError(
    'CONFLICT',
    `${formatIsrc(recording.isrc)} was assigned to ${quoted(recording.title)} from your own allocation. Void it in the ledger first, with the reason. Nothing was changed.`,
    { field: 'isrc' },
  )
}

/** Assigned to a recording of the catalogue; codes entered as used elsewhere were not. */
function isAssignedHere(ledger: IsrcLedgerRepository, isrc: string | null): isrc is string {
  const entry = isrc === null ? null : ledger.latest(isrc)
  return entry?.state === 'assigned' && entry.recordingId !== null
}

function refuseWhileReferred(
  recordings: RecordingsRepository,
  ledger: IsrcLedgerRepository,
  recording: StoredRecording,
): void {
  const findings = Object.values(recordings.findingsByState(recording.id)).reduce((sum, n) => sum + n, 0)
  if (findings > 0) {
    throw new RefrainError(
      'CONFLICT',
      `${quoted(recording.title)} has ${findings === 1 ? 'a finding' : `${String(findings)} findings`}, which would lose what they are about. It stays, and nothing was changed.`,
      { recordingId: recording.id, findings },
    )
  }
  if (isAssignedHere(ledger, recording.isrc)) {
    throw new RefrainError(
      'CONFLICT',
      `${quoted(recording.title)} carries ${formatIsrc(recording.isrc)}, assigned from your own allocation. Void the code in the ledger first, with the reason. Nothing was changed.`,
      { recordingId: recording.id, isrc: recording.isrc },
    )
  }
}

import type { ReleaseRow } from '../../../shared/contract/catalog.ts'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { gtin14, parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { parseReleaseDate } from '../../../shared/domain/catalogue/release-date.ts'
import { titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { fieldError, oneLine, quoted, readIdentifier, requiredLine } from './recording-fields.ts'
import type { RecordingsRepository } from './recordings.repository.ts'
import type { ReleasesRepository, StoredRelease } from './releases.repository.ts'

type ReleaseHandlers = Pick<
  Handlers,
  'releases.list' | 'releases.get' | 'releases.create' | 'releases.update' | 'releases.delete'
>

interface Deps {
  readonly recordings: RecordingsRepository
  readonly releases: ReleasesRepository
}

type ReleaseColumns = {
  readonly title: string
  readonly title_key: string
  readonly artist: string
  readonly label: string
  readonly gtin: string | null
  readonly gtin14: string | null
  readonly release_date: string | null
  readonly notes: string
}

/** Releases of the catalogue. What a release says counts for the completeness of the recordings on it. */
export function createReleasesService(context: CoreContext, deps: Deps): ReleaseHandlers {
  const { recordings, releases } = deps

  function recount(change: Change, recordingIds: readonly number[]): void {
    for (const id of recordingIds) {
      change.update('recording', id, recordings.withFields(recordings.mustGet(id), {}))
    }
  }

  return {
    'releases.list': (request) => {
      const { ids, total, nextCursor } = releases.list(request)
      return { rows: releases.rows(ids), total, nextCursor }
    },

    'releases.get': ({ releaseId }) => {
      const { title, artist, label, gtin, release_date: releaseDate, notes } = releases.mustGet(releaseId)
      const tracks = recordings.rowsOnRelease(releases.recordingIdsOf(releaseId), releaseId)
      return { id: releaseId, title, artist, label, gtin, releaseDate, notes, tracks }
    },

    'releases.create': (fields) => {
      const title = requiredLine('title', fields.title)
      const columns = withSearchKey(null, { title, title_key: titleKey(title), ...readReleaseFields(fields) })
      return context.mutations.undoable(`Add release ${quoted(title)}`, ['releases'], (change) => {
        const at = context.now()
        return { releaseId: change.insert('release', { ...columns, created_at: at, updated_at: at }) }
      })
    },

    'releases.update': ({ releaseId, patch }) => {
      const fields = readReleaseFields(patch)
      const stored = releases.mustGet(releaseId)
      const label = `Edit release ${quoted(stored.title)}`
      const columns = withSearchKey(stored, fields)
      context.mutations.undoable(label, ['releases', 'recordings'], (change) => {
        if (!change.update('release', releaseId, { ...columns })) return
        change.update('release', releaseId, { updated_at: context.now() })
        if (columns.gtin !== undefined) recount(change, releases.recordingIdsOf(releaseId))
      })
      return onlyRow(releases, releaseId)
    },

    'releases.delete': ({ releaseId }) => {
      const label = `Delete release ${quoted(releases.mustGet(releaseId).title)}`
      context.mutations.undoable(label, ['releases', 'recordings'], (change) => {
        const onIt = releases.recordingIdsOf(releaseId)
        for (const id of releases.trackIdsOf(releaseId)) change.remove('track', id)
        recount(change, onIt)
        change.remove('release', releaseId)
      })
      return {}
    },
  }
}

/** Turns what was typed into stored columns; fields that are absent stay absent. @throws RefrainError VALIDATION. */
function readReleaseFields(patch: Parsed<'releases.update'>['patch']): Partial<ReleaseColumns> {
  const title = patch.title === undefined ? undefined : requiredLine('title', patch.title)
  const gtin = patch.gtin === undefined ? undefined : readIdentifier('gtin', patch.gtin, parseGtin)
  return {
    ...(title === undefined ? {} : { title, title_key: titleKey(title) }),
    ...(patch.artist === undefined ? {} : { artist: oneLine(patch.artist) }),
    ...(patch.label === undefined ? {} : { label: oneLine(patch.label) }),
    ...(gtin === undefined ? {} : { gtin, gtin14: gtin === null ? null : gtin14(gtin) }),
    ...(patch.releaseDate === undefined ? {} : { release_date: readDate(patch.releaseDate) }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}

/** The columns with the search key that follows from them and from those that stay. */
function withSearchKey<Columns extends Partial<ReleaseColumns>>(
  stored: StoredRelease | null,
  columns: Columns,
) {
  const { title, artist, label, gtin } = {
    title: '',
    artist: '',
    label: '',
    gtin: null,
    ...stored,
    ...columns,
  }
  return { ...columns, search_key: searchKey(title, artist, label, gtin) }
}

function readDate(raw: string | null): string | null {
  if (raw === null) return null
  const reading = parseReleaseDate(raw)
  if (reading.status === 'invalid') throw fieldError('releaseDate', reading.problem)
  return reading.status === 'valid' ? reading.value : null
}

function onlyRow(releases: ReleasesRepository, id: number): ReleaseRow {
  const [row] = releases.rows([id])
  if (!row) throw new RefrainError('NOT_FOUND', 'This release is not in the catalogue any more.')
  return row
}

import type { ReleaseFields, ReleaseRow } from '../../../shared/contract/catalog.ts'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { gtin14, parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { removeWithDependents } from '../platform/dependents.ts'
import { oneLine, quoted, readIdentifier, readPartialDate, requiredLine } from './recording-fields.ts'
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
  readonly type: ReleaseFields['type']
  readonly catalogue_number: string
  readonly p_line: string
  readonly c_line: string
  readonly genre: string
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
      const { title, artist, label, gtin, notes, type, genre, ...release } = releases.mustGet(releaseId)
      const stored = releases.tracksOf(releaseId)
      return {
        ...{ id: releaseId, title, artist, label, gtin, notes, type, genre },
        releaseDate: release.release_date,
        catalogueNumber: release.catalogue_number,
        pLine: release.p_line,
        cLine: release.c_line,
        tracks: recordings.rowsOnRelease(
          stored.map(({ recordingId }) => recordingId),
          releaseId,
        ),
        trackFacts: stored.map(({ id: _id, ...facts }) => facts),
      }
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

    'releases.delete': ({ releaseIds }) => {
      const all = [...new Set(releaseIds)].map((id) => releases.mustGet(id))
      const [first] = all
      const label =
        all.length === 1 && first
          ? `Delete release ${quoted(first.title)}`
          : `Delete ${String(all.length)} releases`
      context.mutations.undoable(label, ['releases', 'recordings', 'rights', 'documents'], (change) => {
        const onThem = new Set(all.flatMap(({ id }) => releases.recordingIdsOf(id)))
        for (const { id } of all) removeWithDependents(context.db, change, 'release', id)
        recount(change, [...onThem])
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
    ...(patch.releaseDate === undefined
      ? {}
      : { release_date: readPartialDate('releaseDate', patch.releaseDate) }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
    ...(patch.type === undefined ? {} : { type: patch.type }),
    ...(patch.catalogueNumber === undefined ? {} : { catalogue_number: oneLine(patch.catalogueNumber) }),
    ...(patch.pLine === undefined ? {} : { p_line: oneLine(patch.pLine) }),
    ...(patch.cLine === undefined ? {} : { c_line: oneLine(patch.cLine) }),
    ...(patch.genre === undefined ? {} : { genre: oneLine(patch.genre) }),
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

function onlyRow(releases: ReleasesRepository, id: number): ReleaseRow {
  const [row] = releases.rows([id])
  if (!row) throw new RefrainError('NOT_FOUND', 'This release is not in the catalogue any more.')
  return row
}

import type { RecordingFields, RecordingRow, recordingSortKeys } from '../../../shared/contract/catalog.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { call } from '../../rpc/client.ts'
import { formatDuration } from '../../ui/format.ts'
import type { GridColumn } from '../../ui/grid/types.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { strings } from './strings.ts'
import {
  durationFromText,
  durationToText,
  needed,
  textOrNull,
  validateDuration,
  validateIsrc,
  validateYear,
} from './validation.ts'

type SortKey = (typeof recordingSortKeys)[number]

function save(row: RecordingRow, patch: Partial<RecordingFields>) {
  return call('recordings.update', { recordingId: row.id, patch })
}

/** The columns of the recordings grid; what can be edited in place is. */
export const recordingColumns: readonly GridColumn<RecordingRow, SortKey>[] = [
  {
    id: 'title',
    header: 'Title',
    width: 260,
    flex: true,
    sortKey: 'title',
    text: (row) => (row.version === '' ? row.title : `${row.title} (${row.version})`),
    edit: {
      value: (row) => row.title,
      validate: needed('A title'),
      save: (row, text) => save(row, { title: text.trim() }),
    },
  },
  {
    id: 'artist',
    header: 'Artist',
    width: 180,
    sortKey: 'artist',
    text: (row) => row.artist,
    edit: {
      value: (row) => row.artist,
      validate: needed('An artist'),
      save: (row, text) => save(row, { artist: text.trim() }),
    },
  },
  { id: 'release', header: 'Release', width: 180, sortKey: 'release', text: (row) => row.releaseTitle ?? '' },
  {
    id: 'isrc',
    header: 'ISRC',
    width: 172,
    mono: true,
    sortKey: 'isrc',
    text: (row) => (row.isrc === null ? '' : formatIsrc(row.isrc)),
    edit: {
      value: (row) => row.isrc ?? '',
      validate: validateIsrc,
      save: (row, text) => save(row, { isrc: textOrNull(text) }),
    },
  },
  {
    id: 'duration',
    header: 'Length',
    width: 84,
    align: 'end',
    sortKey: 'duration',
    text: (row) => (row.durationMs === null ? '' : formatDuration(row.durationMs)),
    edit: {
      value: (row) => durationToText(row.durationMs),
      validate: validateDuration,
      save: (row, text) => save(row, { durationMs: durationFromText(text) }),
    },
  },
  {
    id: 'year',
    header: 'Year',
    width: 72,
    align: 'end',
    sortKey: 'year',
    text: (row) => (row.year === null ? '' : String(row.year)),
    edit: {
      value: (row) => (row.year === null ? '' : String(row.year)),
      validate: validateYear,
      save: (row, text) => save(row, { year: text.trim() === '' ? null : Number(text) }),
    },
  },
  {
    id: 'findings',
    header: 'Findings',
    width: 90,
    align: 'end',
    text: (row) => (row.findings === 0 ? '' : String(row.findings)),
  },
  {
    id: 'missing',
    header: 'For a notice',
    width: 128,
    text: (row) => (row.missing === 0 ? strings.complete : strings.missing(row.missing)),
    render: (row) =>
      row.missing === 0 ? (
        <StatusBadge tone="success" label={strings.complete} />
      ) : (
        <StatusBadge tone="warning" label={strings.missing(row.missing)} />
      ),
  },
]

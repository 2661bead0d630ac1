import type { RecordingColumns, RecordingEditor, RecordingsRepository } from '../catalog/index.ts'

export interface EditingDeps {
  readonly recordings: RecordingsRepository
  readonly editor: RecordingEditor
}

/** The columns a recording's fields are stored in, by the names of the contract. */
export const columnOf = {
  title: 'title',
  version: 'version',
  artist: 'artist',
  isrc: 'isrc',
  durationMs: 'duration_ms',
  year: 'year',
  kind: 'kind',
  rightHeld: 'right_held',
  registrationNumber: 'registration_number',
  authorizedUrl: 'authorized_url',
  notes: 'notes',
  parentId: 'parent_id',
  parentRelation: 'parent_relation',
  publishedOn: 'published_on',
  country: 'country',
  pLine: 'p_line',
  genre: 'genre',
  explicit: 'explicit',
} as const satisfies Readonly<Record<string, keyof RecordingColumns>>

export type FieldName = keyof typeof columnOf

const names = new Map(Object.entries(columnOf).map(([field, column]) => [column as string, field]))

/** The name by which the contract knows a column; other columns keep their own. */
export function fieldOf(column: string): string {
  return names.get(column) ?? column
}

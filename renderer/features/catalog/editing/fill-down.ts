import type { RecordingRow } from '../../../../shared/contract/catalog.ts'
import type { BulkFields } from '../../../../shared/contract/editing.ts'

/** The value of a column as it goes into other recordings; null for a column that belongs to one alone. */
export function filledFields(
  columnId: string,
  { artist, year, durationMs }: RecordingRow,
): BulkFields | null {
  if (columnId === 'artist') return { artist }
  if (columnId === 'year') return { year }
  return columnId === 'duration' ? { durationMs } : null
}

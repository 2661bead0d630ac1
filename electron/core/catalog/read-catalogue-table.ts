import { idColumn } from '../../../shared/domain/catalogue/columns.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import { type CatalogueRow, pickFields, validateRow } from '../../../shared/domain/catalogue/row.ts'
import { isSkipped } from '../../../shared/domain/catalogue/presets.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { hasErrorNote } from './import-rows.ts'
import { readSourceBeginning, sourceRecords } from './source-kinds.ts'
import type { SourceReading } from './table-source.ts'

/** A row of a catalogue table that was read without any workspace. */
export interface TableRecording extends CatalogueRow {
  /** The file's own `id` of the row, else the number of the data row, the first being 1. */
  readonly id: string
}

/**
 * Reads the recordings of a catalogue table, its columns found by name and content. A row whose code is wrong
 * still counts with its title and artist; a row that has neither code nor both of them is left out.
 * @throws RefrainError NO_USABLE_COLUMNS when neither an ISRC nor a title and an artist column is found, and
 * whatever reading the file throws.
 */
export async function* readCatalogueTable(path: string): AsyncGenerator<TableRecording> {
  const reading = await readSourceBeginning(path)
  refuseUnusable(reading)
  const headerRow = 'headerRow' in reading.dialect ? reading.dialect.headerRow : null
  const ids = headerRow === null ? null : idColumn(reading.columns)
  const mapping = Object.fromEntries(
    catalogueFields.flatMap((field) => {
      const found = reading.detected[field]
      return found ? [[field, [found.column, ...found.fallbacks]] as const] : []
    }),
  )
  const unit = reading.detected.duration?.unit
  let dataRow = 0
  for await (const records of sourceRecords(path, reading.dialect, () => undefined)) {
    for (const record of records) {
      if (record.fault !== null || hasErrorNote(record) || record.cells.every((cell) => cell.trim() === ''))
        continue
      if (headerRow !== null && record.row <= headerRow + 1) continue
      dataRow++
      if (reading.preset !== null && isSkipped(reading.preset, record.cells)) continue
      const { value } = validateRow(
        pickFields(record.cells, mapping),
        unit === undefined ? {} : { durationUnit: unit },
      )
      if (value.isrc === null && (value.title === '' || value.artist === '')) continue
      const own = ids === null ? '' : (record.cells[ids]?.trim() ?? '')
      yield { ...value, id: own === '' ? String(dataRow) : own }
    }
  }
}

function refuseUnusable({ head, detected }: SourceReading): void {
  if (detected.isrc || (detected.title && detected.artist)) return
  throw new RefrainError(
    'NO_USABLE_COLUMNS',
    `“${head.fileName}” has no column of ISRCs and none of titles and artists, so there is nothing to look for. Name its columns “isrc”, “title”, “artist” and try again.`,
  )
}

import type { ColumnMapping, TableDialect } from '../../../shared/contract/imports.ts'
import { idColumn } from '../../../shared/domain/catalogue/columns.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import {
  type CatalogueRow,
  pickFields,
  type RowProblem,
  validateRow,
} from '../../../shared/domain/catalogue/row.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { readTableBeginning, type TableReading } from './import-inspect.ts'
import type { CsvRecord } from './csv-records.ts'
import { streamTable } from './table-stream.ts'

/** A row of a catalogue table that was read without any workspace. */
export interface TableRecording extends CatalogueRow {
  /** The file's own `id` of the row, else the number of the data row: counted as a sweep counts, see docs/cli.md. */
  readonly id: string
}

/** What the reader of a table may settle; everything left out is found out from the table. */
export interface CatalogueTableOptions {
  readonly dialect?: Partial<TableDialect>
  /** Settles the columns, given their names and what was found; `idColumn` null keeps the column found. */
  readonly choose?: (
    columns: readonly string[],
    detected: ColumnMapping,
  ) => { readonly mapping: ColumnMapping; readonly idColumn: number | null }
  /** Told of each row that is left out; `row` counts from 1, the header included. */
  readonly onSkipped?: (row: number, reason: string) => void
}

/**
 * Reads the recordings of a catalogue table, its columns found by name and content unless `options` settle them. A
 * row whose code is wrong still counts with its title and artist; a row that has neither code nor both of them is
 * left out.
 * @throws RefrainError NO_USABLE_COLUMNS when neither an ISRC nor a title and an artist column is found, and
 * whatever reading the file throws.
 */
export async function* readCatalogueTable(
  path: string,
  options: CatalogueTableOptions = {},
): AsyncGenerator<TableRecording> {
  const reading = await readTableBeginning(path, options.dialect)
  const { mapping, ids } = columnsOf(reading, options)
  refuseUnusable(reading.head.fileName, mapping)
  const { headerRow } = reading.dialect
  const duration = reading.detected.duration
  const unit = duration?.column === mapping.duration ? duration?.unit : undefined
  let dataRow = 0
  for await (const records of streamTable(path, reading.dialect, () => undefined)) {
    for (const record of records) {
      if (headerRow !== null && record.row <= headerRow + 1) continue
      if (record.fault === null && record.cells.length <= 1 && (record.cells[0] ?? '').trim() === '') continue
      dataRow++
      if (record.fault === null && record.cells.every((cell) => cell.trim() === '')) continue
      if (record.fault !== null) {
        options.onSkipped?.(record.row, faultReasons[record.fault])
        continue
      }
      const { value, problems } = validateRow(
        pickFields(record.cells, mapping),
        unit === undefined ? {} : { durationUnit: unit },
      )
      if (value.isrc === null && (value.title === '' || value.artist === '')) {
        options.onSkipped?.(record.row, reasonOf(problems))
        continue
      }
      const own = ids === null ? '' : (record.cells[ids]?.trim() ?? '')
      yield { ...value, id: own === '' ? String(dataRow) : own }
    }
  }
}

const faultReasons: Readonly<Record<NonNullable<CsvRecord['fault']>, string>> = {
  'open-quote': 'A quotation mark is opened and never closed.',
  'too-long': 'The row is longer than a mebibyte.',
}

function columnsOf(
  reading: TableReading,
  { choose }: CatalogueTableOptions,
): { readonly mapping: ColumnMapping; readonly ids: number | null } {
  const detected: ColumnMapping = {}
  for (const field of catalogueFields) {
    const found = reading.detected[field]
    if (found) detected[field] = found.column
  }
  const found = reading.dialect.headerRow === null ? null : idColumn(reading.columns)
  if (choose === undefined) return { mapping: detected, ids: found }
  const chosen = choose(reading.columns, detected)
  return { mapping: chosen.mapping, ids: chosen.idColumn ?? found }
}

function reasonOf(problems: readonly RowProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.map(({ field, message }) => `${field}: ${message}`).join(' ')
}

function refuseUnusable(fileName: string, mapping: ColumnMapping): void {
  if (mapping.isrc !== undefined || (mapping.title !== undefined && mapping.artist !== undefined)) return
  throw new RefrainError(
    'NO_USABLE_COLUMNS',
    `“${fileName}” has no column of ISRCs and none of titles and artists, so there is nothing to look for. Name its columns “isrc”, “title”, “artist” and try again.`,
  )
}

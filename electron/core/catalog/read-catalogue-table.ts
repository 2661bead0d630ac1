import type { ColumnMapping, DialectHints } from '../../../shared/contract/imports.ts'
import { idColumn } from '../../../shared/domain/catalogue/columns.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import { isSkipped } from '../../../shared/domain/catalogue/presets.ts'
import type { RowProblem } from '../../../shared/domain/catalogue/row-problem.ts'
import { fieldPicker, validateRow } from '../../../shared/domain/catalogue/row.ts'
import { readSoughtRow, soughtFields, type SoughtRow } from '../../../shared/domain/catalogue/sought-row.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CsvRecord } from './csv-records.ts'
import { hasErrorNote } from './import-rows.ts'
import { readSourceBeginning, sourceRecords } from './source-kinds.ts'
import type { SourceReading, SourceRecord } from './table-source.ts'

/** A row of a catalogue table that was read without any workspace. */
export interface TableRecording {
  /** The file's own `id` of the row, else the number of the data row: counted as a sweep counts, see docs/cli.md. */
  readonly id: string
  readonly row: SoughtRow
}

/** Which columns feed which field, without what they count. */
export type ColumnChoice = ColumnMapping['columns']

/** What the reader of a table may settle; everything left out is found out from the table. */
export interface CatalogueTableOptions {
  readonly dialect?: DialectHints
  /** Settles the columns, given their names and what was found; `idColumn` null keeps the column found. */
  readonly choose?: (
    columns: readonly string[],
    detected: ColumnChoice,
  ) => { readonly mapping: ColumnChoice; readonly idColumn: number | null }
  /** Told of each row that is left out; `row` counts from 1, the header included. */
  readonly onSkipped?: (row: number, reason: string) => void
}

/**
 * Reads the recordings of a catalogue table, its columns found by name and content unless `options` settle them. They
 * come some hundreds at a time, each of which is made when it is asked for: to wait for every single one takes longer
 * than to read it. A row whose code is wrong still counts with its title and artist; a row that has neither code nor
 * both of them is left out.
 * @throws RefrainError NO_USABLE_COLUMNS when neither an ISRC nor a title and an artist column is found, and
 * whatever reading the file throws.
 */
export async function* readCatalogueTable(
  path: string,
  options: CatalogueTableOptions = {},
): AsyncGenerator<Iterable<TableRecording>> {
  const reading = await readSourceBeginning(path, options.dialect)
  const headerRow = headerRowOf(reading)
  const { mapping, ids } = columnsOf(reading, headerRow, options)
  refuseUnusable(reading.head.fileName, mapping)
  const duration = reading.detected.duration
  const unit = duration?.column === mapping.duration?.[0] ? duration?.unit : undefined
  const pick = fieldPicker(mapping)
  const pickSought = fieldPicker(onlySought(mapping))
  const context = unit === undefined ? {} : { durationUnit: unit }
  let dataRow = 0
  function* recordingsOf(records: readonly SourceRecord[]): Generator<TableRecording> {
    for (const record of records) {
      if (headerRow !== null && record.row <= headerRow + 1) continue
      if (record.fault === null && record.cells.length <= 1 && isBlank(record.cells[0] ?? '')) continue
      dataRow++
      if (record.fault === null && record.cells.every(isBlank)) continue
      const unreadable = whyUnreadable(record)
      if (unreadable !== null) {
        options.onSkipped?.(record.row, unreadable)
        continue
      }
      if (reading.preset !== null && isSkipped(reading.preset, record.cells)) continue
      const row = readSoughtRow(pickSought(record.cells), context)
      if (row.isrc === null && (row.title === '' || row.artist === '')) {
        options.onSkipped?.(record.row, reasonOf(validateRow(pick(record.cells), context).problems))
        continue
      }
      const own = ids === null ? '' : (record.cells[ids]?.trim() ?? '')
      yield { id: own === '' ? String(dataRow) : own, row }
    }
  }
  for await (const records of sourceRecords(path, reading.dialect, () => undefined))
    yield recordingsOf(records)
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}

const faultReasons: Readonly<Record<NonNullable<CsvRecord['fault']>, string>> = {
  'open-quote': 'A quotation mark is opened and never closed.',
  'too-long': 'The row is longer than a mebibyte.',
}

function whyUnreadable(record: SourceRecord): string | null {
  if (record.fault !== null) return faultReasons[record.fault]
  if (!hasErrorNote(record)) return null
  return (record.notes ?? []).map(({ message }) => message).join(' ')
}

function headerRowOf({ dialect }: SourceReading): number | null {
  return 'headerRow' in dialect ? dialect.headerRow : null
}

function columnsOf(
  reading: SourceReading,
  headerRow: number | null,
  { choose }: CatalogueTableOptions,
): { readonly mapping: ColumnChoice; readonly ids: number | null } {
  const detected: ColumnChoice = {}
  for (const field of catalogueFields) {
    const found = reading.detected[field]
    if (found) detected[field] = [found.column, ...found.fallbacks]
  }
  const found = headerRow === null ? null : idColumn(reading.columns)
  if (choose === undefined) return { mapping: detected, ids: found }
  const chosen = choose(reading.columns, detected)
  return { mapping: chosen.mapping, ids: chosen.idColumn ?? found }
}

function onlySought(mapping: ColumnChoice): ColumnChoice {
  const sought: ColumnChoice = {}
  for (const field of soughtFields) {
    const columns = mapping[field]
    if (columns !== undefined) sought[field] = columns
  }
  return sought
}

function reasonOf(problems: readonly RowProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.map(({ field, message }) => `${field}: ${message}`).join(' ')
}

function refuseUnusable(fileName: string, mapping: ColumnChoice): void {
  if (mapping.isrc !== undefined || (mapping.title !== undefined && mapping.artist !== undefined)) return
  throw new RefrainError(
    'NO_USABLE_COLUMNS',
    `“${fileName}” has no column of ISRCs and none of titles and artists, so there is nothing to look for. Name its columns “isrc”, “title”, “artist” and try again.`,
  )
}

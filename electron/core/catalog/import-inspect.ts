import type { ImportInspection, TableDialect } from '../../../shared/contract/imports.ts'
import { delimiters } from '../../../shared/contract/imports.ts'
import {
  detectColumns,
  type DetectedColumns,
  duplicateHeaders,
} from '../../../shared/domain/catalogue/columns.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import { findHeaderRow } from '../../../shared/domain/catalogue/header-row.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createCsvRecordReader, type CsvRecord, lineBreakOf } from './csv-records.ts'
import { empty, notText, readTableHead, type TableHead } from './table-head.ts'
import { createTextDecoding, detectEncoding } from './text-encoding.ts'

const sampleRecords = 200
/** Enough text for that many records of any sensible length; a longer one is read on to its end. */
const sampleText = 64 * 1024
const samplesShown = 5
const longestSample = 120

/** What the beginning of a table says about how to read it. */
export interface TableReading {
  readonly head: TableHead
  readonly dialect: TableDialect
  /** Names of the columns, made distinct; `Column 3` where there is none. */
  readonly columns: readonly string[]
  /** Cells in a whole row. */
  readonly width: number
  readonly detected: DetectedColumns
  /** Data records at the beginning of the file. */
  readonly sample: readonly CsvRecord[]
  readonly warnings: readonly string[]
}

/**
 * Finds out how to read a table from at most one mebibyte of it. What `asked` settles is taken as it is.
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT, NO_HEADER (first line without end).
 */
export async function readTableBeginning(
  path: string,
  asked: Partial<TableDialect> = {},
): Promise<TableReading> {
  const head = await readTableHead(path)
  const warnings: string[] = []
  const encoding = encodingOf(head, asked.encoding, warnings)
  const text = decodeHead(head, encoding)
  if (text.trim() === '') throw empty(head.fileName)
  const delimiter = asked.delimiter ?? delimiterOf(text, head.whole)
  const records = readSample(text, delimiter, head.whole)
  if (records.length === 0) throw endlessLine(head.fileName)
  const headerRow = asked.headerRow === undefined ? headerOf(records, warnings) : asked.headerRow
  const header = headerRow === null ? null : (records[headerRow]?.cells ?? [])
  const sample = records
    .slice((headerRow ?? -1) + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (sample.length === 0) warnings.push('The table has column names but no rows.')
  const width = usualWidth(header, sample)
  if (width === 1)
    warnings.push('The table has one column only. If there should be more, choose another delimiter.')
  if (header) warnings.push(...duplicates(header))
  return {
    head,
    dialect: { encoding, delimiter, headerRow },
    columns: columnNames(header, Math.max(width, header?.length ?? 0)),
    width,
    detected: detectColumns(
      header,
      sample.map(({ cells }) => cells),
    ),
    sample,
    warnings,
  }
}

/** The reading as the window shows it: columns with samples, the proposed mapping and its reasons. */
export function toInspection(path: string, reading: TableReading): ImportInspection {
  const { head, dialect, detected } = reading
  const mapping: ImportInspection['mapping'] = {}
  const reasons: ImportInspection['reasons'] = {}
  for (const field of catalogueFields) {
    const match = detected[field]
    if (!match) continue
    mapping[field] = match.column
    reasons[field] = match.why
  }
  return {
    path,
    fileName: head.fileName,
    bytes: head.bytes,
    dialect,
    columns: reading.columns.map((name, index) => ({
      index,
      name,
      samples: samplesOf(reading.sample, index),
    })),
    mapping,
    reasons,
    warnings: [...reading.warnings],
  }
}

function encodingOf(
  head: TableHead,
  asked: TableDialect['encoding'] | undefined,
  warnings: string[],
): TableDialect['encoding'] {
  const detected = detectEncoding([head.head, ...head.samples])
  if (detected === null && asked !== 'utf-16le' && asked !== 'utf-16be') {
    throw notText(head.fileName, 'a binary file', 'Choose a table: CSV, TSV or text.')
  }
  if (asked !== undefined) return asked
  if (detected?.guessed === true) {
    warnings.push(
      'The file does not say how its letters are encoded. It is read as Windows-1252 (Western European); check names with accents.',
    )
  }
  return detected?.encoding ?? 'utf-8'
}

function decodeHead(head: TableHead, encoding: TableDialect['encoding']): string {
  const decoding = createTextDecoding(encoding)
  const text = decoding.write(head.head)
  return head.whole ? text + decoding.end() : text
}

function readSample(text: string, delimiter: string, whole: boolean): CsvRecord[] {
  const some = recordsOf(text.slice(0, sampleText), delimiter, whole && text.length <= sampleText)
  return (some.length > 1 ? some : recordsOf(text, delimiter, whole)).slice(0, sampleRecords)
}

function recordsOf(text: string, delimiter: string, whole: boolean): CsvRecord[] {
  const reader = createCsvRecordReader(delimiter, lineBreakOf(text))
  const records = reader.push(text)
  return whole ? records.concat(reader.end()) : records
}

/** The delimiter that divides most records into the same number of cells; `sep=;` in the first line decides (Excel). */
function delimiterOf(text: string, whole: boolean): TableDialect['delimiter'] {
  const declared = /^"?sep=([,;\t|])"?[\r\n]/i.exec(text)?.[1]
  const known = delimiters.find((delimiter) => delimiter === declared)
  if (known) return known
  let best: { delimiter: TableDialect['delimiter']; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const score = consistency(readSample(text, delimiter, whole).map(({ cells }) => cells.length))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** 0 for a delimiter that divides nothing; else the share of records with the usual number of cells, wide ones first. */
function consistency(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 1) times.set(count, (times.get(count) ?? 0) + 1)
  let best = 0
  for (const [width, records] of times) {
    const share = records / counts.length
    best = Math.max(best, share * share * Math.log2(1 + width))
  }
  return best
}

function headerOf(records: readonly CsvRecord[], warnings: string[]): number | null {
  const found = findHeaderRow(records.map(({ cells }) => cells))
  if (found.row === null)
    warnings.push(`${found.why} The columns were told from what they hold: check the mapping.`)
  else if (!found.certain) warnings.push(found.why)
  return found.row
}

/** As many cells as there are names, unless nearly all rows agree on another number or there are no names. */
function usualWidth(header: readonly string[] | null, sample: readonly CsvRecord[]): number {
  const times = new Map<number, number>()
  for (const { cells } of sample) times.set(cells.length, (times.get(cells.length) ?? 0) + 1)
  let usual = header?.length ?? 0
  let most = header === null ? 0 : sample.length * 0.9
  for (const [width, rows] of times) if (rows > most) [usual, most] = [width, rows]
  return usual
}

function duplicates(header: readonly string[]): string[] {
  return duplicateHeaders(header).map(
    ({ name, columns }) =>
      `“${name}” stands over ${String(columns.length)} columns (${columns.map((column) => String(column + 1)).join(', ')}). They are numbered here; check the mapping.`,
  )
}

function columnNames(header: readonly string[] | null, width: number): string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, index) => {
    const name = (header?.[index] ?? '').trim() || `Column ${String(index + 1)}`
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1
    seen.set(name.toLowerCase(), times)
    return times === 1 ? name : `${name} (${String(times)})`
  })
}

function samplesOf(sample: readonly CsvRecord[], column: number): string[] {
  const samples: string[] = []
  for (const { cells } of sample) {
    const text = (cells[column] ?? '').trim()
    if (text !== '') samples.push(text.slice(0, longestSample))
    if (samples.length === samplesShown) break
  }
  return samples
}

function endlessLine(fileName: string): RefrainError {
  return new RefrainError(
    'NO_HEADER',
    `The first line of “${fileName}” does not end within half a megabyte, so it is no table with columns. Nothing was changed.`,
  )
}

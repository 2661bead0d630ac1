import type { DialectHints, TextDialect } from '../../../shared/contract/imports.ts'
import { delimiters } from '../../../shared/domain/catalogue/text-table.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createCsvRecordReader, type CsvRecord, lineBreakOf } from './csv-records.ts'
import { foreignKind } from './file-kind.ts'
import { readTableBeginning } from './table-beginning.ts'
import { empty, type FileHead, notText } from './table-head.ts'
import type { SourceKind, SourceReading } from './table-source.ts'
import { streamTable } from './table-stream.ts'
import { createTextDecoding, detectEncoding } from './text-encoding.ts'

const sampleRecords = 200
/** Enough text for that many records of any sensible length; a longer one is read on to its end. */
const sampleText = 64 * 1024

/** Tables in text: CSV, TSV and their relatives, in any encoding. What no other kind recognises is taken for one. */
export const textSource: SourceKind<'text'> = {
  format: 'text',
  recognises: () => false,
  readBeginning: (_path, head, hints) => Promise.resolve(readText(head, hints)),
  records: streamTable,
}

/** @throws RefrainError FILE_EMPTY, FILE_NOT_TEXT, NO_HEADER (first line without end). */
function readText(head: FileHead, asked: DialectHints): SourceReading {
  const foreign = foreignKind(head.head)
  if (foreign) throw notText(head.fileName, foreign.what, foreign.advice)
  const warnings: string[] = []
  const { encoding, guessed } = encodingOf(head, asked.encoding, warnings)
  const text = decodeHead(head, encoding)
  if (text.trim() === '') throw empty(head.fileName)
  const delimiter = asked.delimiter ?? delimiterOf(text, head.whole)
  const records = readSample(text, delimiter, head.whole)
  if (records.length === 0) throw endlessLine(head.fileName)
  const beginning = readTableBeginning(records, asked.headerRow)
  return {
    ...beginning,
    head,
    dialect: { format: 'text', encoding, delimiter, headerRow: beginning.headerRow },
    sheets: [],
    warnings: [...warnings, ...beginning.warnings],
    encodingGuessed: guessed,
  }
}

function encodingOf(
  head: FileHead,
  asked: TextDialect['encoding'] | undefined,
  warnings: string[],
): { readonly encoding: TextDialect['encoding']; readonly guessed: boolean } {
  const detected = detectEncoding([head.head, ...head.samples])
  if (detected === null && asked !== 'utf-16le' && asked !== 'utf-16be') {
    throw notText(head.fileName, 'a binary file', 'Choose a table: CSV, TSV, text or an Excel workbook.')
  }
  const guessed = detected?.guessed === true
  if (asked !== undefined) return { encoding: asked, guessed }
  if (guessed) {
    warnings.push(
      'The file does not say how its letters are encoded. It is read as Windows-1252 (Western European); check names with accents.',
    )
  }
  return { encoding: detected?.encoding ?? 'utf-8', guessed }
}

function decodeHead(head: FileHead, encoding: TextDialect['encoding']): string {
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
function delimiterOf(text: string, whole: boolean): TextDialect['delimiter'] {
  const declared = /^"?sep=([,;\t|])"?[\r\n]/i.exec(text)?.[1]
  const known = delimiters.find((delimiter) => delimiter === declared)
  if (known) return known
  let best: { delimiter: TextDialect['delimiter']; score: number } = { delimiter: ',', score: 0 }
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

function endlessLine(fileName: string): RefrainError {
  return new RefrainError(
    'NO_HEADER',
    `The first line of “${fileName}” does not end within half a megabyte, so it is no table with columns. Nothing was changed.`,
  )
}

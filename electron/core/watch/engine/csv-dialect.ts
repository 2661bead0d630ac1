import { csvCellText } from './cell-text.ts'
import { CsvRowReader } from './csv-rows.ts'

/** A row of the sample, as text. */
export interface SampleRow {
  readonly cells: readonly string[]
  /** Where the next row starts in the sample. */
  readonly next: number
}

export interface CsvDialect {
  readonly delimiter: number
  readonly terminator: number
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const delimiters = [',', ';', '\t', '|'].map((character) => character.charCodeAt(0))
const sampleRows = 200

/**
 * Finds delimiter and line break from the beginning of a file: the delimiter that divides most rows into the same
 * number of cells, more than one. A first line `sep=;` decides at once (Excel).
 */
export function detectDialect(sample: Uint8Array, length: number): CsvDialect {
  const terminator = detectTerminator(sample, length)
  const declared = declaredDelimiter(sample, length)
  if (declared !== null) return { delimiter: declared, terminator }
  let best = { delimiter: delimiters[0] ?? 0, score: 0 }
  for (const delimiter of delimiters) {
    const counts = readSample(sample, length, { delimiter, terminator }).map(({ cells }) => cells.length)
    const score = consistency(counts)
    if (score > best.score) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, terminator }
}

/** Length of a first line that only declares the delimiter, its line break included; 0 when there is none. */
export function declarationLength(sample: Uint8Array, length: number): number {
  const line = /^sep=.\r?\n?/i.exec(Buffer.from(sample.subarray(0, Math.min(8, length))).toString('latin1'))
  return line === null ? 0 : line[0].length
}

/** The complete rows at the beginning of a file; blank lines left out. The last row may be cut off. */
export function readSample(
  sample: Uint8Array,
  length: number,
  { delimiter, terminator }: CsvDialect,
  limit = sampleRows,
): readonly SampleRow[] {
  const bytes = Buffer.alloc(length + 1)
  bytes.set(sample.subarray(0, length))
  const reader = new CsvRowReader(delimiter, terminator)
  const rows: SampleRow[] = []
  for (let at = declarationLength(sample, length); at < length && rows.length < limit;) {
    const next = reader.read(bytes, at, length, true)
    if (reader.end > at) {
      const cells = Array.from({ length: reader.knownCells }, (_, cell) =>
        csvCellText(bytes, reader.cellStart(cell), reader.cellEnd(cell)),
      )
      rows.push({ cells, next })
    }
    at = next
  }
  return rows
}

/** Line feed, unless the text outside quoted cells has carriage returns alone. */
function detectTerminator(sample: Uint8Array, length: number): number {
  let quoted = false
  let returns = 0
  for (let at = 0; at < length; at++) {
    const byte = sample[at]
    if (byte === quote) quoted = !quoted
    else if (quoted) continue
    else if (byte === lineFeed) return lineFeed
    else if (byte === carriageReturn) returns++
  }
  return returns > 0 ? carriageReturn : lineFeed
}

function declaredDelimiter(sample: Uint8Array, length: number): number | null {
  return declarationLength(sample, length) === 0 ? null : (sample[4] ?? null)
}

/** 0 for a delimiter that divides nothing; else the share of rows with the usual number of cells, wide rows first. */
function consistency(counts: readonly number[]): number {
  const rows = counts.length > 1 ? counts.slice(0, -1) : counts
  const usual = mostFrequent(rows)
  if (usual < 2) return 0
  const share = rows.filter((count) => count === usual).length / rows.length
  return share * share * Math.log2(1 + usual)
}

function mostFrequent(values: readonly number[]): number {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

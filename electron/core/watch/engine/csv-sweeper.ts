import type { CatalogueIndex } from './catalogue-index.ts'
import { byteText, csvCellText, decodeText, isAscii, unquoted } from './cell-text.ts'
import { CodeScanner } from './code-scanner.ts'
import { csvListing } from './csv-listing.ts'
import { CsvRowProbe } from './csv-row-probe.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'
import { type CsvLayout, maxRowBytes } from './layout.ts'
import { matchListing } from './listing-matcher.ts'
import type { RangeCollector } from './range-collector.ts'
import { type RowSweeper, sweepInChunks } from './row-sweeper.ts'
import { nowhere } from './scan/cell-kernels.ts'
import { type RowState, rowState } from './scan/row-screen.ts'
import { screened } from './scan/screen-parts.ts'
import type { ScanMemory } from './scan/scan-memory.ts'
import { sweptListing } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

const quote = 0x22
const needsMore = -1
/** Where each part of a pass over rows is told. */
const place = Object.fromEntries(rowState.map((name, index) => [name, index])) as Record<RowState, number>

/**
 * Sweeps delimited text. Rows without anything remarkable, which is nearly all of them, are passed over from the
 * positions of their delimiters; every other row is read cell by cell.
 */
export class CsvSweeper implements RowSweeper {
  readonly terminator: number
  tooLong = false
  readonly #index: CatalogueIndex
  readonly #layout: CsvLayout
  /** The layout with the columns that are looked into to tell whether a row may concern the catalogue. */
  readonly #asked: CsvLayout
  /** False when rows are looked through for codes alone. */
  readonly #hasNames: boolean
  readonly #memory: ScanMemory
  readonly #marks: readonly [number, number, number, number]
  readonly #reader: CsvRowReader
  readonly #scanner: CodeScanner
  readonly #probe: CsvRowProbe

  /** @param memory holds the text of every window that is swept. */
  constructor(index: CatalogueIndex, layout: CsvLayout, memory: ScanMemory) {
    this.terminator = layout.terminator
    this.#index = index
    this.#layout = layout
    this.#memory = memory
    this.#marks = [0, quote, layout.delimiter, layout.terminator]
    this.#reader = new CsvRowReader(layout.delimiter, layout.terminator)
    this.#scanner = new CodeScanner(index, memory, false)
    // Without names to look for their cells are not looked into.
    const { isrc } = layout.columns
    const codes = isrc === undefined ? {} : { isrc }
    this.#asked = index.codesOnly ? { ...layout, columns: codes } : layout
    this.#hasNames = this.#asked.columns.title !== undefined
    this.#probe = new CsvRowProbe(index, this.#asked, memory)
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { bytes, length } = window
    bytes[length] = this.terminator
    this.#begin()
    return sweepInChunks(this, window, from, stopAt, collector, (at, to) =>
      this.#sweepChunk(window, at, to, stopAt, collector),
    )
  }

  /** Tells the screen what stays the same from row to row. */
  #begin(): void {
    this.tooLong = false
    const { rows } = this.#memory
    const { delimiter, terminator, cellCount, columns } = this.#asked
    rows[place.delimiter] = delimiter
    rows[place.terminator] = terminator
    rows[place.cellCount] = cellCount
    rows[place.title] = columns.title ?? -1
    rows[place.artist] = columns.artist ?? -1
    rows[place.isrc] = columns.isrc ?? -1
    rows[place.longest] = maxRowBytes
    rows[place.always] = this.#probe.always
  }

  /**
   * Sweeps the rows that start before `stopAt` and end before `to`, and returns where the first one starts that was
   * left.
   */
  #sweepChunk(
    window: TextWindow,
    from: number,
    to: number,
    stopAt: number,
    collector: RangeCollector,
  ): number {
    const { bytes, length } = window
    const { positions, rows } = this.#memory
    const { delimiter, terminator } = this.#layout
    const count = this.#hasNames
      ? this.#memory.findBytes(from, to, this.#marks)
      : this.#memory.findCells(from, to, delimiter, terminator)
    const found = this.#scanner.scan(from, to, length)
    rows[place.count] = count
    rows[place.length] = length
    rows[place.limit] = to
    // No row starts behind the last position there is.
    rows[place.stopAt] = Math.min(stopAt, nowhere)
    rows[place.next] = 0
    rows[place.noted] = 0
    rows[place.rowEnd] = 0
    rows[place.oddByte] = 0
    let nextFound = 0
    let mark = 0
    let at = from
    for (;;) {
      // Rows that were noted behind this one do not begin where it turned out to end.
      if ((rows[place.next] ?? 0) < (rows[place.noted] ?? 0) && rows[place.following] !== at) return at
      rows[place.mark] = mark
      rows[place.at] = at
      rows[place.found] = found[nextFound] ?? nowhere
      rows[place.rows] = 0
      const answer = this.#hasNames ? this.#memory.screenRows() : this.#memory.screenCodeRows()
      collector.rows += rows[place.rows] ?? 0
      mark = rows[place.mark] ?? 0
      at = rows[place.at] ?? 0
      if (answer === 0) return at
      const first = rows[place.first] ?? 0
      const end = rows[place.end] ?? 0
      const isRegular = (answer & screened.irregular) === 0
      if (isRegular && !this.#probe.isRemarkable(bytes, positions, at, first, answer)) {
        if (!isBlank(bytes, at, end)) collector.rows++
        at = end + 1
        continue
      }
      if (mark >= count && end < 0 && to <= length) return at
      const after = this.#readRow(window, at)
      if (after < 0) return at
      // For codes in the rest of a row that runs over several lines nobody has looked yet.
      if (after > to && to <= length) return at
      let hasCode = false
      for (; nextFound < found.length && (found[nextFound] ?? 0) < after; nextFound++) hasCode = true
      this.#isScreened = isRegular && (answer & screened.code) === 0
      // What was found remarkable need not be asked again.
      this.#sweepRow(window, at, isRegular || hasCode, collector)
      at = after
      if (collector.full || at >= length) return at
      if (mark > first && (positions[mark - 1] ?? 0) >= after) return after
      while (mark < count && (positions[mark] ?? 0) < after) mark++
    }
  }

  /** Counts the row that was just read, notes its flaws and compares it. */
  #sweepRow(window: TextWindow, start: number, found: boolean, collector: RangeCollector): void {
    const reader = this.#reader
    if (reader.end === start) return
    collector.rows++
    const candidate = found || this.#probe.mayMatch(window.bytes, reader)
    if (this.#broken || reader.flaws !== 0 || reader.cellCount !== this.#layout.cellCount) {
      this.#noteFlaws(window, start, this.#broken, collector)
    }
    if (candidate) this.#lookCloser(window, start, collector)
  }

  /** True when the names of the row read last were the last that the screen was asked for. */
  #isScreened = false

  /** True when the row read last was read as a physical line, because its quotation marks make no sense. */
  #broken = false

  /** Reads the row at `at`. Returns where the next one starts, or -1 when it is too long or not all there yet. */
  #readRow({ bytes, length, final }: TextWindow, at: number): number {
    const reader = this.#reader
    this.#broken = false
    let next = reader.read(bytes, at, length, final)
    if (next === needsMore ? length - at >= maxRowBytes + 2 : this.#isMisread(at)) {
      this.#broken = true
      next = reader.readLine(bytes, at, length, final)
    } else if (next === needsMore) return needsMore
    this.tooLong = next === needsMore || reader.end - at > maxRowBytes
    return this.tooLong ? needsMore : next
  }

  /**
   * True when a quotation mark that was never meant to quote seems to have swallowed line breaks: the row then
   * runs over several lines and is not well-formed.
   */
  #isMisread(start: number): boolean {
    const { flaws, end } = this.#reader
    if ((flaws & csvFlaws.openQuote) !== 0) return true
    if ((flaws & csvFlaws.multiLine) === 0) return false
    return (flaws & csvFlaws.looseQuote) !== 0 || !this.#hasAllCells() || end - start > maxRowBytes
  }

  #hasAllCells(): boolean {
    const { cellCount } = this.#layout
    const reader = this.#reader
    return reader.cellCount === cellCount || (reader.cellCount > cellCount && reader.emptyFrom(cellCount))
  }

  #noteFlaws(window: TextWindow, start: number, broken: boolean, collector: RangeCollector): void {
    const reader = this.#reader
    const { cellCount } = this.#layout
    const reason = broken
      ? 'A quotation mark is opened and not closed in this row.'
      : (reader.flaws & csvFlaws.binary) !== 0
        ? 'The row holds binary data.'
        : this.#hasAllCells()
          ? null
          : `The row has ${String(reader.cellCount)} cells; the file's rows have ${String(cellCount)}.`
    if (reason !== null) collector.flaw(window, start, reader.end, reason)
  }

  #lookCloser(window: TextWindow, start: number, collector: RangeCollector): void {
    const { bytes } = window
    const { knownCells, end } = this.#reader
    const texts = knownCells === 0 ? [decodeText(bytes, start, end)] : this.#texts(bytes, start, end)
    const fields = csvListing(this.#layout, knownCells === 0 ? [] : texts)
    const matched = matchListing(
      this.#index,
      fields,
      texts,
      this.#probe.similarTo(this.#reader, this.#isScreened),
    )
    if (matched.matches.length === 0) return
    collector.hit(window, start, end, { listing: sweptListing(fields, matched), matches: matched.matches })
  }

  /** Texts of the cells of the row read last, `bytes[start…end)`. Those of ASCII are decoded in one go. */
  #texts(bytes: Uint8Array, start: number, end: number): readonly string[] {
    const reader = this.#reader
    const line = byteText(bytes, start, end)
    const isPlain = isAscii(bytes, start, end)
    const texts: string[] = []
    for (let cell = 0; cell < reader.knownCells; cell++) {
      const from = reader.cellStart(cell)
      const to = reader.cellEnd(cell)
      if (!isPlain && !isAscii(bytes, from, to)) texts.push(csvCellText(bytes, from, to))
      else if (to > from && bytes[from] === quote)
        texts.push(unquoted(line.slice(from + 1 - start, to - start)))
      else texts.push(line.slice(from - start, to - start))
    }
    return texts
  }
}

const carriageReturn = 0x0d

/** A blank line is no row. It has one cell, and so may rows. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return end <= start || (end === start + 1 && bytes[start] === carriageReturn)
}

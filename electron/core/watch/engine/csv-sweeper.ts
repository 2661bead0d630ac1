import type { ListingFieldName, ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { csvCellText, decodeText } from './cell-text.ts'
import { CodeScanner } from './code-scanner.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'
import { CsvSimilar } from './fuzzy/csv-similar.ts'
import { type CsvLayout, maxRowBytes } from './layout.ts'
import { matchListing } from './listing-matcher.ts'
import type { RangeCollector } from './range-collector.ts'
import { RowProbe } from './row-probe.ts'
import { type RowSweeper, sweepInChunks } from './row-sweeper.ts'
import { screened } from './scan/screen-parts.ts'
import type { ScanMemory } from './scan/scan-memory.ts'
import { sweptListing } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

const quote = 0x22
const carriageReturn = 0x0d
const needsMore = -1

/**
 * Sweeps delimited text. Rows without anything remarkable, which is nearly all of them, are told from the positions
 * of their delimiters; every other row is read cell by cell.
 */
export class CsvSweeper implements RowSweeper {
  readonly terminator: number
  tooLong = false
  readonly #index: CatalogueIndex
  readonly #layout: CsvLayout
  readonly #memory: ScanMemory
  readonly #marks: readonly [number, number, number, number]
  readonly #reader: CsvRowReader
  readonly #scanner: CodeScanner
  readonly #probe: RowProbe
  readonly #titleColumn: number
  readonly #artistColumn: number
  readonly #isrcColumn: number
  /** Asked of every row in a fuzzy sweep. */
  readonly #similar: CsvSimilar | null

  /** @param memory holds the text of every window that is swept. */
  constructor(index: CatalogueIndex, layout: CsvLayout, memory: ScanMemory) {
    this.terminator = layout.terminator
    this.#index = index
    this.#layout = layout
    this.#memory = memory
    this.#marks = [0, quote, layout.delimiter, layout.terminator]
    this.#reader = new CsvRowReader(layout.delimiter, layout.terminator)
    this.#scanner = new CodeScanner(index, memory, false)
    this.#probe = new RowProbe(index)
    const { title = -1, artist = -1, isrc = -1 } = layout.columns
    this.#titleColumn = artist < 0 ? -1 : title
    this.#artistColumn = artist
    this.#isrcColumn = isrc
    this.#similar = CsvSimilar.of(index, layout)
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { bytes, length } = window
    bytes[length] = this.terminator
    this.#begin()
    return sweepInChunks(this, window, from, stopAt, collector, (at, to) =>
      this.#sweepChunk(window, at, to, stopAt, collector),
    )
  }

  #begin(): void {
    this.tooLong = false
  }

  /**
   * Sweeps the rows that start before `stopAt` and end before `to`, and returns where the first one starts that was
   * left. Long, because it is where the time goes: nearly all rows are told here to be unremarkable, without a call
   * but for title and ISRC.
   */
  #sweepChunk(
    window: TextWindow,
    from: number,
    to: number,
    stopAt: number,
    collector: RangeCollector,
  ): number {
    const { bytes, length } = window
    const { positions } = this.#memory
    const { delimiter, terminator, cellCount } = this.#layout
    const count = this.#memory.findBytes(from, to, this.#marks)
    const found = this.#scanner.scan(from, to, length)
    const hasTitle = this.#titleColumn >= 0
    const titleColumn = this.#titleColumn
    const isrcColumn = this.#isrcColumn
    const { beginnings } = this.#index
    const similar = this.#similar
    const isrcCell = this.#probe.isrcCell
    const screen = hasTitle ? this.#memory.screenNames : null
    const artistColumn = this.#artistColumn
    let nextFound = 0
    let rows = 0
    let mark = 0
    let at = from
    while (at < stopAt && mark < count) {
      // Cells end where `positions` say from `first` on; marks that end none are taken out.
      const first = mark
      let cells = first
      let end = -1
      let cellStart = at
      while (mark < count) {
        const position = positions[mark] ?? 0
        mark++
        const byte = bytes[position]
        if (byte === delimiter) {
          positions[cells] = position
          cells++
          cellStart = position + 1
        } else if (byte === terminator) {
          positions[cells] =
            position > cellStart && bytes[position - 1] === carriageReturn ? position - 1 : position
          cells++
          end = position
          break
        } else if (byte === 0) break
        else if (position === cellStart) {
          // A quoted cell: simple when nothing in it is a mark but delimiters, and nothing stands behind it.
          while (mark < count && bytes[positions[mark] ?? 0] === delimiter) mark++
          if (mark + 1 >= count) break
          const close = positions[mark] ?? 0
          const behind = bytes[close + 1] === carriageReturn ? close + 2 : close + 1
          if (bytes[close] !== quote || positions[mark + 1] !== behind || bytes[behind] === quote) break
          mark++
        }
      }
      const next = end + 1
      let remarkable = false
      if (end >= 0 && end < length && cells - first === cellCount && end - at <= maxRowBytes) {
        if (nextFound >= found.length || (found[nextFound] ?? 0) >= next) {
          if (isrcColumn >= 0) {
            const start = isrcColumn === 0 ? at : (positions[first + isrcColumn - 1] ?? 0) + 1
            const isrcEnd = positions[first + isrcColumn] ?? 0
            const marks = isQuoted(bytes, start, isrcEnd) ? 1 : 0
            remarkable = isrcCell.mayMatch(bytes, start + marks, isrcEnd - marks)
          }
          // What the screen rules out is neither asked for equal names nor for similar ones.
          let answer: number = screened.similar | screened.mayBeEqual
          if (!remarkable && screen !== null) {
            const start = titleColumn === 0 ? at : (positions[first + titleColumn - 1] ?? 0) + 1
            const titleEnd = positions[first + titleColumn] ?? 0
            const from = artistColumn === 0 ? at : (positions[first + artistColumn - 1] ?? 0) + 1
            const to = positions[first + artistColumn] ?? 0
            const titleMarks = bytes[start] === quote ? 1 : 0
            const artistMarks = bytes[from] === quote ? 1 : 0
            answer = screen(start + titleMarks, titleEnd - titleMarks, from + artistMarks, to - artistMarks)
          }
          if (!remarkable && hasTitle && (answer & screened.mayBeEqual) !== 0) {
            const start = titleColumn === 0 ? at : (positions[first + titleColumn - 1] ?? 0) + 1
            const titleEnd = positions[first + titleColumn] ?? 0
            remarkable =
              titleEnd > start &&
              beginnings.mayStart(bytes, start, titleEnd) &&
              this.#titleMayMatch(bytes, start, titleEnd) &&
              this.#artistCellMayMatch(bytes, at, first)
          }
          if (!remarkable && similar !== null && (answer & screened.similar) !== 0)
            remarkable = similar.mayBe(bytes, positions, at, first)
          if (!remarkable) {
            // A blank line is no row. It has one cell, and so may rows.
            if (end > at + 1 || (end > at && bytes[at] !== carriageReturn)) rows++
            at = next
            continue
          }
        }
      }
      if (mark >= count && end < 0 && to <= length) break
      collector.rows += rows
      rows = 0
      // What was found remarkable need not be asked again.
      let candidate = remarkable
      const after = this.#readRow(window, at)
      if (after < 0) return at
      for (; nextFound < found.length && (found[nextFound] ?? 0) < after; nextFound++) candidate = true
      this.#sweepRow(window, at, candidate, collector)
      at = after
      if (collector.full) return at
      if (mark > first && (positions[mark - 1] ?? 0) >= after) return after
      while (mark < count && (positions[mark] ?? 0) < after) mark++
    }
    collector.rows += rows
    return at
  }

  /** Counts the row that was just read, notes its flaws and compares it. */
  #sweepRow(window: TextWindow, start: number, found: boolean, collector: RangeCollector): void {
    const reader = this.#reader
    if (reader.end === start) return
    collector.rows++
    const candidate = found || this.#mayMatch(window.bytes)
    if (this.#broken || reader.flaws !== 0 || reader.cellCount !== this.#layout.cellCount) {
      this.#noteFlaws(window, start, this.#broken, collector)
    }
    if (candidate) this.#lookCloser(window, start, collector)
  }

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

  #mayMatch(bytes: Uint8Array): boolean {
    if (this.#similar?.mayBeRead(bytes, this.#reader) === true) return true
    const { knownCells, flaws } = this.#reader
    // Doubled quotation marks have to be undone before anything is compared.
    const asText = (flaws & csvFlaws.doubledQuote) !== 0
    if (this.#isrcColumn < knownCells && this.#isrcColumn >= 0 && this.#isrcMayMatch(bytes, asText))
      return true
    if (this.#titleColumn < 0 || this.#titleColumn >= knownCells || this.#artistColumn >= knownCells)
      return false
    const titleMayMatch = asText
      ? this.#probe.titleTextMayMatch(this.#text(bytes, this.#titleColumn))
      : this.#titleMayMatch(
          bytes,
          this.#reader.cellStart(this.#titleColumn),
          this.#reader.cellEnd(this.#titleColumn),
        )
    return titleMayMatch && this.#artistMayMatch(bytes, asText)
  }

  /** True when the title asked for last may be by the artist of the row at `at`. Most that share a title are not. */
  #artistCellMayMatch(bytes: Uint8Array, at: number, first: number): boolean {
    const { positions } = this.#memory
    const column = this.#artistColumn
    const start = column === 0 ? at : (positions[first + column - 1] ?? 0) + 1
    const end = positions[first + column] ?? 0
    const marks = isQuoted(bytes, start, end) ? 1 : 0
    return end > start && this.#probe.artistMayMatch(bytes, start + marks, end - marks)
  }

  #isrcMayMatch(bytes: Uint8Array, asText: boolean): boolean {
    if (asText) return this.#probe.isrcTextMayMatch(this.#text(bytes, this.#isrcColumn))
    const start = this.#reader.cellStart(this.#isrcColumn)
    const end = this.#reader.cellEnd(this.#isrcColumn)
    const marks = isQuoted(bytes, start, end) ? 1 : 0
    return this.#probe.isrcMayMatch(bytes, start + marks, end - marks)
  }

  #titleMayMatch(bytes: Uint8Array, start: number, end: number): boolean {
    const marks = isQuoted(bytes, start, end) ? 1 : 0
    return start < end && this.#probe.titleMayMatch(bytes, start + marks, end - marks)
  }

  #artistMayMatch(bytes: Uint8Array, asText: boolean): boolean {
    if (asText) return this.#probe.artistTextMayMatch(this.#text(bytes, this.#artistColumn))
    const start = this.#reader.cellStart(this.#artistColumn)
    const end = this.#reader.cellEnd(this.#artistColumn)
    const marks = isQuoted(bytes, start, end) ? 1 : 0
    return this.#probe.artistMayMatch(bytes, start + marks, end - marks)
  }

  #lookCloser(window: TextWindow, start: number, collector: RangeCollector): void {
    const { bytes } = window
    const { knownCells, end } = this.#reader
    const texts =
      knownCells === 0
        ? [decodeText(bytes, start, end)]
        : Array.from({ length: knownCells }, (_, cell) => this.#text(bytes, cell))
    const fields = this.#fields(knownCells === 0 ? [] : texts)
    const matched = matchListing(this.#index, fields, texts)
    if (matched.matches.length === 0) return
    collector.hit(window, start, end, { listing: sweptListing(fields, matched), matches: matched.matches })
  }

  #fields(texts: readonly string[]): ListingFields {
    const { columns, durationUnit } = this.#layout
    const text = (field: ListingFieldName) => texts[columns[field] ?? -1]?.trim() ?? ''
    const artist = text('artist')
    const isrc = text('isrc')
    return {
      id: text('id'),
      isrcs: isrc === '' ? [] : [isrc],
      title: text('title'),
      artists: artist === '' ? [] : [artist],
      artist,
      album: text('album'),
      label: text('label'),
      url: text('url'),
      account: text('account'),
      duration: text('duration'),
      durationUnit,
      fileName: text('fileName'),
      gtins: [text('gtin')],
      year: text('year'),
      trackNumber: text('trackNumber'),
    }
  }

  #text(bytes: Uint8Array, cell: number): string {
    return csvCellText(bytes, this.#reader.cellStart(cell), this.#reader.cellEnd(cell))
  }
}

function isQuoted(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === quote && bytes[end - 1] === quote && end > start + 1
}

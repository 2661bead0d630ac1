import type { ListingFieldName, ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { csvCellText, decodeText } from './cell-text.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'
import { IsrcScanner } from './isrc-scanner.ts'
import { type CsvLayout, maxRowBytes } from './layout.ts'
import { matchListing } from './listing-matcher.ts'
import type { RangeCollector } from './range-collector.ts'
import { RowProbe } from './row-probe.ts'
import type { RowSweeper } from './row-sweeper.ts'
import { sweptListing } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

const quote = 0x22
const needsMore = -1

/** Sweeps delimited text. */
export class CsvSweeper implements RowSweeper {
  readonly terminator: number
  tooLong = false
  readonly #index: CatalogueIndex
  readonly #layout: CsvLayout
  readonly #reader: CsvRowReader
  readonly #scanner: IsrcScanner
  readonly #probe: RowProbe
  readonly #titleColumn: number
  readonly #artistColumn: number
  readonly #isrcColumn: number

  constructor(index: CatalogueIndex, layout: CsvLayout) {
    this.terminator = layout.terminator
    this.#index = index
    this.#layout = layout
    this.#reader = new CsvRowReader(layout.delimiter, layout.terminator)
    this.#scanner = new IsrcScanner(index.codes, false)
    this.#probe = new RowProbe(index)
    const { title = -1, artist = -1, isrc = -1 } = layout.columns
    this.#titleColumn = artist < 0 ? -1 : title
    this.#artistColumn = artist
    this.#isrcColumn = isrc
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { bytes, length } = window
    const reader = this.#reader
    this.#scanner.scan(bytes, from, length)
    const { found } = this.#scanner
    this.tooLong = false
    let nextFound = 0
    let at = from
    while (at < length && at < stopAt && !collector.full) {
      let broken = false
      let next = this.#readRow(window, at)
      if (next === needsMore) {
        if (length - at < maxRowBytes + 2) return at
        next = reader.readLine(bytes, at, length, window.final)
        broken = true
      } else if (this.#isMisread(at)) {
        next = reader.readLine(bytes, at, length, window.final)
        broken = true
      }
      if (next === needsMore || reader.end - at > maxRowBytes) {
        this.tooLong = true
        return at
      }
      if (reader.end > at) {
        collector.rows++
        let candidate = this.#mayMatch(bytes)
        for (; nextFound < found.length && (found[nextFound] ?? 0) < next; nextFound++) candidate = true
        if (broken || reader.flaws !== 0 || reader.cellCount !== this.#layout.cellCount) {
          this.#noteFlaws(window, at, broken, collector)
        }
        if (candidate) this.#lookCloser(window, at, collector)
      }
      at = next
    }
    return at
  }

  #readRow(window: TextWindow, at: number): number {
    return this.#reader.read(window.bytes, at, window.length, window.final)
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
    const { knownCells, flaws } = this.#reader
    // Doubled quotation marks have to be undone before anything is compared.
    const asText = (flaws & csvFlaws.doubledQuote) !== 0
    if (this.#isrcColumn < knownCells && this.#isrcColumn >= 0 && this.#isrcMayMatch(bytes, asText))
      return true
    if (this.#titleColumn < 0 || this.#titleColumn >= knownCells || this.#artistColumn >= knownCells)
      return false
    return this.#titleMayMatch(bytes, asText) && this.#artistMayMatch(bytes, asText)
  }

  #isrcMayMatch(bytes: Uint8Array, asText: boolean): boolean {
    if (asText) return this.#probe.isrcTextMayMatch(this.#text(bytes, this.#isrcColumn))
    const start = this.#reader.cellStart(this.#isrcColumn)
    const end = this.#reader.cellEnd(this.#isrcColumn)
    const marks = isQuoted(bytes, start, end) ? 1 : 0
    return this.#probe.isrcMayMatch(bytes, start + marks, end - marks)
  }

  #titleMayMatch(bytes: Uint8Array, asText: boolean): boolean {
    if (asText) return this.#probe.titleTextMayMatch(this.#text(bytes, this.#titleColumn))
    const start = this.#reader.cellStart(this.#titleColumn)
    const end = this.#reader.cellEnd(this.#titleColumn)
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
    }
  }

  #text(bytes: Uint8Array, cell: number): string {
    return csvCellText(bytes, this.#reader.cellStart(cell), this.#reader.cellEnd(cell))
  }
}

function isQuoted(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === quote && bytes[end - 1] === quote && end > start + 1
}

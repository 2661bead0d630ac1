import { jsonTexts, readJsonListing } from '../../../../shared/domain/matching/json-listing.ts'
import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { decodeText } from './cell-text.ts'
import { IsrcScanner } from './isrc-scanner.ts'
import { JsonRowReader } from './json-rows.ts'
import type { Spans } from './spans.ts'
import { jsonText, parseJson } from './json-text.ts'
import { maxRowBytes } from './layout.ts'
import { matchListing } from './listing-matcher.ts'
import type { RangeCollector } from './range-collector.ts'
import { RowProbe } from './row-probe.ts'
import type { RowSweeper } from './row-sweeper.ts'
import { sweptListing } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

const backslash = 0x5c

const noFields: ListingFields = {
  id: '',
  isrcs: [],
  title: '',
  artists: [],
  artist: '',
  album: '',
  label: '',
  url: '',
  account: '',
  duration: '',
  durationUnit: 'auto',
  fileName: '',
}

/** Sweeps JSON Lines: one object a line. */
export class JsonSweeper implements RowSweeper {
  readonly terminator = 0x0a
  tooLong = false
  readonly #index: CatalogueIndex
  readonly #reader = new JsonRowReader()
  readonly #scanner: IsrcScanner
  readonly #probe: RowProbe

  constructor(index: CatalogueIndex) {
    this.#index = index
    this.#scanner = new IsrcScanner(index.codes, true)
    this.#probe = new RowProbe(index)
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
      const next = reader.read(bytes, at, length, window.final)
      if (next < 0 ? length - at >= maxRowBytes + 2 : reader.end - at > maxRowBytes) this.tooLong = true
      if (next < 0 || this.tooLong) return at
      if (!reader.blank) {
        collector.rows++
        let candidate = reader.unsure || this.#mayMatch(bytes)
        for (; nextFound < found.length && (found[nextFound] ?? 0) < next; nextFound++) candidate = true
        if (reader.malformed || candidate) this.#lookCloser(window, candidate, collector)
      }
      at = next
    }
    return at
  }

  #mayMatch(bytes: Uint8Array): boolean {
    const { codes, title, artists } = this.#reader
    for (let index = 0; index < codes.count; index++) {
      const start = codes.start(index)
      const end = codes.end(index)
      if (isEscaped(bytes, start, end) || this.#probe.isrcMayMatch(bytes, start, end)) return true
    }
    return (
      title.count > 0 &&
      artists.count > 0 &&
      this.#titleMayMatch(bytes, title) &&
      this.#artistsMayMatch(bytes, artists)
    )
  }

  #titleMayMatch(bytes: Uint8Array, title: Spans): boolean {
    const start = title.start(0)
    const end = title.end(0)
    return isEscaped(bytes, start, end)
      ? this.#probe.titleTextMayMatch(jsonText(bytes, start, end))
      : this.#probe.titleMayMatch(bytes, start, end)
  }

  #artistsMayMatch(bytes: Uint8Array, artists: Spans): boolean {
    const names = Array.from({ length: artists.count }, (_, index) =>
      jsonText(bytes, artists.start(index), artists.end(index)),
    )
    return [...names, names.join(', ')].some((name) => this.#probe.artistTextMayMatch(name))
  }

  /** Parses the line. One that is no JSON is counted as malformed and still searched for codes. */
  #lookCloser(window: TextWindow, candidate: boolean, collector: RangeCollector): void {
    const { start, end } = this.#reader
    const line = decodeText(window.bytes, start, end)
    const row = this.#reader.malformed ? undefined : parseJson(line)
    if (row === undefined) collector.flaw(window, start, end, 'The line is not a complete JSON object.')
    if (!candidate) return
    const fields = row === undefined ? noFields : readJsonListing(row)
    const matched = matchListing(this.#index, fields, row === undefined ? [line] : jsonTexts(row))
    if (matched.matches.length === 0) return
    collector.hit(window, start, end, { listing: sweptListing(fields, matched), matches: matched.matches })
  }
}

function isEscaped(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === backslash) return true
  return false
}

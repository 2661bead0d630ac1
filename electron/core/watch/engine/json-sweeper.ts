import { readJsonListing } from '../../../../shared/domain/matching/json-listing.ts'
import { jsonTexts } from '../../../../shared/domain/matching/json-texts.ts'
import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { CodeScanner } from './code-scanner.ts'
import { decodeText } from './cell-text.ts'
import type { CreditedTracks } from './database/credited-tracks.ts'
import { FuzzyProbe } from './fuzzy/fuzzy-probe.ts'
import { lineFeed } from './json-bytes.ts'
import { JsonCreditProbe } from './json-credit-probe.ts'
import { JsonRowReader } from './json-rows.ts'
import { JsonCodeSkimmer } from './json-code-skimmer.ts'
import { JsonSkimmer, remarkable, type RowSkimmer } from './json-skimmer.ts'
import type { Spans } from './spans.ts'
import { isEscaped, jsonText, parseJson } from './json-text.ts'
import { maxRowBytes } from './layout.ts'
import { matchListing } from './listing-matcher.ts'
import type { RangeCollector } from './range-collector.ts'
import { remarkMark } from './rows/json-lines.ts'
import { RowProbe } from './row-probe.ts'
import { type RowSweeper, sweepInChunks } from './row-sweeper.ts'
import { screened } from './scan/screen-parts.ts'
import type { ScanMemory } from './scan/scan-memory.ts'
import { sweptListing } from './swept-row.ts'
import type { TextWindow } from './text-window.ts'

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
  gtins: [],
  year: '',
  trackNumber: '',
}

/** Sweeps JSON Lines: one object a line. Rows without anything remarkable, which is nearly all, are only skimmed. */
export class JsonSweeper implements RowSweeper {
  readonly terminator = lineFeed
  tooLong = false
  readonly #index: CatalogueIndex
  readonly #memory: ScanMemory
  readonly #reader = new JsonRowReader()
  readonly #scanner: CodeScanner
  readonly #probe: RowProbe
  readonly #credit: JsonCreditProbe
  readonly #skimmer: RowSkimmer
  /** Set when codes alone are looked for. */
  readonly #codeSkimmer: JsonCodeSkimmer | null
  /** Asked of rows in a fuzzy sweep, in which none can be skimmed: an artist alone makes a row worth reading. */
  readonly #fuzzy: FuzzyProbe | null
  /** Of a database in a fuzzy sweep. */
  readonly #credited: CreditedTracks | null

  /** @param memory holds the text of every window that is swept. */
  constructor(index: CatalogueIndex, memory: ScanMemory, credited: CreditedTracks | null = null) {
    this.#index = index
    this.#credited = credited
    this.#memory = memory
    this.#scanner = new CodeScanner(index, memory, true)
    this.#probe = new RowProbe(index)
    this.#credit = new JsonCreditProbe(this.#probe)
    this.#codeSkimmer = index.codesOnly ? new JsonCodeSkimmer(memory) : null
    this.#skimmer = this.#codeSkimmer ?? new JsonSkimmer(index, this.#probe, memory)
    this.#fuzzy = index.fuzzy === null ? null : new FuzzyProbe(index.fuzzy.blocks)
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { bytes, length } = window
    bytes[length] = lineFeed
    this.#begin()
    return sweepInChunks(this, window, from, stopAt, collector, (at, to) =>
      this.#sweepChunk(window, at, to, stopAt, collector),
    )
  }

  #begin(): void {
    this.tooLong = false
    this.#skimmer.reset()
  }

  /** Sweeps the rows that start before `stopAt` and end before `to`. Returns where the first one starts that was left. */
  #sweepChunk(
    window: TextWindow,
    from: number,
    to: number,
    stopAt: number,
    collector: RangeCollector,
  ): number {
    const { bytes, length } = window
    const { positions } = this.#memory
    const skimmer = this.#skimmer
    const found = this.#scanner.scan(from, to, length)
    if (found.length === 0) {
      const next = this.#passPlain(from, to, Math.min(length, stopAt), collector)
      if (next > from) return next
    }
    const count = skimmer.scan(from, to, length)
    let nextFound = 0
    let mark = 0
    let at = from
    while (at < stopAt && mark < count && !collector.full) {
      const behind = this.#fuzzy === null ? skimmer.skim(at, mark) : remarkable
      if (behind !== remarkable && behind <= count) {
        const next = (positions[behind - 1] ?? 0) + 1
        const isFound = nextFound < found.length && (found[nextFound] ?? 0) < next
        if (!isFound && next <= length && next - at <= maxRowBytes) {
          collector.rows++
          at = next
          mark = behind
          continue
        }
      }
      while (mark < count && bytes[positions[mark] ?? 0] !== lineFeed) mark++
      if (mark === count && to <= length) return at
      const next = this.#reader.read(bytes, at, length, window.final)
      this.tooLong = next < 0 ? length - at >= maxRowBytes + 2 : this.#reader.end - at > maxRowBytes
      if (next < 0 || this.tooLong) return at
      let candidate = false
      for (; nextFound < found.length && (found[nextFound] ?? 0) < next; nextFound++) candidate = true
      this.#sweepRow(window, candidate, collector)
      at = next
      mark++
    }
    return at
  }

  /**
   * Passes over the rows of a chunk at once in which nothing was found, when codes alone are looked for and none of the rows
   * is out of the ordinary. Returns where the first row starts that was left.
   */
  #passPlain(from: number, to: number, end: number, collector: RangeCollector): number {
    const skimmer = this.#codeSkimmer
    if (skimmer === null || to > end || to - from > maxRowBytes) return from
    const next = skimmer.pass(from, to)
    if (next > from) collector.rows += skimmer.passed
    return next
  }

  /** Counts the row that was just read and compares it. */
  #sweepRow(window: TextWindow, found: boolean, collector: RangeCollector): void {
    const reader = this.#reader
    if (reader.blank) return
    const { bytes } = window
    const track = this.#credited?.trackAt(bytes, reader.start) ?? -1
    if (this.#credited?.isDue(track) === false) return
    collector.rows++
    const candidate =
      found ||
      reader.unsure ||
      this.#mayMatch(bytes) ||
      this.#isSimilar(bytes) ||
      this.#isCredited(bytes, track)
    if (reader.malformed || candidate) this.#lookCloser(window, candidate, track, collector)
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
      this.#credit.mayMatch(bytes, artists)
    )
  }

  #isSimilar(bytes: Uint8Array): boolean {
    const { title, artists } = this.#reader
    if (this.#fuzzy === null || title.count === 0) return false
    const [start, end] = [title.start(0), title.end(0)]
    if (artists.count === 0)
      return isEscaped(bytes, start, end)
        ? this.#fuzzy.textMayMatch(jsonText(bytes, start, end), '')
        : this.#fuzzy.mayMatch(bytes, start, end, end, end)
    for (let index = 0; index < artists.count; index++) {
      const [from, to] = [artists.start(index), artists.end(index)]
      const found =
        isEscaped(bytes, start, end) || isEscaped(bytes, from, to)
          ? this.#fuzzy.textMayMatch(jsonText(bytes, start, end), jsonText(bytes, from, to))
          : this.#isNotRuledOut(start, end, from, to) && this.#fuzzy.mayMatch(bytes, start, end, from, to)
      if (found) return true
    }
    return false
  }

  /** Asks the screen, which rules out most names and costs next to nothing. */
  #isNotRuledOut(titleStart: number, titleEnd: number, artistStart: number, artistEnd: number): boolean {
    const answer = this.#memory.screenNames?.(titleStart, titleEnd, artistStart, artistEnd)
    return answer === undefined || (answer & screened.similar) !== 0
  }

  /** True when a recording may have the row's title and an artist that another table names. */
  #isCredited(bytes: Uint8Array, track: number): boolean {
    const { title } = this.#reader
    const fuzzy = this.#fuzzy
    if (track < 0 || this.#credited === null || fuzzy === null || title.count === 0) return false
    const names = this.#credited.artists(track)
    if (names.length === 0) return false
    const text = jsonText(bytes, title.start(0), title.end(0))
    return names.some((name) => fuzzy.textMayMatch(text, name))
  }

  #titleMayMatch(bytes: Uint8Array, title: Spans): boolean {
    const start = title.start(0)
    const end = title.end(0)
    return isEscaped(bytes, start, end)
      ? this.#probe.titleTextMayMatch(jsonText(bytes, start, end))
      : this.#probe.titleMayMatch(bytes, start, end)
  }

  /** Parses the line. One that is no JSON is counted as malformed and still searched for codes. */
  #lookCloser(window: TextWindow, candidate: boolean, track: number, collector: RangeCollector): void {
    const { start, end } = this.#reader
    const line = decodeText(window.bytes, start, end)
    const row = this.#reader.malformed ? undefined : parseJson(line)
    if (row === undefined) {
      const isRemark = window.bytes[start] === remarkMark
      const reason = isRemark ? line.slice(1) : 'The line is not a complete JSON object.'
      collector.flaw(window, isRemark ? end : start, end, reason)
      if (isRemark) return
    }
    if (!candidate) return
    const whole = track < 0 || row === undefined ? row : (this.#credited?.complete(row, track) ?? row)
    const fields = whole === undefined ? noFields : readJsonListing(whole)
    const matched = matchListing(this.#index, fields, whole === undefined ? [line] : jsonTexts(whole))
    if (matched.matches.length === 0) return
    const hit = { listing: sweptListing(fields, matched), matches: matched.matches }
    if (whole === row) collector.hit(window, start, end, hit)
    else collector.found(window.offsetOf(start), new Uint8Array(Buffer.from(JSON.stringify(whole))), hit)
  }
}

import {
  backslash,
  closeBrace,
  closeBracket,
  closingQuote,
  colon,
  comma,
  isGap,
  isLiteral,
  isTelling,
  lineFeed,
  openBrace,
  openBracket,
  quote,
  skipSpace,
} from './json-bytes.ts'
import { type Place, wantedPlaces } from './json-places.ts'
import { JsonShapes, type Shape } from './json-shapes.ts'
import { isEscaped } from './json-text.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import type { TitleBeginnings } from './title-beginnings.ts'
import type { RowProbe } from './row-probe.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

/** Returned instead of the index of a mark for a row that must be read properly. */
export const remarkable = -1

/** Rows with more objects and arrays in each other are always remarkable. */
const deepest = 30

/** Longer strings are left to others: in a row cut off where the marks end, one seems to reach to the window's end. */
const longestAsked = 2000

/** By how much a mark changes how deep what follows lies; far below where it cannot stand in an object. */
const depthChanges = new Int8Array(256)
for (const byte of [openBrace, openBracket]) depthChanges[byte] = 1
for (const byte of [closeBrace, closeBracket]) depthChanges[byte] = -1
for (const byte of [lineFeed, backslash]) depthChanges[byte] = -128

/** Tells which rows of JSON Lines are not worth reading, going from mark to mark. */
export interface RowSkimmer {
  /** To be called when the text in the memory has changed. */
  reset(): void
  /** Finds the marks that are skimmed in `[from, to)` of a text of this length, and returns how many there are. */
  scan(from: number, to: number, length: number): number
  /**
   * Skims the row that starts at `start`, where the mark of index `from` must stand. Returns the index of the mark
   * behind its line feed, or `remarkable`. The last mark of all must be a line feed.
   */
  skim(start: number, from: number): number
}

/**
 * Tells which rows of JSON Lines are not worth reading: whole objects that hold neither a title nor a code of the
 * catalogue where those are looked for. It goes from mark to mark and hardly looks at what stands between. What it
 * says of a row holds for certain; whatever it does not expect makes a row remarkable.
 */
export class JsonSkimmer implements RowSkimmer {
  readonly #probe: RowProbe
  readonly #beginnings: TitleBeginnings
  readonly #bytes: Uint8Array
  readonly #positions: Int32Array
  readonly #memory: ScanMemory
  readonly #root = wantedPlaces()
  readonly #path: Place[] = new Array<Place>(deepest).fill(this.#root)
  /** The first backslash behind the last place where one was looked for. */
  #nextBackslash = -1
  readonly #shapes: JsonShapes
  /** Marks of the strings that were looked into in the row skimmed last; null when its shape does not tell of all. */
  #asked: { readonly titles: number[]; readonly codes: number[] } | null = null

  constructor(index: CatalogueIndex, probe: RowProbe, memory: ScanMemory) {
    this.#probe = probe
    this.#beginnings = index.beginnings
    this.#bytes = memory.bytes
    this.#positions = memory.positions
    this.#memory = memory
    this.#shapes = new JsonShapes(memory)
  }

  /** Finds the marks that are skimmed in `[from, to)` of a text of this length, and returns how many there are. */
  scan(from: number, to: number, length: number): number {
    const count = this.#memory.findJsonMarks(from, to)
    // Behind the last mark stands a line feed; the memory has room for it.
    this.#positions[count] = length
    return count
  }

  /** To be called when the text in the memory has changed. */
  reset(): void {
    this.#nextBackslash = -1
  }

  /**
   * Skims the row that starts at `start`, where the mark of index `from` must stand. Returns the index of the mark
   * behind its line feed, or `remarkable`. The last mark of all must be a line feed.
   */
  skim(start: number, from: number): number {
    if (this.#positions[from] !== start) return remarkable
    const shape = this.#shapes.find(from)
    if (shape !== null) return this.#isOfInterest(shape, from) ? remarkable : from + shape.marks
    this.#asked = { titles: [], codes: [] }
    const behind = this.#walk(start, from)
    if (behind !== remarkable) this.#shapes.meet(from, behind, this.#asked)
    return behind
  }

  #isOfInterest({ titles, codes }: Shape, from: number): boolean {
    const positions = this.#positions
    for (const mark of titles) {
      if (this.#isTitle((positions[from + mark] ?? 0) + 1, (positions[from + mark + 1] ?? 0) - 1)) return true
    }
    for (const mark of codes) {
      const [start, end] = [(positions[from + mark] ?? 0) + 1, (positions[from + mark + 1] ?? 0) - 1]
      if (this.#isCode(start, end)) return true
    }
    return false
  }

  /**
   * Goes through a row of no known shape. Long, because it is where the time goes when rows are not alike: a call for
   * each member would double it.
   */
  #walk(start: number, from: number): number {
    const bytes = this.#bytes
    const positions = this.#positions
    if (bytes[start] !== openBrace) return remarkable
    let place = this.#root
    let depth = 0
    let mark = from + 1
    let nextBackslash = this.#nextBackslash
    /** The mark before: an opening brace, when `fresh`, or a comma. */
    let before = start
    let fresh = true
    for (;;) {
      let position = positions[mark] ?? 0
      if (position !== before + 1 && isGap(bytes, before, position)) return remarkable
      if (bytes[position] === quote) {
        const colonAt = positions[mark + 1] ?? 0
        if (bytes[colonAt] !== colon) return remarkable
        const keyEnd = bytes[colonAt - 1] === quote ? colonAt - 1 : closingQuote(bytes, colonAt)
        if (keyEnd < 0) return remarkable
        let target: Place | null = null
        if (position > nextBackslash) nextBackslash = this.#backslashFrom(position)
        if (nextBackslash < keyEnd) return remarkable
        if (place.mayLead(bytes, position + 1, keyEnd)) {
          target = place.find(bytes, position + 1, keyEnd)
        }
        mark += 2
        position = positions[mark] ?? 0
        const byte = bytes[position]
        if (byte === quote) {
          mark++
          const next = positions[mark] ?? 0
          const end = bytes[next - 1] === quote ? next - 1 : closingQuote(bytes, next)
          if (end < 0) return remarkable
          if (position !== colonAt + 1 && isGap(bytes, colonAt, position)) return remarkable
          if (target !== null && this.#matters(target, position + 1, end, mark - 1)) return remarkable
          position = next
        } else if (byte === openBrace || byte === openBracket) {
          if (isGap(bytes, colonAt, position)) return remarkable
          if (byte === openBrace && target !== null && target.children.size > 0) {
            if (target.wanted !== null || depth === deepest) return remarkable
            this.#path[depth] = place
            depth++
            place = target
            before = position
            fresh = true
            mark++
            continue
          }
          mark = target === null ? this.#passOver(mark) : this.#skipWanted(target, mark)
          if (mark < 0) return remarkable
          const close = positions[mark - 1] ?? 0
          position = positions[mark] ?? 0
          if (position !== close + 1 && isGap(bytes, close, position)) return remarkable
        } else {
          if (!isLiteral(bytes, colonAt + 1, position)) return remarkable
          const isWanted = target !== null && (target.wanted === 'title' || target.wanted === 'isrc')
          if (isWanted) this.#asked = null
          if (isWanted && isTelling(bytes[skipSpace(bytes, colonAt + 1)] ?? 0)) return remarkable
        }
      } else if (!fresh || bytes[position] !== closeBrace) return remarkable
      while (bytes[position] === closeBrace) {
        mark++
        const close = position
        position = positions[mark] ?? 0
        if (position !== close + 1 && isGap(bytes, close, position)) return remarkable
        if (depth === 0) return bytes[position] === lineFeed ? mark + 1 : remarkable
        depth--
        place = this.#path[depth] ?? this.#root
      }
      if (bytes[position] !== comma) return remarkable
      before = position
      fresh = false
      mark++
    }
  }

  /** Position of the first backslash from `start` on; it is remembered. */
  #backslashFrom(start: number): number {
    const next = this.#bytes.indexOf(backslash, start)
    this.#nextBackslash = next < 0 ? 0x7fffffff : next
    return this.#nextBackslash
  }

  /** True when a string, which opens at a mark, may be a title or a code of the catalogue. */
  #matters({ wanted }: Place, start: number, end: number, mark: number): boolean {
    if (wanted === 'title') {
      this.#asked?.titles.push(mark)
      return this.#isTitle(start, end)
    }
    if (wanted !== 'isrc') return false
    this.#asked?.codes.push(mark)
    return this.#isCode(start, end)
  }

  #isCode(start: number, end: number): boolean {
    return end - start > longestAsked || this.#probe.isrcCell.mayMatch(this.#bytes, start, end)
  }

  #isTitle(start: number, end: number): boolean {
    return (
      end - start > longestAsked ||
      (this.#beginnings.mayStart(this.#bytes, start, end) &&
        (isEscaped(this.#bytes, start, end) || this.#probe.titleMayMatch(this.#bytes, start, end)))
    )
  }

  /** Steps over an object or array that is wanted. Names of artists count for nothing without a title. */
  #skipWanted({ wanted }: Place, from: number): number {
    if (wanted === 'title') return remarkable
    if (wanted !== 'isrc') return this.#skip(from)
    this.#asked = null
    const bytes = this.#bytes
    const positions = this.#positions
    let mark = from
    if (bytes[positions[mark] ?? 0] !== openBracket) return remarkable
    do {
      const start = positions[mark + 1] ?? 0
      if (bytes[start] !== quote || isGap(bytes, positions[mark] ?? 0, start)) return remarkable
      mark += 2
      const end = closingQuote(bytes, positions[mark] ?? 0)
      if (end < 0 || this.#isCode(start + 1, end)) return remarkable
    } while (bytes[positions[mark] ?? 0] === comma)
    return bytes[positions[mark] ?? 0] === closeBracket ? mark + 1 : remarkable
  }

  /** Like `#skip`, where nothing is wanted: brackets are counted, not paired. */
  #passOver(from: number): number {
    const bytes = this.#bytes
    const positions = this.#positions
    let depth = 1
    let mark = from + 1
    while (depth > 0) {
      depth += depthChanges[bytes[positions[mark] ?? 0] ?? 0] ?? 0
      mark++
    }
    return depth === 0 ? mark : remarkable
  }

  /** Returns the index of the mark behind the object or array that starts at a mark, or `remarkable`. */
  #skip(from: number): number {
    const bytes = this.#bytes
    const positions = this.#positions
    let mark = from
    let before = positions[mark] ?? 0
    let depth = 1
    /** One bit for each object or array that is open, the innermost being bit 0: set for an object. */
    let objects = bytes[before] === openBrace ? 1 : 0
    let fresh = true
    mark++
    for (;;) {
      let position = positions[mark] ?? 0
      let byte = bytes[position]
      let isMember = true
      if ((objects & 1) === 1) {
        if (isGap(bytes, before, position)) return remarkable
        if (byte === quote) {
          before = positions[mark + 1] ?? 0
          if (bytes[before] !== colon || closingQuote(bytes, before) < 0) return remarkable
          mark += 2
          position = positions[mark] ?? 0
          byte = bytes[position]
        } else isMember = false
      } else if (fresh && byte === closeBracket && !isGap(bytes, before, position)) isMember = false
      if (!isMember) {
        if (!fresh || (byte !== closeBrace && byte !== closeBracket)) return remarkable
      } else if (byte === quote) {
        if (isGap(bytes, before, position)) return remarkable
        mark++
        position = positions[mark] ?? 0
        byte = bytes[position]
        if (closingQuote(bytes, position) < 0) return remarkable
      } else if (byte === openBrace || byte === openBracket) {
        if (depth === deepest || isGap(bytes, before, position)) return remarkable
        depth++
        objects = (objects << 1) | (byte === openBrace ? 1 : 0)
        before = position
        fresh = true
        mark++
        continue
      } else if (!isLiteral(bytes, before + 1, position)) return remarkable
      while (byte === ((objects & 1) === 1 ? closeBrace : closeBracket)) {
        mark++
        depth--
        if (depth === 0) return mark
        objects >>= 1
        const close = position
        position = positions[mark] ?? 0
        byte = bytes[position]
        if (isGap(bytes, close, position)) return remarkable
      }
      if (byte !== comma) return remarkable
      before = position
      fresh = false
      mark++
    }
  }
}

import {
  broken,
  closeBrace,
  closeBracket,
  colon,
  comma,
  backslash,
  inString,
  isBlank,
  isTelling,
  lineFeed,
  openBrace,
  openBracket,
  quote,
  skipComma,
  skipSpace,
  skipValue,
  stringEnd,
  trimmedEnd,
} from './json-bytes.ts'
import { artistPlaces, type Place, wantedPlaces } from './json-places.ts'
import { Spans } from './spans.ts'

/**
 * Finds title, artists and codes in JSON lines without parsing them. It follows objects and strings only as far as
 * it takes; a wanted value of a shape it cannot tell makes the row `unsure`, and the caller parses the line.
 */
export class JsonRowReader {
  /** Where the object starts and ends, its braces included. */
  start = 0
  end = 0
  /** True when the line is empty or a bracket of the array the objects may stand in. */
  blank = false
  /** True when the line holds no whole JSON object. */
  malformed = false
  unsure = false
  /** At most one. */
  readonly title = new Spans()
  readonly codes = new Spans()
  #artists = new Spans()
  #names = new Spans()
  readonly #root = wantedPlaces()
  readonly #artist = artistPlaces()
  #titleRank = 0
  #artistRank = 0

  get artists(): Spans {
    return this.#artists
  }

  /**
   * Reads the line at `start` and returns where the next one starts, or -1 when the bytes end inside it and more
   * may follow. `bytes[length]` is overwritten.
   */
  read(bytes: Uint8Array, start: number, length: number, final: boolean): number {
    bytes[length] = lineFeed
    const lineEnd = bytes.indexOf(lineFeed, start)
    if (lineEnd >= length && !final) return -1
    this.title.clear()
    this.codes.clear()
    this.#artists.clear()
    this.#titleRank = Number.MAX_SAFE_INTEGER
    this.#artistRank = Number.MAX_SAFE_INTEGER
    this.unsure = false
    this.malformed = false
    this.#readLine(bytes, start, lineEnd)
    return Math.min(lineEnd + 1, length)
  }

  #readLine(bytes: Uint8Array, start: number, lineEnd: number): void {
    let at = skipSpace(bytes, start)
    if (bytes[at] === openBracket || bytes[at] === comma) at = skipSpace(bytes, at + 1)
    this.blank = at >= lineEnd || (bytes[at] === closeBracket && skipComma(bytes, at + 1) >= lineEnd)
    this.start = at
    this.end = trimmedEnd(bytes, at, lineEnd)
    if (this.blank) return
    const end = bytes[at] === openBrace ? this.#readObject(bytes, at + 1, this.#root) : broken
    let rest = end < 0 ? end : skipSpace(bytes, end)
    if (rest >= 0 && (bytes[rest] === comma || bytes[rest] === closeBracket))
      rest = skipSpace(bytes, rest + 1)
    this.malformed = rest < lineEnd
    if (!this.malformed) this.end = end
    if (this.codes.overflowed || this.#artists.overflowed) this.unsure = true
  }

  /** Reads the members of an object; returns the position behind its closing brace. */
  #readObject(bytes: Uint8Array, from: number, place: Place): number {
    let at = skipSpace(bytes, from)
    if (bytes[at] === closeBrace) return at + 1
    for (;;) {
      if (bytes[at] !== quote) return broken
      at++
      const keyStart = at
      let hash = 0x811c9dc5 | 0
      let byte = bytes[at] ?? 0
      while (inString[byte] === 0) {
        hash = Math.imul(hash ^ byte, 0x01000193)
        at++
        byte = bytes[at] ?? 0
      }
      const escaped = byte === backslash
      if (escaped) {
        // A key spelled with escapes may still be a wanted one.
        this.unsure = true
        at = stringEnd(bytes, at)
      }
      if (at < 0 || bytes[at] !== quote) return broken
      const target = escaped ? null : place.child(bytes, keyStart, at, hash)
      at = skipSpace(bytes, at + 1)
      if (bytes[at] !== colon) return broken
      at = skipSpace(bytes, at + 1)
      at = target === null ? skipValue(bytes, at) : this.#readWanted(bytes, at, target)
      if (at < 0) return broken
      at = skipSpace(bytes, at)
      if (bytes[at] === closeBrace) return at + 1
      if (bytes[at] !== comma) return broken
      at = skipSpace(bytes, at + 1)
    }
  }

  /** Reads a value that is wanted or leads to one. */
  #readWanted(bytes: Uint8Array, at: number, place: Place): number {
    if (bytes[at] === openBrace && place.children.size > 0) {
      if (place.wanted !== null) this.unsure = true
      return this.#readObject(bytes, at + 1, place)
    }
    switch (place.wanted) {
      case 'title':
        return this.#readTitle(bytes, at, place.rank)
      case 'artist':
        return this.#readArtists(bytes, at, place.rank)
      case 'isrc':
        return this.#readCodes(bytes, at)
      case 'name':
        return this.#readText(bytes, at, this.#names)
      case 'joinphrase':
        return this.#readJoinphrase(bytes, at)
      case null:
        return skipValue(bytes, at)
    }
  }

  #readTitle(bytes: Uint8Array, at: number, rank: number): number {
    if (rank > this.#titleRank) return skipValue(bytes, at)
    this.#names.clear()
    const end = this.#readText(bytes, at, this.#names)
    if (end >= 0 && this.#names.count > 0) {
      this.title.clear()
      this.title.add(this.#names.start(0), this.#names.end(0))
      this.#titleRank = rank
    }
    return end
  }

  #readCodes(bytes: Uint8Array, at: number): number {
    return bytes[at] === openBracket
      ? this.#eachElement(bytes, at, (from) => this.#readText(bytes, from, this.codes))
      : this.#readText(bytes, at, this.codes)
  }

  #readArtists(bytes: Uint8Array, at: number, rank: number): number {
    this.#names.clear()
    const end =
      bytes[at] === openBracket
        ? this.#eachElement(bytes, at, (from) => this.#readArtist(bytes, from))
        : this.#readArtist(bytes, at)
    if (end >= 0 && this.#names.count > 0 && rank <= this.#artistRank) {
      const replaced = this.#artists
      this.#artists = this.#names
      this.#names = replaced
      this.#artistRank = rank
    }
    return end
  }

  /** Reads one credited artist: a name, or an object that holds one. */
  #readArtist(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== openBrace) return this.#readText(bytes, at, this.#names)
    const before = this.#names.count
    const end = this.#readObject(bytes, at + 1, this.#artist)
    if (this.#names.count !== before + 1) this.unsure = true
    return end
  }

  /** A joining phrase other than the usual comma changes the whole credit. */
  #readJoinphrase(bytes: Uint8Array, at: number): number {
    const end = skipValue(bytes, at)
    if (end > at + 2) this.unsure = true
    return end
  }

  /** Adds a string unless it is blank. Other values that stand for a text make the row `unsure`. */
  #readText(bytes: Uint8Array, at: number, into: Spans): number {
    const end = skipValue(bytes, at)
    if (end < 0) return broken
    if (bytes[at] === quote) {
      if (!isBlank(bytes, at + 1, end - 1)) into.add(at + 1, end - 1)
    } else if (isTelling(bytes[at] ?? 0)) this.unsure = true
    return end
  }

  #eachElement(bytes: Uint8Array, at: number, read: (from: number) => number): number {
    let next = skipSpace(bytes, at + 1)
    if (bytes[next] === closeBracket) return next + 1
    for (;;) {
      next = read(next)
      if (next < 0) return broken
      next = skipSpace(bytes, next)
      if (bytes[next] === closeBracket) return next + 1
      if (bytes[next] !== comma) return broken
      next = skipSpace(bytes, next + 1)
    }
  }
}

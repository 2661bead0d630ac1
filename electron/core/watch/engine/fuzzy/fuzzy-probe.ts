import { decodeText } from '../cell-text.ts'
import type { NearbyNames } from '../scan/nearby-names.ts'
import { artistParts, mostArtists } from './artist-parts.ts'
import { type BlockIndex, someTitle } from './block-index.ts'
import { isReason, keysPerName, writeKeys } from './block-keys.ts'
import { areCloseNames, type ComparableName, lettersIn, mayBeClose } from './close-names.ts'
import { mayHoldKey } from './key-filter.ts'
import { NameFolder } from './name-folder.ts'

/**
 * Asks of every row which recordings its title and artist may mean, written differently. Works on bytes; a row that
 * shares no block with the catalogue, as nearly all do, costs the folding of its names and a few look-ups.
 */
export class FuzzyProbe {
  readonly #index: BlockIndex
  readonly #title = new NameFolder()
  readonly #rest = new NameFolder()
  readonly #artist = new NameFolder()
  readonly #keys = new Int32Array(keysPerName)
  readonly #found = new Set<number>()
  /** For each title, the look-up that compared it last: most share several keys with a row. */
  readonly #comparedIn: Uint32Array
  #lookUps = 0

  constructor(index: BlockIndex) {
    this.#index = index
    this.#comparedIn = new Uint32Array(index.entryOf.length)
  }

  /** True when a recording may have this title and artist. */
  mayMatch(
    bytes: Uint8Array,
    titleStart: number,
    titleEnd: number,
    artistStart: number,
    artistEnd: number,
  ): boolean {
    return this.#search(bytes, titleStart, titleEnd, artistStart, artistEnd, true)
  }

  textMayMatch(title: string, artist: string): boolean {
    return this.#searchText(title, artist, true)
  }

  /** The recordings that may have this title and one of these artists. */
  candidates(title: string, artists: readonly string[]): ReadonlySet<number> {
    this.#found.clear()
    for (const artist of artists.length === 0 ? [''] : artists) this.#searchText(title, artist, false)
    return this.#found
  }

  /** The same of the row whose names a screen was asked for last; null when it could not look them all up. */
  candidatesNearby(nearby: NearbyNames): ReadonlySet<number> | null {
    const found = new Set<number>()
    const some = nearby.some((number, title, artist) => {
      if (this.#isClose(number, title, artist)) found.add(this.#index.entryOf[number] ?? 0)
      return false
    })
    return some === null ? null : found
  }

  /** Whether there are any such recordings; null when the screen could not look all names up. */
  isAnyNearby(nearby: NearbyNames): boolean | null {
    return nearby.some((number, title, artist) => this.#isClose(number, title, artist))
  }

  #searchText(title: string, artist: string, onlyFirst: boolean): boolean {
    // A Buffer like the rows that are swept, for one more type of bytes would slow their folding down.
    const bytes = Buffer.from(title + artist)
    const titleEnd = Buffer.byteLength(title)
    return this.#search(bytes, 0, titleEnd, titleEnd, bytes.length, onlyFirst)
  }

  #search(
    bytes: Uint8Array,
    titleStart: number,
    titleEnd: number,
    artistStart: number,
    artistEnd: number,
    onlyFirst: boolean,
  ): boolean {
    const title = this.#title
    const artist = this.#artist
    title.fold(bytes, titleStart, titleEnd, true)
    if (!title.foreign) artist.fold(bytes, artistStart, artistEnd, false)
    if (title.foreign || artist.foreign)
      return this.#searchForeign(bytes, titleStart, titleEnd, artistStart, artistEnd, onlyFirst)
    const hasRest = title.dash
    if (hasRest) this.#rest.fold(bytes, title.end + 3, titleEnd, true)
    if (artist.length === 0) return this.#searchUncredited(onlyFirst)
    const isSeveral = artist.several
    if (this.#lookUp(title, artist, onlyFirst) && onlyFirst) return true
    if (hasRest && this.#lookUp(this.#rest, artist, onlyFirst) && onlyFirst) return true
    // “Artist - Title” by a channel that is no artist.
    if (hasRest && this.#searchUncredited(onlyFirst) && onlyFirst) return true
    if (isSeveral) {
      for (const part of artistParts(bytes, artistStart, artistEnd, mostArtists).slice(1)) {
        artist.fold(bytes, part.start, part.end, false)
        if (this.#lookUp(title, artist, onlyFirst) && onlyFirst) return true
      }
    }
    return !onlyFirst && this.#found.size > 0
  }

  /** Titles that name their artist: “Artist - Title” or “Title - Artist”. */
  #searchUncredited(onlyFirst: boolean): boolean {
    if (!this.#title.dash) return false
    if (this.#lookUp(this.#rest, this.#title, onlyFirst) && onlyFirst) return true
    return this.#lookUp(this.#title, this.#rest, onlyFirst)
  }

  #searchForeign(
    bytes: Uint8Array,
    titleStart: number,
    titleEnd: number,
    artistStart: number,
    artistEnd: number,
    onlyFirst: boolean,
  ): boolean {
    const title = decodeText(bytes, titleStart, titleEnd)
    return this.#searchText(title, decodeText(bytes, artistStart, artistEnd), onlyFirst)
  }

  #lookUp(title: NameFolder, artist: NameFolder, onlyFirst: boolean): boolean {
    if (title.length === 0 || artist.length === 0) return false
    const keys = this.#keys
    const { filter } = this.#index
    writeKeys(title, artist, keys)
    let kinds = 0
    for (let kind = 0; kind < keysPerName; kind++) {
      if (mayHoldKey(filter, keys[kind] ?? 0)) kinds |= 1 << kind
    }
    if (!isReason(kinds, title.length, artist.length)) return false
    const titleLetters = lettersIn(title.bytes, title.length)
    const artistLetters = lettersIn(artist.bytes, artist.length)
    let found = false
    const comparedIn = this.#comparedIn
    const lookUp = ++this.#lookUps
    const isMeant = (number: number) => {
      if (comparedIn[number] === lookUp) return false
      comparedIn[number] = lookUp
      if (!this.#mayBeClose(number, title.length, titleLetters, artist.length, artistLetters)) return false
      if (!this.#isClose(number, title, artist)) return false
      this.#found.add(this.#index.entryOf[number] ?? 0)
      found = true
      return onlyFirst
    }
    for (let kind = 0; kind < keysPerName; kind++) {
      if ((kinds & (1 << kind)) !== 0 && someTitle(this.#index, keys[kind] ?? 0, isMeant)) return true
    }
    return found
  }

  /** Asks the letters of the title and the artists behind it, which lie closer together than the names. */
  #mayBeClose(
    number: number,
    titleLength: number,
    titleLetters: number,
    artistLength: number,
    artistLetters: number,
  ): boolean {
    const { nameParts } = this.#index
    if (!mayBeClose(titleLetters, nameParts[2 * number] ?? 0, titleLength)) return false
    let at = 2 * number
    do {
      at += 2
      if (mayBeClose(artistLetters, nameParts[at] ?? 0, artistLength)) return true
    } while (((nameParts[at + 1] ?? 1) & 1) === 0)
    return false
  }

  #isClose(number: number, title: ComparableName, artist: ComparableName): boolean {
    const { names, nameParts } = this.#index
    let at = 2 * number + 1
    let start = (nameParts[at - 2] ?? 0) >>> 1
    let stop = (nameParts[at] ?? 0) >>> 1
    if (!areCloseNames(title, names, start, stop - start)) return false
    do {
      at += 2
      start = stop
      stop = (nameParts[at] ?? 0) >>> 1
      if (areCloseNames(artist, names, start, stop - start)) return true
    } while (((nameParts[at] ?? 1) & 1) === 0)
    return false
  }
}

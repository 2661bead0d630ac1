import { fullTitle } from '../../../../shared/domain/matching/exact.ts'
import { encodeUtf8 } from '../../../../shared/domain/text/utf8.ts'
import { foldCapacity, foldUtf8Into, keySeparator } from '../../../../shared/domain/text/fold.ts'
import { hashKey } from '../../../../shared/domain/text/key-hash.ts'
import { isIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import type { BlockIndex } from './fuzzy/block-index.ts'
import { FuzzyMatcher } from './fuzzy/fuzzy-matcher.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import { codeOf } from './isrc-code.ts'
import { type CatalogueEntry, type PackedCatalogue, unpackEntry } from './packed-catalogue.ts'
import { BitFilter, PairTable } from './pair-table.ts'
import { TitleBeginnings } from './title-beginnings.ts'

/** What a sweep looks up: codes, folded titles, and folded titles with artists. Texts stay packed. */
export interface CatalogueIndex {
  /** How many recordings there are. */
  readonly size: number
  readonly codes: PairTable
  /** Entries on the releases with a GTIN. */
  readonly gtins: GtinNumbers
  /** Knows how the titles begin. */
  readonly beginnings: TitleBeginnings
  /** Holds `hashTitle` of every folded title that comes with an artist. */
  readonly titles: BitFilter
  /** Holds `hashKey` of title, `keySeparator` and artist, folded. */
  readonly tracks: PairTable
  /** Finds names that are written differently; null when only equal ones are looked for. */
  readonly fuzzy: FuzzyMatcher | null
  entry(index: number): CatalogueEntry
}

/**
 * Indexes a catalogue. `pause` is called every few thousand entries and may throw to stop. With `blocks`, names that
 * are written differently are found as well.
 */
export function indexCatalogue(
  catalogue: PackedCatalogue,
  pause: () => void = () => undefined,
  blocks: BlockIndex | null = null,
): CatalogueIndex {
  const codes = new PairTable(catalogue.codes)
  const beginnings = new TitleBeginnings(catalogue.size)
  const titles = new BitFilter(4 * catalogue.size)
  const tracks = new PairTable(catalogue.size)
  const gtins = new Map<number, number[]>()
  const folded = new FoldBuffer()
  for (let index = 0; index < catalogue.size; index++) {
    if (index % 4096 === 0) pause()
    const entry = unpackEntry(catalogue, index)
    for (const isrc of entry.isrcs) {
      if (isIsrc(isrc)) codes.add(...codeOf(isrc), index)
    }
    for (const { gtin } of entry.releases ?? []) {
      const entries = gtins.get(Number(gtin))
      if (entries === undefined) gtins.set(Number(gtin), [index])
      else if (entries.at(-1) !== index) entries.push(index)
    }
    const title = encodeUtf8(fullTitle(entry.title, entry.version))
    const artist = encodeUtf8(entry.artist)
    if (!folded.title(title, 0, title.length)) continue
    const hash = folded.hashTitle()
    if (!folded.artist(artist, 0, artist.length)) continue
    beginnings.add(folded.foldedTitle())
    titles.add(hash)
    tracks.add(...folded.hashTrack(), index)
  }
  const entry = (index: number) => unpackEntry(catalogue, index)
  const fuzzy = blocks === null ? null : new FuzzyMatcher(blocks, entry)
  return { size: catalogue.size, codes, gtins, beginnings, titles, tracks, fuzzy, entry }
}

/** Folds a title and behind it an artist, and hashes them: the same for the catalogue and for the swept rows. */
export class FoldBuffer {
  #bytes = new Uint8Array(2048)
  #titleEnd = 0
  #end = 0

  /** Folds a title. False when there is nothing to compare. */
  title(bytes: Uint8Array, start: number, end: number): boolean {
    this.#reserve(foldCapacity(end - start) + 1)
    this.#titleEnd = foldUtf8Into(bytes, start, end, this.#bytes, 0)
    return this.#titleEnd > 0
  }

  /** Folds an artist behind the title folded last. False when there is nothing to compare. */
  artist(bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#titleEnd + 1
    this.#reserve(from + foldCapacity(end - start))
    this.#bytes[this.#titleEnd] = keySeparator
    this.#end = foldUtf8Into(bytes, start, end, this.#bytes, from)
    return this.#end > from
  }

  /** The folded title, until something else is folded. */
  foldedTitle(): Uint8Array {
    return this.#bytes.subarray(0, this.#titleEnd)
  }

  /** A hash of the folded title alone (FNV-1a, mixed). */
  hashTitle(): number {
    const bytes = this.#bytes
    let hash = 0x811c9dc5 | 0
    for (let at = 0; at < this.#titleEnd; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
    return hash ^ (hash >>> 13)
  }

  hashTrack(): [high: number, low: number] {
    return hashKey(this.#bytes, 0, this.#end)
  }

  #reserve(capacity: number): void {
    if (this.#bytes.length >= capacity) return
    const larger = new Uint8Array(Math.max(capacity, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#titleEnd))
    this.#bytes = larger
  }
}

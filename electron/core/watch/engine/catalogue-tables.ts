import { isIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { FoldBuffer } from './fold-buffer.ts'
import { codeKey } from './fuzzy/block-keys.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import { codeOf } from './isrc-code.ts'
import type { IndexedEntry, PackedCatalogue } from './packed-catalogue.ts'
import { BitFilter, type PairParts, PairTable, type SharedBits } from './pair-table.ts'
import { TitleBeginnings } from './title-beginnings.ts'

/** The tables in which equal names and codes are looked up, most of them in shared memory: one copy for all workers. */
export interface CatalogueTables {
  readonly codes: PairParts
  readonly tracks: PairParts
  readonly beginnings: SharedBits
  readonly titles: SharedBits
  readonly gtins: GtinNumbers
}

/** Fills the tables, entry by entry. */
export class TablesBuilder {
  readonly #codes: PairTable
  readonly #tracks: PairTable
  readonly #beginnings: TitleBeginnings
  readonly #titles: BitFilter
  readonly #gtins = new Map<number, number[]>()
  readonly #folded = new FoldBuffer()

  readonly #codesOnly: boolean

  constructor({ size, codes }: Pick<PackedCatalogue, 'size' | 'codes'>, codesOnly = false) {
    const named = codesOnly ? 0 : size
    this.#codesOnly = codesOnly
    this.#codes = new PairTable(codes)
    this.#tracks = new PairTable(named)
    this.#beginnings = new TitleBeginnings(named)
    this.#titles = new BitFilter(4 * named)
  }

  /** Adds an entry, and calls `note` with its `codeKey`s and the `equalKey` of its names. */
  add(index: number, { title, artist, isrcs, gtins }: IndexedEntry, note: (key: number) => void): void {
    for (const isrc of isrcs) {
      if (!isIsrc(isrc)) continue
      this.#codes.add(...codeOf(isrc), index)
      note(codeKey(isrc))
    }
    for (const gtin of gtins) {
      const entries = this.#gtins.get(Number(gtin))
      if (entries === undefined) this.#gtins.set(Number(gtin), [index])
      else if (entries.at(-1) !== index) entries.push(index)
    }
    if (this.#codesOnly) return
    const folded = this.#folded
    if (!folded.title(title, 0, title.length) || !folded.artist(artist, 0, artist.length)) return
    this.#beginnings.add(folded.foldedTitle())
    this.#titles.add(folded.hashTitle())
    this.#tracks.add(...folded.hashTrack(), index)
    note(folded.equalKey())
  }

  finish(): CatalogueTables {
    return {
      codes: this.#codes.parts,
      tracks: this.#tracks.parts,
      beginnings: this.#beginnings.bits,
      titles: this.#titles.bits,
      gtins: this.#gtins,
    }
  }
}

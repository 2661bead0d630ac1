import { FoldBuffer } from './fold-buffer.ts'
import { codeKey } from './fuzzy/block-keys.ts'
import type { GtinNumbers } from './gtin-scanner.ts'
import { growingIntegers, type GrowingIntegers } from './growing.ts'
import { codePrefix, decimal, isOwnForm } from './isrc-code.ts'
import type { EntryReader } from './packed-catalogue.ts'
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

const codeLength = 12
const space = 0x20

/** Collects what the tables hold, entry by entry, and fills them at the end, when it shows how large they must be. */
export class TablesBuilder {
  /** The `codeKey`s and, for the names, the `equalKey`s of all entries added. */
  readonly keys = growingIntegers()
  /** Two integers to look up by and the entry, for each code and for each title with its artist. */
  readonly #codes = growingIntegers()
  readonly #tracks = growingIntegers()
  readonly #beginnings = growingIntegers()
  readonly #titles = growingIntegers()
  readonly #gtins = new Map<number, number[]>()
  readonly #folded = new FoldBuffer()
  readonly #codesOnly: boolean

  constructor(codesOnly = false) {
    this.#codesOnly = codesOnly
  }

  /** Adds the entry last read as number `index`. */
  add(index: number, entry: EntryReader): void {
    this.#addCodes(index, entry)
    for (const gtin of entry.gtins()) {
      const entries = this.#gtins.get(Number(gtin))
      if (entries === undefined) this.#gtins.set(Number(gtin), [index])
      else if (entries.at(-1) !== index) entries.push(index)
    }
    if (!this.#codesOnly) this.#addNames(index, entry)
  }

  #addCodes(index: number, entry: EntryReader): void {
    const { text } = entry
    const end = entry.end('codes')
    for (let from = entry.start('codes'), at = from; at <= end; at++) {
      if (at < end && text[at] !== space) continue
      if (at - from === codeLength && isOwnForm(text, from)) {
        addTo(this.#codes, codePrefix(text, from, from + 2), decimal(text, from + 5, 7), index)
        this.keys.push(codeKey(text, from))
      }
      from = at + 1
    }
  }

  #addNames(index: number, entry: EntryReader): void {
    const folded = this.#folded
    const { text } = entry
    const full = entry.fullTitle()
    const hasTitle =
      full === null
        ? folded.title(text, entry.start('title'), entry.end('title'))
        : folded.title(full, 0, full.length)
    if (!hasTitle || !folded.artist(text, entry.start('artist'), entry.end('artist'))) return
    this.#beginnings.push(folded.beginning())
    this.#titles.push(folded.hashTitle())
    addTo(this.#tracks, ...folded.hashTrack(), index)
    this.keys.push(folded.equalKey())
  }

  /** The tables of what was added; nothing can be added any more. */
  finish(): CatalogueTables {
    this.keys.release()
    const beginnings = new TitleBeginnings(this.#beginnings.length)
    this.#beginnings.forEach((beginning) => {
      beginnings.add(beginning)
    })
    this.#beginnings.release()
    const titles = new BitFilter(4 * this.#titles.length)
    this.#titles.forEach((title) => {
      titles.add(title)
    })
    this.#titles.release()
    return {
      codes: tableOf(this.#codes).parts,
      tracks: tableOf(this.#tracks).parts,
      beginnings: beginnings.bits,
      titles: titles.bits,
      gtins: this.#gtins,
    }
  }
}

function addTo(pairs: GrowingIntegers, high: number, low: number, entry: number): void {
  const at = pairs.length
  const list = pairs.grow(3)
  list[at] = high
  list[at + 1] = low
  list[at + 2] = entry
}

function tableOf(pairs: GrowingIntegers): PairTable {
  const table = new PairTable(pairs.length / 3)
  const { list } = pairs
  for (let at = 0; at < pairs.length; at += 3) table.add(list[at] ?? 0, list[at + 1] ?? 0, list[at + 2] ?? 0)
  pairs.release()
  return table
}

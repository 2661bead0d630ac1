import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CatalogueTables, TablesBuilder } from '../catalogue-tables.ts'
import { giveBack } from '../give-back.ts'
import { burdensomeList, Growing, growingIntegers, type GrowingIntegers } from '../growing.ts'
import { EntryReader, type PackedCatalogue } from '../packed-catalogue.ts'
import { keysPerName, writeKeys } from './block-keys.ts'
import { artistParts, mayBeSeveral } from './artist-parts.ts'
import { lettersIn } from './close-names.ts'
import { bitsFor, inBuckets, roughlySorted } from './key-buckets.ts'
import { addKeys, createKeyFilter, type KeyFilter } from './key-filter.ts'
import { NameFolder } from './name-folder.ts'

/**
 * The catalogue by block key, and its folded names to compare with: plain arrays in shared memory, one copy for all
 * workers.
 */
export interface BlockIndex {
  readonly size: number
  /** Where equal names and codes are looked up. */
  readonly tables: CatalogueTables
  /**
   * Most keys of a row end here. Knows `equalKey` of each recording's whole names and `codeKey` of its ISRCs as well, so
   * that what it rules out is not equal either.
   */
  readonly filter: KeyFilter
  /**
   * Where the entries of each bucket start in `entries`, and behind the last one their number. The highest bits of a key,
   * all but `bucketShift`, are its bucket.
   */
  readonly buckets: Int32Array<SharedArrayBuffer>
  readonly bucketShift: number
  /**
   * In the lowest `titleBits` the number of a title in `nameParts`, above them the lowest bits of its key, to tell keys
   * apart.
   */
  readonly entries: Int32Array<SharedArrayBuffer>
  readonly titleBits: number
  /** Folded names of all entries of the catalogue: of each its title, behind it its artists. */
  readonly names: Uint8Array<SharedArrayBuffer>
  /**
   * Two numbers for each name, from 1 on: `lettersIn` it, and twice where it ends in `names`, one more for the last of an
   * entry. Side by side, for whoever asks for the one asks for the other. In front of them stands a name of no letters.
   */
  readonly nameParts: Int32Array<SharedArrayBuffer>
  /** The entry of the catalogue that each name is of. */
  readonly entryOf: Int32Array<SharedArrayBuffer>
}

/** Names of one recording that are looked for. */
const mostArtists = 6
const entriesAtATime = 500
const largestCatalogue = 2 ** 21

/**
 * Indexes a catalogue for names that are written differently, with a pause every few hundred entries, so that calls are
 * answered in between. `stop` is called as often and may throw. Entries without a title or an artist have no keys.
 *
 * @throws RangeError for more than two million entries.
 */
export async function buildBlockIndex(
  catalogue: PackedCatalogue,
  stop: () => void = () => undefined,
): Promise<BlockIndex> {
  const collector = new KeyCollector()
  const entry = new EntryReader(catalogue)
  for (let index = 0; index < catalogue.size; index++) {
    if (index % entriesAtATime === 0) {
      stop()
      await nextTurn()
    }
    entry.read(index)
    collector.add(index, entry)
  }
  return collector.finish()
}

/** Collects the keys of a catalogue, entry by entry, and makes its index of them. */
export class KeyCollector {
  readonly #names = new Growing((length) => new Uint8Array(length))
  readonly #nameParts = growingIntegers()
  readonly #entryOf = growingIntegers()
  readonly #keys = growingIntegers()
  readonly #titles = growingIntegers()
  readonly #tables = new TablesBuilder()
  readonly #title = new NameFolder()
  readonly #artist = new NameFolder()
  /** Hashes of the artists of one entry. */
  readonly #known: number[] = []
  #size = 0

  constructor() {
    this.#nameParts.grow(2)
    this.#entryOf.grow(1)
  }

  /** Adds the entry last read as number `index`. */
  add(index: number, entry: EntryReader): void {
    if (index >= largestCatalogue) throw new RangeError('the catalogue is too large for one index')
    this.#size++
    this.#addNames(index, entry)
    this.#tables.add(index, entry)
  }

  #addNames(index: number, entry: EntryReader): void {
    const { text } = entry
    this.#title.fold(text, entry.start('title'), entry.end('title'), true)
    const number = this.#entryOf.length
    this.#keep(this.#title, index)
    this.#known.length = 0
    const [start, end] = [entry.start('artist'), entry.end('artist')]
    if (mayBeSeveral(text, start, end)) {
      for (const part of artistParts(text, start, end, mostArtists))
        this.#addArtist(index, number, text, part.start, part.end)
    } else this.#addArtist(index, number, text, start, end)
    const { list, length } = this.#nameParts
    list[length - 1] = (list[length - 1] ?? 0) | 1
  }

  #addArtist(index: number, number: number, text: Uint8Array, start: number, end: number): void {
    const artist = this.#artist
    artist.fold(text, start, end, false)
    if (artist.length === 0 || this.#known.includes(artist.hash)) return
    this.#known.push(artist.hash)
    this.#keep(artist, index)
    if (this.#title.length === 0) return
    const at = this.#keys.length
    writeKeys(this.#title, artist, this.#keys.grow(keysPerName), at)
    this.#titles.push(number)
  }

  #keep({ bytes, length }: NameFolder, entry: number): void {
    const from = this.#names.length
    const names = this.#names.grow(length)
    for (let at = 0; at < length; at++) names[from + at] = bytes[at] ?? 0
    this.#nameParts.push(lettersIn(bytes, length))
    this.#nameParts.push(2 * this.#names.length)
    this.#entryOf.push(entry)
  }

  /** The index of what was added; nothing can be added any more. */
  finish(): BlockIndex {
    const sorted = roughlySorted(this.#keys.written(), this.#titles.list)
    this.#keys.release()
    this.#titles.release()
    const filter = createKeyFilter(sorted.keys.length)
    addKeys(filter, sorted.keys)
    addKeys(filter, this.#tables.keys.written())
    const buckets = inBuckets(sorted, bitsFor(this.#entryOf.length))
    giveBack(sorted.keys, burdensomeList)
    giveBack(sorted.titles, burdensomeList)
    const names = new Uint8Array(new SharedArrayBuffer(this.#names.length))
    names.set(this.#names.written())
    this.#names.release()
    return {
      size: this.#size,
      tables: this.#tables.finish(),
      filter,
      ...buckets,
      names,
      nameParts: shared(this.#nameParts),
      entryOf: shared(this.#entryOf),
    }
  }
}

function shared(numbers: GrowingIntegers): Int32Array<SharedArrayBuffer> {
  const copy = new Int32Array(new SharedArrayBuffer(4 * numbers.length))
  copy.set(numbers.written())
  numbers.release()
  return copy
}

/** Calls `visit` with the titles that have a key, and now and then with another, until it returns true. */
export function someTitle(index: BlockIndex, key: number, visit: (title: number) => boolean): boolean {
  const { buckets, bucketShift, entries, titleBits } = index
  const bucket = key >>> bucketShift
  const end = buckets[bucket + 1] ?? 0
  for (let at = buckets[bucket] ?? 0; at < end; at++) {
    const entry = entries[at] ?? 0
    if ((entry ^ (key << titleBits)) >>> titleBits !== 0) continue
    if (visit(entry & ((1 << titleBits) - 1))) return true
  }
  return false
}

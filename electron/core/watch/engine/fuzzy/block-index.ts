import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CatalogueTables, TablesBuilder } from '../catalogue-tables.ts'
import { createEntryReader, type IndexedEntry, type PackedCatalogue } from '../packed-catalogue.ts'
import { keysPerName, writeKeys } from './block-keys.ts'
import { artistParts } from './artist-parts.ts'
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

/** Numbers that grow. */
class Growing<List extends Uint8Array | Int32Array> {
  list: List
  length = 0
  readonly #create: (length: number) => List

  constructor(create: (length: number) => List) {
    this.#create = create
    this.list = create(1 << 12)
  }

  /** Makes room for `count` more, and returns the list that they are to be written to, from where it ended. */
  grow(count: number): List {
    const length = this.length + count
    if (length > this.list.length) {
      const larger = this.#create(2 * this.list.length + count)
      larger.set(this.list.subarray(0, this.length))
      this.list = larger
    }
    this.length = length
    return this.list
  }

  /** Those written so far. */
  written(): List {
    return this.list.subarray(0, this.length) as List
  }
}

const integers = () => new Growing((length) => new Int32Array(length))

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
  if (catalogue.size > largestCatalogue) throw new RangeError('the catalogue is too large for one index')
  const collector = new KeyCollector(catalogue)
  const read = createEntryReader(catalogue)
  for (let index = 0; index < catalogue.size; index++) {
    if (index % entriesAtATime === 0) {
      stop()
      await nextTurn()
    }
    collector.add(index, read(index))
  }
  return collector.finish()
}

class KeyCollector {
  readonly #names = new Growing((length) => new Uint8Array(length))
  readonly #nameParts = integers()
  readonly #entryOf = integers()
  readonly #keys = integers()
  readonly #titles = integers()
  readonly #equalKeys = integers()
  readonly #tables: TablesBuilder
  readonly #title = new NameFolder()
  readonly #artist = new NameFolder()
  readonly #size: number

  readonly #noteEqual = (key: number) => {
    push(this.#equalKeys, key)
  }

  constructor(catalogue: PackedCatalogue) {
    this.#nameParts.grow(2)
    this.#entryOf.grow(1)
    this.#size = catalogue.size
    this.#tables = new TablesBuilder(catalogue)
  }

  add(index: number, entry: IndexedEntry): void {
    this.#addNames(index, entry.song, entry.artist)
    this.#tables.add(index, entry, this.#noteEqual)
  }

  #addNames(index: number, title: Uint8Array, artist: Uint8Array): void {
    this.#title.fold(title, 0, title.length, true)
    const number = this.#entryOf.length
    this.#keep(this.#title, index)
    const known = new Set<number>()
    for (const { start, end } of artistParts(artist, 0, artist.length, mostArtists)) {
      this.#artist.fold(artist, start, end, false)
      if (this.#artist.length === 0 || known.has(this.#artist.hash)) continue
      known.add(this.#artist.hash)
      this.#keep(this.#artist, index)
      if (this.#title.length === 0) continue
      const keys = this.#keys.grow(keysPerName)
      writeKeys(this.#title, this.#artist, keys, this.#keys.length - keysPerName)
      push(this.#titles, number)
    }
    const { list, length } = this.#nameParts
    list[length - 1] = (list[length - 1] ?? 0) | 1
  }

  #keep({ bytes, length }: NameFolder, entry: number): void {
    const from = this.#names.length
    const names = this.#names.grow(length)
    for (let at = 0; at < length; at++) names[from + at] = bytes[at] ?? 0
    push(this.#nameParts, lettersIn(bytes, length))
    push(this.#nameParts, 2 * this.#names.length)
    push(this.#entryOf, entry)
  }

  finish(): BlockIndex {
    const sorted = roughlySorted(this.#keys.written(), this.#titles.list)
    const filter = createKeyFilter(sorted.keys.length)
    addKeys(filter, sorted.keys)
    addKeys(filter, this.#equalKeys.written())
    const names = new Uint8Array(new SharedArrayBuffer(this.#names.length))
    names.set(this.#names.written())
    return {
      size: this.#size,
      tables: this.#tables.finish(),
      filter,
      ...inBuckets(sorted, bitsFor(this.#entryOf.length)),
      names,
      nameParts: shared(this.#nameParts),
      entryOf: shared(this.#entryOf),
    }
  }
}

function push(numbers: Growing<Int32Array>, number: number): void {
  const { length } = numbers
  numbers.grow(1)[length] = number
}

function shared(numbers: Growing<Int32Array>): Int32Array<SharedArrayBuffer> {
  const copy = new Int32Array(new SharedArrayBuffer(4 * numbers.length))
  copy.set(numbers.written())
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

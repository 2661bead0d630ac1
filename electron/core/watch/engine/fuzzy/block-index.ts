import { setImmediate as nextTurn } from 'node:timers/promises'
import { type CatalogueTables, TablesBuilder } from '../catalogue-tables.ts'
import { createEntryReader, type IndexedEntry, type PackedCatalogue } from '../packed-catalogue.ts'
import { keysPerName, writeKeys } from './block-keys.ts'
import { artistParts } from './artist-parts.ts'
import { lettersIn } from './close-names.ts'
import { addKey, createKeyFilter, type KeyFilter } from './key-filter.ts'
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

  /** Adds the first `count` of `numbers`. */
  add(numbers: ArrayLike<number>, count: number): void {
    if (this.length + count > this.list.length) {
      const larger = this.#create(2 * this.list.length + count)
      larger.set(this.list.subarray(0, this.length))
      this.list = larger
    }
    for (let at = 0; at < count; at++) this.list[this.length + at] = numbers[at] ?? 0
    this.length += count
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
  readonly #keysOfName = new Int32Array(keysPerName)
  readonly #titleOfKeys = new Int32Array(keysPerName)
  readonly #size: number

  readonly #noteEqual = (key: number) => {
    this.#equalKeys.add([key], 1)
  }

  constructor(catalogue: PackedCatalogue) {
    this.#nameParts.add([0, 0], 2)
    this.#entryOf.add([0], 1)
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
      writeKeys(this.#title, this.#artist, this.#keysOfName)
      this.#keys.add(this.#keysOfName, keysPerName)
      this.#titles.add(this.#titleOfKeys.fill(number), keysPerName)
    }
    const { list, length } = this.#nameParts
    list[length - 1] = (list[length - 1] ?? 0) | 1
  }

  #keep(name: NameFolder, entry: number): void {
    this.#names.add(name.bytes, name.length)
    this.#nameParts.add([lettersIn(name.bytes, name.length), 2 * this.#names.length], 2)
    this.#entryOf.add([entry], 1)
  }

  finish(): BlockIndex {
    const keys = this.#keys.list.subarray(0, this.#keys.length)
    const filter = createKeyFilter(keys.length)
    for (const key of keys) addKey(filter, key)
    for (const key of this.#equalKeys.list.subarray(0, this.#equalKeys.length)) addKey(filter, key)
    const names = new Uint8Array(new SharedArrayBuffer(this.#names.length))
    names.set(this.#names.list.subarray(0, this.#names.length))
    return {
      size: this.#size,
      tables: this.#tables.finish(),
      filter,
      ...inBuckets(keys, this.#titles.list, bitsFor(this.#entryOf.length)),
      names,
      nameParts: shared(this.#nameParts),
      entryOf: shared(this.#entryOf),
    }
  }
}

function shared({ list, length }: Growing<Int32Array>): Int32Array<SharedArrayBuffer> {
  const copy = new Int32Array(new SharedArrayBuffer(4 * length))
  copy.set(list.subarray(0, length))
  return copy
}

/** How many bits tell so many numbers apart. */
function bitsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(1, count)))
}

/** A bucket has three entries or so: fewer would be spread over more memory, more would take longer to go through. */
const bitsOfBucket = 2

/** Sorts titles by the bucket of their key (counting sort), in each bucket as they come. */
function inBuckets(
  keys: Int32Array,
  titles: Int32Array,
  titleBits: number,
): Pick<BlockIndex, 'buckets' | 'bucketShift' | 'entries' | 'titleBits'> {
  const bits = Math.max(6, bitsFor(keys.length) - bitsOfBucket)
  const bucketShift = 32 - bits
  const buckets = new Int32Array(new SharedArrayBuffer(4 * (2 ** bits + 1)))
  const entries = new Int32Array(new SharedArrayBuffer(4 * keys.length))
  for (const key of keys) buckets[key >>> bucketShift] = (buckets[key >>> bucketShift] ?? 0) + 1
  let end = 0
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    end += buckets[bucket] ?? 0
    buckets[bucket] = end
  }
  // Filled from its end, each bucket's number becomes where it starts.
  for (let at = keys.length - 1; at >= 0; at--) {
    const key = keys[at] ?? 0
    const slot = (buckets[key >>> bucketShift] ?? 0) - 1
    buckets[key >>> bucketShift] = slot
    entries[slot] = (key << titleBits) | (titles[at] ?? 0)
  }
  return { buckets, bucketShift, entries, titleBits }
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

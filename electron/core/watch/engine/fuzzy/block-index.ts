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
  /** In the lowest `entryBits` an entry of the catalogue, above them the lowest bits of its key, to tell keys apart. */
  readonly entries: Int32Array<SharedArrayBuffer>
  /** Folded names of all entries, title first. Name `n` ends at `nameEnds[n]`. */
  readonly names: Uint8Array<SharedArrayBuffer>
  readonly nameEnds: Int32Array<SharedArrayBuffer>
  /** `lettersIn` each name. */
  readonly letters: Int32Array<SharedArrayBuffer>
  /** The names of entry `e` start with number `firstNames[e]`. */
  readonly firstNames: Int32Array<SharedArrayBuffer>
}

/** Names of one recording that are looked for. */
const mostArtists = 6
const entriesAtATime = 500
export const entryBits = 21
const largestCatalogue = 2 ** entryBits

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
  readonly #nameEnds = integers()
  readonly #letters = integers()
  readonly #firstNames: Int32Array<SharedArrayBuffer>
  readonly #keys = integers()
  readonly #keyEntries = integers()
  readonly #equalKeys = integers()
  readonly #tables: TablesBuilder
  readonly #title = new NameFolder()
  readonly #artist = new NameFolder()
  readonly #keysOfName = new Int32Array(keysPerName)
  readonly #entryOfKeys = new Int32Array(keysPerName)

  readonly #noteEqual = (key: number) => {
    this.#equalKeys.add([key], 1)
  }

  constructor(catalogue: PackedCatalogue) {
    this.#firstNames = new Int32Array(new SharedArrayBuffer(4 * (catalogue.size + 1)))
    this.#tables = new TablesBuilder(catalogue)
  }

  add(index: number, entry: IndexedEntry): void {
    this.#addNames(index, entry.song, entry.artist)
    this.#tables.add(index, entry, this.#noteEqual)
  }

  #addNames(index: number, title: Uint8Array, artist: Uint8Array): void {
    this.#firstNames[index] = this.#nameEnds.length
    this.#title.fold(title, 0, title.length, true)
    this.#keep(this.#title)
    const known = new Set<number>()
    for (const { start, end } of artistParts(artist, 0, artist.length, mostArtists)) {
      this.#artist.fold(artist, start, end, false)
      if (this.#artist.length === 0 || known.has(this.#artist.hash)) continue
      known.add(this.#artist.hash)
      this.#keep(this.#artist)
      if (this.#title.length === 0) continue
      writeKeys(this.#title, this.#artist, this.#keysOfName)
      this.#keys.add(this.#keysOfName, keysPerName)
      this.#keyEntries.add(this.#entryOfKeys.fill(index), keysPerName)
    }
    this.#firstNames[index + 1] = this.#nameEnds.length
  }

  #keep(name: NameFolder): void {
    this.#names.add(name.bytes, name.length)
    this.#nameEnds.add([this.#names.length], 1)
    this.#letters.add([lettersIn(name.bytes, name.length)], 1)
  }

  finish(): BlockIndex {
    const keys = this.#keys.list.subarray(0, this.#keys.length)
    const filter = createKeyFilter(keys.length)
    for (const key of keys) addKey(filter, key)
    for (const key of this.#equalKeys.list.subarray(0, this.#equalKeys.length)) addKey(filter, key)
    const names = new Uint8Array(new SharedArrayBuffer(this.#names.length))
    names.set(this.#names.list.subarray(0, this.#names.length))
    return {
      size: this.#firstNames.length - 1,
      tables: this.#tables.finish(),
      filter,
      ...inBuckets(keys, this.#keyEntries.list),
      names,
      nameEnds: shared(this.#nameEnds),
      letters: shared(this.#letters),
      firstNames: this.#firstNames,
    }
  }
}

function shared({ list, length }: Growing<Int32Array>): Int32Array<SharedArrayBuffer> {
  const copy = new Int32Array(new SharedArrayBuffer(4 * length))
  copy.set(list.subarray(0, length))
  return copy
}

/** Sorts entries by the bucket of their key (counting sort), in each bucket as they come. */
function inBuckets(
  keys: Int32Array,
  keyEntries: Int32Array,
): Pick<BlockIndex, 'buckets' | 'bucketShift' | 'entries'> {
  const bits = Math.max(6, Math.ceil(Math.log2(Math.max(1, keys.length))))
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
    entries[slot] = (key << entryBits) | (keyEntries[at] ?? 0)
  }
  return { buckets, bucketShift, entries }
}

/** Calls `visit` with the entries that have a key, and now and then with another, until it returns true. */
export function someEntry(index: BlockIndex, key: number, visit: (entry: number) => boolean): boolean {
  const { buckets, bucketShift, entries } = index
  const bucket = key >>> bucketShift
  const end = buckets[bucket + 1] ?? 0
  for (let at = buckets[bucket] ?? 0; at < end; at++) {
    const packed = entries[at] ?? 0
    if ((packed ^ (key << entryBits)) >>> entryBits !== 0) continue
    if (visit(packed & (largestCatalogue - 1))) return true
  }
  return false
}

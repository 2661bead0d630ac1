import { setImmediate as nextTurn } from 'node:timers/promises'
import { fullTitle } from '../../../../../shared/domain/matching/exact.ts'
import { artistKey, titleKey } from '../../../../../shared/domain/text/fold.ts'
import type { PackedCatalogue } from '../packed-catalogue.ts'
import { unpackEntry } from '../packed-catalogue.ts'
import { filterFactor, type FoldedName, hashName, keysPerName, writeKeys } from './block-keys.ts'
import { artistParts } from './artist-parts.ts'
import { lettersIn } from './close-names.ts'
import { NameFolder } from './name-folder.ts'

/**
 * The catalogue by block key, and its folded names to compare with: plain arrays in shared memory, one copy for all
 * workers.
 */
export interface BlockIndex {
  readonly size: number
  /**
   * Three bits of one word for each key, with a word for each key (a blocked Bloom filter: one of a thousand unknown keys
   * passes); most keys of a row end here. Knows the first key of each
   * recording's whole title as well, folded as for equal names, so that what it rules out is not equal either.
   */
  readonly filter: Uint32Array<SharedArrayBuffer>
  /**
   * Open addressing: each slot's key and behind it where the key's entries start in `entries`, plus one; 0 for an empty
   * slot.
   */
  readonly keys: Int32Array<SharedArrayBuffer>
  /** Entries by key; the last of each key is negative: `-1 - entry`. */
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
/** Keys and entries are sorted as one number: 32 bits of key, 21 of entry. */
const largestCatalogue = 2 ** 21

/** Bytes that grow. */
class Growing {
  bytes = new Uint8Array(1 << 16)
  length = 0

  add(bytes: Uint8Array, length: number): void {
    if (this.length + length > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length + length)
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(bytes.subarray(0, length), this.length)
    this.length += length
  }
}

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
  const collector = new KeyCollector(catalogue.size)
  for (let index = 0; index < catalogue.size; index++) {
    if (index % entriesAtATime === 0) {
      stop()
      await nextTurn()
    }
    const { title, version, artist } = unpackEntry(catalogue, index)
    collector.add(index, Buffer.from(title), Buffer.from(artist))
    collector.addEqual(titleKey(fullTitle(title, version)), artistKey(artist))
  }
  return collector.finish()
}

class KeyCollector {
  readonly #names = new Growing()
  readonly #nameEnds: number[] = []
  readonly #letters: number[] = []
  readonly #firstNames: Int32Array<SharedArrayBuffer>
  #pairs = new Float64Array(1 << 12)
  #count = 0
  readonly #title = new NameFolder()
  readonly #artist = new NameFolder()
  readonly #keys = new Int32Array(keysPerName)
  readonly #equalKeys: Int32Array
  #equalCount = 0

  constructor(size: number) {
    this.#firstNames = new Int32Array(new SharedArrayBuffer(4 * (size + 1)))
    this.#equalKeys = new Int32Array(size)
  }

  /** Adds a title and an artist, folded as for equal names, to the filter. */
  addEqual(foldedTitle: string, foldedArtist: string): void {
    const [title, artist] = [Buffer.from(foldedTitle), Buffer.from(foldedArtist)]
    writeKeys(named(title), named(artist), this.#keys)
    this.#equalKeys[this.#equalCount++] = this.#keys[0] ?? 0
  }

  add(index: number, title: Uint8Array, artist: Uint8Array): void {
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
      writeKeys(this.#title, this.#artist, this.#keys)
      for (const key of this.#keys) this.#push(key, index)
    }
    this.#firstNames[index + 1] = this.#nameEnds.length
  }

  #keep(name: NameFolder): void {
    this.#names.add(name.bytes, name.length)
    this.#nameEnds.push(this.#names.length)
    this.#letters.push(lettersIn(name.bytes, name.length))
  }

  #push(key: number, index: number): void {
    if (this.#count === this.#pairs.length) {
      const larger = new Float64Array(2 * this.#count)
      larger.set(this.#pairs)
      this.#pairs = larger
    }
    this.#pairs[this.#count++] = (key >>> 0) * largestCatalogue + index
  }

  finish(): BlockIndex {
    const pairs = this.#pairs.subarray(0, this.#count).sort()
    const names = new Uint8Array(new SharedArrayBuffer(this.#names.length))
    names.set(this.#names.bytes.subarray(0, this.#names.length))
    const nameEnds = sharedIntegers(this.#nameEnds)
    const letters = sharedIntegers(this.#letters)
    const size = this.#firstNames.length - 1
    const table = tableOf(pairs)
    for (const key of this.#equalKeys) addTo(table.filter, key)
    return { size, ...table, names, nameEnds, letters, firstNames: this.#firstNames }
  }
}

function sharedIntegers(values: readonly number[]): Int32Array<SharedArrayBuffer> {
  const integers = new Int32Array(new SharedArrayBuffer(4 * values.length))
  integers.set(values)
  return integers
}

function named(bytes: Uint8Array): FoldedName {
  return { bytes, length: bytes.length, hash: hashName(bytes, bytes.length) }
}

function addTo(filter: Uint32Array, key: number): void {
  const at = (key >>> 5) & (filter.length - 1)
  const other = Math.imul(key, filterFactor)
  filter[at] = (filter[at] ?? 0) | (1 << (key & 31)) | (1 << (other >>> 27)) | (1 << ((other >>> 22) & 31))
}

function mayHold(filter: Uint32Array, key: number): boolean {
  const word = filter[(key >>> 5) & (filter.length - 1)] ?? 0
  const other = Math.imul(key, filterFactor)
  return ((word >>> (key & 31)) & (word >>> (other >>> 27)) & (word >>> ((other >>> 22) & 31)) & 1) === 1
}

/** Builds the table from keys and entries in order. */
function tableOf(pairs: Float64Array): Pick<BlockIndex, 'filter' | 'keys' | 'entries'> {
  const slotCount = powerOfTwo(Math.max(64, 1.5 * pairs.length))
  const filter = new Uint32Array(new SharedArrayBuffer(4 * powerOfTwo(Math.max(1 << 12, pairs.length))))
  const keys = new Int32Array(new SharedArrayBuffer(8 * slotCount))
  const entries = new Int32Array(new SharedArrayBuffer(4 * pairs.length))
  const keyOf = (at: number) => Math.floor((pairs[at] ?? -1) / largestCatalogue) | 0
  let count = 0
  for (let at = 0; at < pairs.length; at++) {
    if (at > 0 && pairs[at] === pairs[at - 1]) continue
    const key = keyOf(at)
    const isFirst = count === 0 || at === 0 || keyOf(at - 1) !== key
    const entry = (pairs[at] ?? 0) % largestCatalogue
    if (isFirst) {
      if (count > 0) entries[count - 1] = -1 - (entries[count - 1] ?? 0)
      addTo(filter, key)
      let slot = slotOf(key) & (slotCount - 1)
      while (keys[2 * slot + 1] !== 0) slot = (slot + 1) & (slotCount - 1)
      keys[2 * slot] = key
      keys[2 * slot + 1] = count + 1
    }
    entries[count++] = entry
  }
  if (count > 0) entries[count - 1] = -1 - (entries[count - 1] ?? 0)
  return { filter, keys, entries }
}

/** Where the entries of a key start in `entries`; -1 when it has none. */
export function findKey(index: BlockIndex, key: number): number {
  const { filter, keys } = index
  if (!mayHold(filter, key)) return -1
  const mask = (keys.length >> 1) - 1
  let slot = slotOf(key) & mask
  for (;;) {
    const start = keys[2 * slot + 1] ?? 0
    if (start === 0) return -1
    if (keys[2 * slot] === key) return start - 1
    slot = (slot + 1) & mask
  }
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 8
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast))
}

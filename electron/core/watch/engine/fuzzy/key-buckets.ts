import type { BlockIndex } from './block-index.ts'
import { keysPerName } from './block-keys.ts'

// Sorts the keys of a catalogue by their highest bits: those are their buckets, and tell their words in a filter.

/** Keys, and the number of the title that each is of. */
export interface TitleKeys {
  readonly keys: Int32Array
  readonly titles: Int32Array
}

/** Keys of so many different highest bits are brought together, so that what is done with them stays in a cache. */
const parts = 256
const partShift = 24
/** A bucket has three entries or so: fewer would be spread over more memory, more would take longer to go through. */
const bitsWithin = 2

/** Brings keys together that begin alike. `titles` has one number for each `keysPerName` keys. */
export function roughlySorted(keys: Int32Array, titles: Int32Array): TitleKeys {
  const ends = new Int32Array(parts)
  const { length } = keys
  for (let at = 0; at < length; at++) {
    const part = (keys[at] ?? 0) >>> partShift
    ends[part] = (ends[part] ?? 0) + 1
  }
  let start = 0
  for (let part = 0; part < parts; part++) {
    const count = ends[part] ?? 0
    ends[part] = start
    start += count
  }
  const sorted = { keys: new Int32Array(keys.length), titles: new Int32Array(keys.length) }
  const { keys: sortedKeys, titles: sortedTitles } = sorted
  for (let at = 0, number = 0; at < keys.length; number++) {
    const title = titles[number] ?? 0
    for (const next = at + keysPerName; at < next; at++) {
      const key = keys[at] ?? 0
      const slot = ends[key >>> partShift] ?? 0
      ends[key >>> partShift] = slot + 1
      sortedKeys[slot] = key
      sortedTitles[slot] = title
    }
  }
  return sorted
}

/** How many bits tell so many numbers apart. */
export function bitsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(1, count)))
}

/** Sorts titles by the bucket of their key (counting sort), in each bucket as they come. */
export function inBuckets(
  { keys, titles }: TitleKeys,
  titleBits: number,
): Pick<BlockIndex, 'buckets' | 'bucketShift' | 'entries' | 'titleBits'> {
  const bits = Math.max(6, bitsFor(keys.length) - bitsWithin)
  const bucketShift = 32 - bits
  const buckets = new Int32Array(new SharedArrayBuffer(4 * (2 ** bits + 1)))
  const entries = new Int32Array(new SharedArrayBuffer(4 * keys.length))
  const { length } = keys
  for (let at = 0; at < length; at++) {
    const bucket = (keys[at] ?? 0) >>> bucketShift
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
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

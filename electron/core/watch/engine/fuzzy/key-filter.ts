import { filterBitsFrom, filterFactor } from './block-keys.ts'

// A blocked Bloom filter: each key has four bits in one word, one in each byte. With a word for each key, one of a thousand
// unknown keys passes. `screenNames` asks the same.

/** Words of 32 bits, their number a power of two. */
export type KeyFilter = Uint32Array<SharedArrayBuffer>

const leastWords = 1 << 12

/** An empty filter for so many keys. */
export function createKeyFilter(keys: number): KeyFilter {
  const words = 2 ** Math.ceil(Math.log2(Math.max(leastWords, keys)))
  return new Uint32Array(new SharedArrayBuffer(4 * words))
}

/** Adds many keys, best in an order in which those of neighbouring words follow each other. */
export function addKeys(filter: Uint32Array, keys: Int32Array): void {
  const shift = filterShift(filter.length)
  const { length } = keys
  // Until it is compiled, `for…of` makes an object for each number.
  for (let next = 0; next < length; next++) {
    const key = keys[next] ?? 0
    const at = key >>> shift
    filter[at] = (filter[at] ?? 0) | bitsOf(key)
  }
}

/** False only when the key was not added. */
export function mayHoldKey(filter: Uint32Array, key: number): boolean {
  const bits = bitsOf(key)
  return ((filter[key >>> filterShift(filter.length)] ?? 0) & bits) === bits
}

/** The bits of a key that tell its word are those left over by this shift to the right. */
export function filterShift(words: number): number {
  return Math.clz32(words - 1)
}

function bitsOf(key: number): number {
  const other = Math.imul(key, filterFactor) >>> filterBitsFrom
  return (
    (1 << (other & 7)) |
    (1 << (8 + ((other >>> 8) & 7))) |
    (1 << (16 + ((other >>> 16) & 7))) |
    (1 << (24 + ((other >>> 24) & 7)))
  )
}

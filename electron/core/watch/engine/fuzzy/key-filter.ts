import { filterFactor } from './block-keys.ts'

// A blocked Bloom filter: each key has three bits in one word. With a word for each key, one of a thousand unknown keys
// passes. `screenNames` asks the same.

/** Words of 32 bits, their number a power of two. */
export type KeyFilter = Uint32Array<SharedArrayBuffer>

const leastWords = 1 << 12

/** An empty filter for so many keys. */
export function createKeyFilter(keys: number): KeyFilter {
  const words = 2 ** Math.ceil(Math.log2(Math.max(leastWords, keys)))
  return new Uint32Array(new SharedArrayBuffer(4 * words))
}

export function addKey(filter: Uint32Array, key: number): void {
  const at = (key >>> 5) & (filter.length - 1)
  filter[at] = (filter[at] ?? 0) | bitsOf(key)
}

/** False only when the key was not added. */
export function mayHoldKey(filter: Uint32Array, key: number): boolean {
  const bits = bitsOf(key)
  return ((filter[(key >>> 5) & (filter.length - 1)] ?? 0) & bits) === bits
}

function bitsOf(key: number): number {
  const other = Math.imul(key, filterFactor)
  return (1 << (key & 31)) | (1 << (other >>> 27)) | (1 << ((other >>> 22) & 31))
}

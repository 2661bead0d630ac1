// Two independent 32-bit hashes of a folded key, for probe tables that hold no strings: FNV-1a and a
// multiply-xorshift of the same bytes, each finished with the mixer of MurmurHash3.

/**
 * Hashes `bytes[start…end)` to two signed 32-bit integers, 64 bits in all. Any value can occur, zero included.
 *
 * Not a proof of equality: among 10 million keys a chance collision has a probability of about 1 in 370 000,
 * and whoever writes the bytes can construct one. Callers compare the keys themselves before they report a
 * match.
 */
export function hashKey(bytes: Uint8Array, start: number, end: number): [hi: number, lo: number] {
  let hi = 0x811c9dc5 | 0
  let lo = 0x1b873593 | 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0
    hi = Math.imul(hi ^ byte, 0x01000193)
    lo = Math.imul(lo ^ byte, 0x5bd1e995)
    lo ^= lo >>> 15
  }
  return [finish(hi ^ (end - start)), finish(lo)]
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/**
 * A Chromaprint fingerprint (algorithm 1, "test2"): one 32-bit item for each step of 1365 samples at 11,025 Hz, each
 * looking at about 2.5 seconds of sound (acoustid.org/chromaprint; src/fingerprinter_configuration.cpp).
 */
export type Fingerprint = Uint32Array

/** Milliseconds from one item to the next. */
export const itemMs = (1365 / 11_025) * 1000

/** Milliseconds of sound that stand behind the last item of a fingerprint: an item describes a stretch, not a point. */
export const itemSpanMs = 2500

/** Stored form: the items as little-endian bytes. */
export function encodeFingerprint(items: Fingerprint): Uint8Array {
  const bytes = new Uint8Array(items.length * 4)
  const view = new DataView(bytes.buffer)
  items.forEach((item, at) => {
    view.setUint32(at * 4, item, true)
  })
  return bytes
}

/** Reads the stored form; bytes beyond a multiple of four are no item. */
export function decodeFingerprint(bytes: Uint8Array): Fingerprint {
  const items = new Uint32Array(Math.floor(bytes.length / 4))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < items.length; at++) items[at] = view.getUint32(at * 4, true)
  return items
}

/** Number of bits set in a 32-bit integer. */
export function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f
  return Math.imul(bits, 0x01010101) >>> 24
}

/**
 * Share of bits that differ between `a[aFrom …]` and `b[bFrom …]` over `length` items, 0 (equal) to 1 (inverse); two
 * unrelated recordings come to about 0.5. NaN for a length of 0.
 */
export function bitErrorRate(
  a: Fingerprint,
  aFrom: number,
  b: Fingerprint,
  bFrom: number,
  length: number,
): number {
  let wrong = 0
  for (let at = 0; at < length; at++) wrong += bitCount((a[aFrom + at] ?? 0) ^ (b[bFrom + at] ?? 0))
  return wrong / (32 * length)
}

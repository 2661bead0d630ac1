/** Texts one behind the other, each with four bytes before it that belong to none: at first its length. */
export interface Texts {
  readonly bytes: Buffer
  /** Where each text starts, and where one behind the last would. */
  readonly starts: Int32Array
}

/** Bytes between two texts. */
export const gap = 4

/**
 * Texts as Parquet writes them plainly: up to `most` of them, from `from` on. Of their lengths the lowest bytes are
 * overwritten with zeros: they would else belong to what stands before.
 * Throws `RangeError` when a text is cut off.
 */
export function plainTexts(bytes: Buffer, from: number, most: number): Texts {
  const size = bytes.length
  const starts = new Int32Array(Math.min(most, Math.max(0, size - from) >> 2) + 1)
  let at = from
  let count = 0
  while (count < most && at + gap <= size) {
    const length =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)
    bytes[at] = 0
    at += gap
    starts[count++] = at
    at += length
    if (length < 0 || at > size) throw new RangeError('a text is cut off')
  }
  starts[count] = at + gap
  return { bytes, starts: starts.length === count + 1 ? starts : starts.slice(0, count + 1) }
}

/** The same for texts that were read otherwise. */
export function joinedTexts(parts: readonly Uint8Array[]): Texts {
  const starts = new Int32Array(parts.length + 1)
  let at = gap
  parts.forEach((part, index) => {
    starts[index] = at
    at += part.length + gap
  })
  starts[parts.length] = at
  const bytes = Buffer.alloc(at)
  parts.forEach((part, index) => bytes.set(part, starts[index] ?? 0))
  return { bytes, starts }
}

export function textCount({ starts }: Texts): number {
  return starts.length - 1
}

/** Number of the text in which a byte stands. */
export function textAt({ starts }: Texts, position: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}

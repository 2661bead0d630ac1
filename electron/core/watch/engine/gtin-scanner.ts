const [digit0, digit9] = [0x30, 0x39]
/** Digits of a code that lost its leading zero, and of the longest. */
const shortest = 11
const longest = 14

/** Numbers of the catalogue's GTINs: 14 digits fit a number exactly, and zeros in front do not count. */
export type GtinNumbers = ReadonlyMap<number, readonly number[]>

/**
 * Finds the catalogue's GTINs in raw text: 11 to 14 digits with no digit directly before or behind. Looks at one byte in
 * eleven: a code of that length covers one of them.
 */
export class GtinScanner {
  readonly #found: number[] = []
  readonly #codes: GtinNumbers

  constructor(codes: GtinNumbers) {
    this.#codes = codes
  }

  /** Positions of the first digits of codes that lie in `[from, to)`, in ascending order, until the next scan. */
  scan(bytes: Uint8Array, from: number, to: number): readonly number[] {
    this.#found.length = 0
    for (let at = from + shortest - 1; at < to; at += shortest) {
      if (!isDigit(bytes[at])) continue
      let start = at
      while (start > from && isDigit(bytes[start - 1])) start--
      let end = at + 1
      while (end < to && isDigit(bytes[end])) end++
      const length = end - start
      if (length >= shortest && length <= longest && this.#codes.has(numberAt(bytes, start, end)))
        this.#found.push(start)
      // The next code starts behind this run, whose bytes need no second look.
      at = Math.max(at, end - 1)
    }
    return this.#found
  }
}

function isDigit(byte = 0): boolean {
  return byte >= digit0 && byte <= digit9
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = 10 * value + (bytes[at] ?? 0) - digit0
  return value
}

import { base36, codePrefix, decimal } from './isrc-code.ts'
import type { PairTable } from './pair-table.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

const hyphen = 0x2d
const backslash = 0x5c

/**
 * Finds the catalogue's ISRCs in raw text: `USS1Z9900001` and `US-S1Z-99-00001` in either case, with no letter
 * or digit directly before or behind.
 */
export class IsrcScanner {
  readonly #found: number[] = []
  readonly #codes: PairTable
  readonly #memory: ScanMemory
  readonly #escapes: boolean

  /**
   * @param memory made for `codes`; holds the text.
   * @param escapes text in which a backslash and letters can stand for one character, as in JSON.
   */
  constructor(codes: PairTable, memory: ScanMemory, escapes: boolean) {
    this.#codes = codes
    this.#memory = memory
    this.#escapes = escapes
  }

  /**
   * Positions of the first bytes of what ends its prefix in `[from, to)` of the text, in ascending order, until the next
   * scan. What stands outside `[from, length)` counts for nothing; `bytes[length]` must be no digit.
   */
  scan(from: number, to: number, length: number): readonly number[] {
    this.#found.length = 0
    const { bytes, codeEnds } = this.#memory
    const count = this.#memory.findCodeEnds(from, to)
    for (let index = 0; index < count; index++) {
      const at = codeEnds[index] ?? 0
      if (bytes[at] === hyphen) this.#grouped(bytes, from, length, at + 9)
      else this.#plain(bytes, from, length, at + 7)
    }
    return this.#found
  }

  /** True when a code may stand in `[from, to)` of the text, whatever is beside it. */
  mayFind(from: number, to: number): boolean {
    const { bytes, codeEnds } = this.#memory
    const count = this.#memory.findCodes(from, to)
    for (let index = 0; index < count; index++) {
      const at = codeEnds[index] ?? 0
      if (bytes[at] === hyphen ? this.#isGrouped(bytes, from, at) : this.#isPlain(bytes, at)) return true
    }
    return false
  }

  #isPlain(bytes: Uint8Array, start: number): boolean {
    return this.#codes.has(codePrefix(bytes, start, start + 2), decimal(bytes, start + 5, 7))
  }

  /** `at` is where the digits start, with the hyphen before them. */
  #isGrouped(bytes: Uint8Array, from: number, at: number): boolean {
    const start = at - 6
    const digits = decimal(bytes, at + 1, 2) * 100_000 + decimal(bytes, at + 4, 5)
    return start >= from && this.#codes.has(codePrefix(bytes, start, start + 3), digits)
  }

  #plain(bytes: Uint8Array, from: number, to: number, end: number): void {
    const start = end - 12
    if (start < from || end > to || !isPrefix(bytes, start, start + 2)) return
    this.#report(bytes, from, to, start, end, codePrefix(bytes, start, start + 2), decimal(bytes, end - 7, 7))
  }

  #grouped(bytes: Uint8Array, from: number, to: number, end: number): void {
    const start = end - 15
    if (start < from || end > to || !isPrefix(bytes, start, start + 3)) return
    if (bytes[start + 2] !== hyphen) return
    const digits = decimal(bytes, start + 7, 2) * 100_000 + decimal(bytes, end - 5, 5)
    this.#report(bytes, from, to, start, end, codePrefix(bytes, start, start + 3), digits)
  }

  #report(
    bytes: Uint8Array,
    from: number,
    to: number,
    start: number,
    end: number,
    prefix: number,
    digits: number,
  ): void {
    if (end < to && (base36[bytes[end] ?? 0] ?? -1) >= 0) return
    if (start > from && (base36[bytes[start - 1] ?? 0] ?? -1) >= 0 && !this.#escaped(bytes, from, start))
      return
    if (this.#codes.has(prefix, digits)) this.#found.push(start)
  }

  /** True when the letters before `start` may be the end of an escape such as `\n` or `\u2013`. */
  #escaped(bytes: Uint8Array, from: number, start: number): boolean {
    if (!this.#escapes) return false
    for (let at = start - 2; at >= Math.max(from, start - 6); at--) if (bytes[at] === backslash) return true
    return false
  }
}

function isPrefix(bytes: Uint8Array, lettersAt: number, registrantAt: number): boolean {
  if ((base36[bytes[lettersAt] ?? 0] ?? -1) < 10 || (base36[bytes[lettersAt + 1] ?? 0] ?? -1) < 10)
    return false
  for (let at = registrantAt; at < registrantAt + 3; at++)
    if ((base36[bytes[at] ?? 0] ?? -1) < 0) return false
  return true
}

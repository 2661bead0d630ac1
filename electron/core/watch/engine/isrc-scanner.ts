import { base36, codePrefix, decimal } from './isrc-code.ts'
import type { PairTable } from './pair-table.ts'

const hyphen = 0x2d
const backslash = 0x5c
const digit = 1
const letter = 2
const inRun = 4
const kinds = new Uint8Array(256)
for (let byte = 0; byte < 256; byte++) {
  const value = base36[byte] ?? -1
  kinds[byte] = value < 0 ? 0 : value < 10 ? digit | inRun : letter
}
kinds[hyphen] = inRun

/**
 * Finds the catalogue's ISRCs in raw text: `USS1Z9900001` and `US-S1Z-99-00001` in either case, with no letter
 * or digit directly before or behind.
 *
 * An ISRC ends in seven digits, which may be grouped by a hyphen, so a run of at least seven digits and hyphens
 * must cover every seventh position it spans: only every seventh byte is looked at.
 */
export class IsrcScanner {
  /** Positions of the first bytes of what was found by the last `scan`, in order. */
  readonly found: number[] = []
  readonly #codes: PairTable
  readonly #escapes: boolean

  /** @param escapes text in which a backslash and letters can stand for one character, as in JSON. */
  constructor(codes: PairTable, escapes: boolean) {
    this.#codes = codes
    this.#escapes = escapes
  }

  /** Scans `bytes[from…to)`. What stands outside is not looked at. */
  scan(bytes: Uint8Array, from: number, to: number): void {
    this.found.length = 0
    let at = from + 6
    while (at < to) {
      if (((kinds[bytes[at] ?? 0] ?? 0) & inRun) === 0) {
        at += 7
        continue
      }
      let start = at
      while (start > from && ((kinds[bytes[start - 1] ?? 0] ?? 0) & inRun) !== 0) start--
      let end = at + 1
      while (end < to && ((kinds[bytes[end] ?? 0] ?? 0) & inRun) !== 0) end++
      if (end - start >= 7) this.#inspect(bytes, from, to, start, end)
      // bytes[end] is no part of a run, so the next run of seven covers end + 7 at the latest.
      at = end + 7
    }
  }

  /** Looks at each group of digits in a run of digits and hyphens. */
  #inspect(bytes: Uint8Array, from: number, to: number, start: number, end: number): void {
    let group = start
    for (let at = start; at <= end; at++) {
      if (at < end && bytes[at] !== hyphen) continue
      if (at - group >= 7) this.#plain(bytes, from, to, at)
      else if (at - group === 5) this.#grouped(bytes, from, to, at)
      group = at + 1
    }
  }

  #plain(bytes: Uint8Array, from: number, to: number, end: number): void {
    const start = end - 12
    if (start < from || !isPrefix(bytes, start, start + 2)) return
    this.#report(bytes, from, to, start, end, codePrefix(bytes, start, start + 2), decimal(bytes, end - 7, 7))
  }

  #grouped(bytes: Uint8Array, from: number, to: number, end: number): void {
    const start = end - 15
    if (start < from || !isPrefix(bytes, start, start + 3)) return
    if (bytes[start + 2] !== hyphen || bytes[start + 6] !== hyphen || bytes[start + 9] !== hyphen) return
    if (((kinds[bytes[start + 7] ?? 0] ?? 0) & (kinds[bytes[start + 8] ?? 0] ?? 0) & digit) === 0) return
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
    if (this.#codes.has(prefix, digits)) this.found.push(start)
  }

  /** True when the letters before `start` may be the end of an escape such as `\n` or `\u2013`. */
  #escaped(bytes: Uint8Array, from: number, start: number): boolean {
    if (!this.#escapes) return false
    for (let at = start - 2; at >= Math.max(from, start - 6); at--) if (bytes[at] === backslash) return true
    return false
  }
}

function isPrefix(bytes: Uint8Array, lettersAt: number, registrantAt: number): boolean {
  if (((kinds[bytes[lettersAt] ?? 0] ?? 0) & (kinds[bytes[lettersAt + 1] ?? 0] ?? 0) & letter) === 0)
    return false
  for (let at = registrantAt; at < registrantAt + 3; at++)
    if ((base36[bytes[at] ?? 0] ?? -1) < 0) return false
  return true
}

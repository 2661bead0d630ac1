import { BitFilter } from './pair-table.ts'

const prefixLetters = 6

const dropped = 0
/** What folding makes of an ASCII byte: a lower-case letter or digit, nothing, or more than one byte can tell. */
const letters = new Uint8Array(128)
for (let digit = 0x30; digit <= 0x39; digit++) letters[digit] = digit
for (let letter = 0x61; letter <= 0x7a; letter++) {
  letters[letter] = letter
  letters[letter - 0x20] = letter
}
const unclear = 1
letters[0x26] = unclear

const letterT = 0x74

/**
 * Rules out most titles by the first letters of their folded form, which costs less than folding them whole. Only
 * for what the letters of plain ASCII tell: everything else, and what may start with an article, passes.
 */
export class TitleBeginnings {
  readonly #prefixes: BitFilter

  /** @param capacity how many titles will be added at most. */
  constructor(capacity: number) {
    this.#prefixes = new BitFilter(capacity)
  }

  /** Adds a folded title. */
  add(folded: Uint8Array): void {
    if (folded.length < prefixLetters) return
    let hash = 0
    for (const byte of folded.subarray(0, prefixLetters)) hash = mix(hash, byte)
    this.#prefixes.add(hash)
  }

  /** False only when no title that was added is the folded form of `bytes[start…end)`. */
  mayStart(bytes: Uint8Array, start: number, end: number): boolean {
    let hash = 0
    let count = 0
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte > 0x7f) return true
      const letter = letters[byte] ?? unclear
      if (letter === dropped) continue
      if (letter === unclear || (count === 0 && letter === letterT)) return true
      hash = mix(hash, letter)
      count++
      if (count === prefixLetters) return this.#prefixes.mayHold(hash)
    }
    return true
  }
}

function mix(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193) ^ (hash >>> 15)
}

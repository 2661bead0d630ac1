import { BitFilter, type SharedBits } from './pair-table.ts'

const prefixLetters = 8

const dropped = 0
const unclear = 1
/** What folding makes of an ASCII byte: a lower-case letter or digit, nothing, or more than one byte can tell. */
const letters = new Uint8Array(256)
for (let digit = 0x30; digit <= 0x39; digit++) letters[digit] = digit
for (let letter = 0x61; letter <= 0x7a; letter++) {
  letters[letter] = letter
  letters[letter - 0x20] = letter
}
letters.fill(unclear, 0x80)
// "&" stands for a word; a backslash may stand for anything where text has escapes.
for (const character of '&\\') letters[character.charCodeAt(0)] = unclear

const letterT = 0x74
const letterH = 0x68

/**
 * Rules out most titles by the first letters of their folded form, which costs less than folding them whole. Only
 * for what the letters of plain ASCII tell: everything else, and what may start with an article, passes.
 */
export class TitleBeginnings {
  readonly #prefixes: BitFilter

  /** @param of how many titles will be added at most, or the bits of another one. */
  constructor(of: number | SharedBits) {
    // A look into a larger filter costs less than the titles it does not rule out.
    this.#prefixes = new BitFilter(typeof of === 'number' ? 4 * of : of)
  }

  get bits(): SharedBits {
    return this.#prefixes.bits
  }

  /** Adds the `beginningOf` a folded title. */
  add(beginning: number): void {
    this.#prefixes.add(beginning)
  }

  /** False only when no title that was added is the folded form of `bytes[start…end)`. */
  mayStart(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start
    while (at < end && letters[bytes[at] ?? 0] === dropped) at++
    // A title without any letter keeps its symbols.
    if (at >= end) return true
    if (letters[bytes[at] ?? 0] === letterT && mayBeArticle(bytes[at + 1] ?? 0)) return true
    let hash = 0
    let count = 0
    for (; at < end && count < prefixLetters; at++) {
      const letter = letters[bytes[at] ?? 0] ?? unclear
      if (letter > unclear) {
        hash = mix(hash, letter)
        count++
      } else if (letter === unclear) return true
    }
    return this.#prefixes.mayHold(finish(hash, count))
  }
}

/** A hash of the first letters of a folded title, `bytes[0…end)`. */
export function beginningOf(bytes: Uint8Array, end: number): number {
  const count = Math.min(prefixLetters, end)
  let hash = 0
  for (let at = 0; at < count; at++) hash = mix(hash, bytes[at] ?? 0)
  return finish(hash, count)
}

/** True when a T before this byte may be the beginning of "the". */
function mayBeArticle(next: number): boolean {
  return next > 0x7f || (next | 0x20) === letterH
}

function mix(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193)
}

function finish(hash: number, count: number): number {
  const mixed = Math.imul(hash ^ count, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

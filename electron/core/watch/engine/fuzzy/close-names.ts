import { allowedSlips } from '../../../../../shared/domain/matching/word-closeness.ts'
import { longestName } from './name-folder.ts'

const width = longestName + 40
const lines: readonly [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(width),
  new Uint8Array(width),
  new Uint8Array(width),
]
const shortestContained = 5

/** A folded name: its bytes may lie in a larger buffer. */
export interface ComparableName {
  readonly bytes: Uint8Array
  readonly start: number
  readonly length: number
}

/** Which letters a folded name has: a bit for each, some of them for two letters that names hardly ever have both. */
export function lettersIn(bytes: Uint8Array, length: number): number {
  let letters = 0
  for (let at = 0; at < length; at++) letters |= 1 << ((bytes[at] ?? 0) & 31)
  return letters
}

/**
 * False only for names that `areCloseNames` finds apart: both have more letters of their own than slips can bring in.
 * `length` is that of either.
 */
export function mayBeClose(oneLetters: number, otherLetters: number, length: number): boolean {
  const slips = allowedSlips(length)
  return bitsSet(oneLetters & ~otherLetters) <= slips || bitsSet(otherLetters & ~oneLetters) <= slips
}

function bitsSet(bits: number): number {
  const twos = bits - ((bits >>> 1) & 0x55555555)
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * True when two folded names are the same but for slips of the pen, or one begins or ends with the other. A wrong yes
 * costs a closer look.
 */
export function areCloseNames(
  { bytes: one, start: oneStart, length: oneLength }: ComparableName,
  other: Uint8Array,
  otherStart: number,
  otherLength: number,
): boolean {
  const shorter = Math.min(oneLength, otherLength)
  let start = 0
  while (start < shorter && one[oneStart + start] === other[otherStart + start]) start++
  if (start === shorter) return oneLength === otherLength || shorter >= shortestContained
  const oneEnd = oneStart + oneLength
  const otherEnd = otherStart + otherLength
  let end = 0
  while (end < shorter - start && one[oneEnd - 1 - end] === other[otherEnd - 1 - end]) end++
  if (end === shorter && shorter >= shortestContained) return true
  const slips = allowedSlips(shorter)
  if (slips === 0 || Math.abs(oneLength - otherLength) > slips) return false
  // What stands between the common beginning and end is all that has to be compared.
  return withinSlips(one, oneStart + start, oneEnd - end, other, otherStart + start, otherEnd - end, slips)
}

/** Edit distance with swaps of neighbours (optimal string alignment), cut off at `slips`. */
function withinSlips(
  one: Uint8Array,
  oneFrom: number,
  oneTo: number,
  other: Uint8Array,
  otherFrom: number,
  otherTo: number,
  slips: number,
): boolean {
  const length = otherTo - otherFrom
  let [before, previous, row] = lines
  for (let column = 0; column <= length; column++) previous[column] = column
  for (let i = oneFrom; i < oneTo; i++) {
    row[0] = i - oneFrom + 1
    let best = row[0]
    for (let column = 1; column <= length; column++) {
      const j = otherFrom + column - 1
      const cost = one[i] === other[j] ? 0 : 1
      let value = Math.min(
        (previous[column] ?? 0) + 1,
        (row[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
      )
      if (i > oneFrom && column > 1 && one[i] === other[j - 1] && one[i - 1] === other[j]) {
        value = Math.min(value, (before[column - 2] ?? 0) + 1)
      }
      row[column] = value
      if (value < best) best = value
    }
    if (best > slips) return false
    const next: Uint8Array = before
    before = previous
    previous = row
    row = next
  }
  return (previous[length] ?? 0) <= slips
}

import { hashFactor, keyKinds } from '../fuzzy/block-keys.ts'
import { knownDigits } from './code-kernels.ts'
import { cell, hasColumn, type RowNumbers } from './row-cells.ts'
import { knownKey, mixInto } from './screen-keys.ts'
import {
  both,
  constant,
  type FilterPlace,
  get,
  increase,
  letters,
  lowerFour,
  screened,
  set,
} from './screen-parts.ts'
import { type Code, i32, when } from './wasm-code.ts'

const quote = letters('"')

/** How the catalogue's codes are known. */
export interface KnownCodes {
  /** By the last seven digits of each. */
  readonly filterAt: number
  readonly filterBits: number
  /** Whole, among the keys of names; null without names. */
  readonly keys: FilterPlace | null
}

/** Locals that are needed to look at the cell for ISRCs; those in the first line tell where it is. */
export type CodeNumbers = Pick<
  RowNumbers,
  | ('marks' | 'at' | 'first' | 'isrc')
  | ('from' | 'to' | 'one' | 'start' | 'answer' | 'key' | 'word' | 'other')
>

/**
 * Adds to the answer whether the cell for ISRCs may hold one: twelve bytes that end in seven digits when both filters of
 * codes know them, everything else from twelve bytes on.
 */
export function screenCode(
  textAt: number,
  numbers: CodeNumbers,
  { keys, filterAt, filterBits }: KnownCodes,
): Code {
  const { isrc, from, to, one, start, answer } = numbers
  const textByte = (place: Code, distance: number) => i32.loadByte(place, textAt + distance)
  const length = i32.subtract(get(to), get(from))
  const four = (distance: number) => i32.load(get(from), textAt + distance)
  const hasForm = both(i32.equal(length, constant(12)), areDigits(four(5)), areDigits(four(8)))
  const digits = knownDigits(textAt, i32.add(get(from), constant(5)), one, { filterAt, filterBits })
  return when(
    hasColumn(isrc),
    ...cell(numbers, isrc, from, to),
    set(
      start,
      both(
        i32.lessThan(constant(1), length),
        i32.equal(textByte(get(from), 0), quote),
        i32.equal(textByte(get(to), -1), quote),
      ),
    ),
    increase(from, get(start)),
    set(to, i32.subtract(get(to), get(start))),
    digits.prepare,
    // Asked in one go: whether a row has a code is nothing a processor could guess. Shorter than twelve bytes: no code. A
    // cell of a row never ends before it starts.
    set(start, i32.or(i32.isZero(hasForm), i32.and(digits.isKnown, constant(1)))),
    when(
      both(i32.lessThan(constant(11), length), get(start)),
      ...(keys === null ? [] : [when(hasForm, askForWholeCode(textAt, numbers, keys))]),
      when(get(start), set(answer, i32.or(get(answer), constant(screened.code)))),
    ),
  )
}

/** True for four digits; their bytes differ from those behind them in what adding six makes of them. */
function areDigits(four: Code): Code {
  const highHalves = (bytes: Code) => i32.equal(i32.and(bytes, constant(0xf0f0f0f0)), constant(0x30303030))
  return both(highHalves(four), highHalves(i32.add(four, constant(0x06060606))))
}

/**
 * Clears `start` for a code whose digits are known and the whole of which is not (`codeKey`). One that begins with a digit
 * may have been meant with a letter.
 */
function askForWholeCode(
  textAt: number,
  { from, start, key, word, other }: CodeNumbers,
  keys: NonNullable<KnownCodes['keys']>,
): Code {
  const four = (distance: number) => lowerFour(i32.load(get(from), textAt + distance))
  const isLetter = (distance: number) =>
    i32.lessThan(
      i32.subtract(i32.or(i32.loadByte(get(from), textAt + distance), constant(0x20)), letters('a')),
      constant(26),
    )
  const { prepare, isKnown } = knownKey(keys, key, word, other)
  return when(
    both(get(start), isLetter(0), isLetter(1)),
    mixInto(key, i32.xor(four(0), i32.multiply(four(4), constant(hashFactor))), four(8), keyKinds.code),
    prepare,
    set(start, isKnown),
  )
}

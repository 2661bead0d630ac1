import { entryBytes, signCount } from './folded-signs.ts'
import { type Code, i32, i8x16, local, returnWith, select, v128 } from './wasm-code.ts'

// What the parts of `screenNames` share: where things lie, the numbers of its locals, and a few expressions.

/** What a screen may answer: both bits clear when the row is surely of no interest. */
export const screened = {
  /** Names written differently may be meant. */
  similar: 1,
  /** Title and artist may equal those of a recording. */
  mayBeEqual: 2,
  /** A sign came up that has to be learned first. */
  unknownSign: 4,
} as const

/** Longer names are left to others. */
export const longestScreened = 112
/** In front of a folded name stand as many zeros, and behind it. */
export const margin = 8
export const nameBytes = 192
export const packingBytes = 256 * 8
/** Where in the screen's own bytes the folded signs are. */
export const signsOffset = packingBytes + 2 * nameBytes
/** Bytes that a screen needs for itself. */
export const screenBytes = signsOffset + signCount * entryBytes

export interface ScreenLayout {
  readonly textAt: number
  /** Where the screen's own bytes start. */
  readonly screenAt: number
  /** The filter of block keys, of `filterWords` (a power of two) 32-bit integers. */
  readonly filterAt: number
  readonly filterWords: number
}

// Numbers of the parameters and, from `at` on, of the locals.
export const [titleStart, titleEnd, artistStart, artistEnd] = [0, 1, 2, 3]
export const [at, end, out, kept, specials, titleHash, artistHash, titleSize, artistSize, answer, cut, hash] =
  [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
export const [one, size, meta] = [16, 17, 18]
export const integers = 15
export const [bytes, next, afterNext] = [19, 20, 21]

export const get = local.get
export const constant = i32.constant
export const splat = (byte: number): Code => i8x16.splat(constant(byte))
export const code = (sign: string): Code => splat(sign.charCodeAt(0))
export const any = (...conditions: readonly Code[]): Code =>
  conditions.reduce((one, other) => v128.or(one, other))
export const is = (name: number, sign: string): Code => i8x16.equal(get(name), code(sign))
export const lower = (name: number): Code => v128.or(get(name), splat(0x20))
export const isLetter = (name: number, letter: string): Code => i8x16.equal(lower(name), code(letter))
export const unsure = returnWith(constant(screened.similar | screened.mayBeEqual))
/** The condition holds: whether names are equal has to be looked at. */
export const markMayBeEqual = (condition: Code): Code =>
  local.set(answer, select(condition, constant(screened.mayBeEqual), get(answer)))

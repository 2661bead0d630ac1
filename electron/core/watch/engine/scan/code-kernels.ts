import {
  advance,
  ahead,
  atEnd,
  forEachBit,
  gather,
  isFalse,
  not,
  out,
  parameters,
  splat,
} from './kernel-parts.ts'
import { type Code, i32, i64, i8x16, leaveIf, local, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Scans for what ends an ISRC.

/** Each step sees 64 bytes and answers for the first 55: what it looks for is at most nine bytes long. */
const step = 55
const firstFactor = 0x9e3779b1
const lastFactor = 0x85ebca6b

/** Moves the digits to the lowest signed bytes, which are told by one comparison; unsigned ones take four instructions. */
const digitBase = 0x30 ^ 0x80
const digitEnd = 10 ^ 0x80

function isDigitByte(bytes: number, base: number, end: number): Code {
  return i8x16.signedLessThan(i8x16.subtract(local.get(bytes), local.get(base)), local.get(end))
}

/** Locals for where digits are, and where runs of two and of four of them start. */
interface DigitRuns {
  readonly digits: number
  readonly pairs: number
  readonly fours: number
}

function findRuns(textAt: number, bytes: number, { digits, pairs, fours }: DigitRuns, isDigit: Code): Code {
  return [
    ...gather(textAt, bytes, [[digits, isDigit]]),
    ...local.set(pairs, i64.and(local.get(digits), ahead(local.get(digits), 1))),
    ...local.set(fours, i64.and(local.get(pairs), ahead(local.get(pairs), 2))),
  ]
}

/** Where two digits and five stand with one sign in front of each that is no digit; which sign is asked later, of few. */
function groupedDigits({ digits, pairs, fours }: DigitRuns): Code {
  return [
    ahead(local.get(pairs), 1),
    ahead(local.get(fours), 4),
    ahead(local.get(digits), 8),
    not(i64.or(local.get(digits), ahead(local.get(digits), 3))),
  ].reduce((one, other) => i64.and(one, other))
}

/** The bits of so many bytes. */
function firstOf(bytes: number): Code {
  return i64.constant((1n << BigInt(bytes)) - 1n)
}

/** Writes where each bit of the local `hits` stands for which `isReported` is 1, and clears them. */
function report(hits: number, at: number, prepare: Code, isReported: Code): Code {
  return forEachBit(
    hits,
    at,
    prepare,
    i32.store(local.get(out), 0, local.get(at)),
    local.set(out, i32.add(local.get(out), i32.shiftLeft(isReported, i32.constant(2)))),
  )
}

/**
 * `findCodeEnds` finds what the second part of an ISRC looks like: the last seven digits of a run of digits, if the
 * filter at `filterAt`, of `filterBits` bits, knows them by `digitsHash`; or `-dd-ddddd`. Reported is where
 * that starts.
 */
export function findCodeEnds(textAt: number, filterAt: number, filterBits: number): ModuleFunction {
  const [bytes, digits, pairs, fours, sevens, at, hash] = [3, 4, 5, 6, 7, 8, 9]
  const [firstDigit, ten] = [10, 11]
  const isDigit = isDigitByte(bytes, firstDigit, ten)
  const grouped = groupedDigits({ digits, pairs, fours })
  const known = knownDigits(textAt, local.get(at), hash, { filterAt, filterBits })
  const byteAt = (distance: number) => i32.loadByte(local.get(at), textAt + distance)
  const isHyphen = (distance: number) => i32.equal(byteAt(distance), i32.constant(0x2d))
  const startsWithDigit = i32.lessThan(i32.subtract(byteAt(0), i32.constant(0x30)), i32.constant(10))
  const isReported = i32.or(i32.and(known.isKnown, startsWithDigit), i32.and(isHyphen(0), isHyphen(3)))
  return {
    name: 'findCodeEnds',
    parameters,
    locals: [
      v128.type,
      ...[i64.type, i64.type, i64.type, i64.type],
      ...[i32.type, i32.type],
      ...[v128.type, v128.type],
    ],
    body: [
      ...local.set(firstDigit, splat(digitBase)),
      ...local.set(ten, splat(digitEnd)),
      ...repeat(
        leaveIf(atEnd),
        findRuns(textAt, bytes, { digits, pairs, fours }, isDigit),
        when(
          isFalse(i64.isZero(local.get(fours))),
          local.set(sevens, i64.and(local.get(fours), ahead(local.get(fours), 3))),
          // Of each run of at least seven, the last seven.
          local.set(sevens, i64.and(local.get(sevens), not(ahead(local.get(sevens), 1)))),
          local.set(sevens, i64.and(i64.or(local.get(sevens), grouped), firstOf(step))),
          report(sevens, at, known.prepare, isReported),
        ),
        advance(step),
      ),
      ...local.get(out),
    ],
  }
}

/** As `step`, for what is at most twelve bytes long. */
const codeStep = 52

/**
 * `findCodes` finds what may be an ISRC whatever stands beside it: two letters, five bytes behind them seven digits that
 * the filter knows; or `-dd-ddddd`. Reported is where that starts.
 */
export function findCodes(textAt: number, filterAt: number, filterBits: number): ModuleFunction {
  const [bytes, digits, pairs, fours, found, letters, at, hash] = [3, 4, 5, 6, 7, 8, 9, 10]
  const [firstDigit, ten, lower, firstLetter, letterCount] = [11, 12, 13, 14, 15]
  const isDigit = isDigitByte(bytes, firstDigit, ten)
  const isLetter = i8x16.lessThan(
    i8x16.subtract(v128.or(local.get(bytes), local.get(lower)), local.get(firstLetter)),
    local.get(letterCount),
  )
  const grouped = groupedDigits({ digits, pairs, fours })
  const sevens = i64.and(local.get(fours), ahead(local.get(fours), 3))
  const twoLetters = i64.and(local.get(letters), ahead(local.get(letters), 1))
  const known = knownDigits(textAt + digitsInCode, local.get(at), hash, { filterAt, filterBits })
  const isHyphen = (distance: number) =>
    i32.equal(i32.loadByte(local.get(at), textAt + distance), i32.constant(0x2d))
  const isReported = i32.and(i32.or(known.isKnown, i32.and(isHyphen(0), isHyphen(3))), i32.constant(1))
  return {
    name: 'findCodes',
    parameters,
    locals: [
      v128.type,
      ...[i64.type, i64.type, i64.type, i64.type, i64.type],
      ...[i32.type, i32.type],
      ...[v128.type, v128.type, v128.type, v128.type, v128.type],
    ],
    body: [
      ...local.set(firstDigit, splat(digitBase)),
      ...local.set(ten, splat(digitEnd)),
      ...local.set(lower, splat(0x20)),
      ...local.set(firstLetter, splat(0x61)),
      ...local.set(letterCount, splat(26)),
      ...repeat(
        leaveIf(atEnd),
        findRuns(textAt, bytes, { digits, pairs, fours }, isDigit),
        when(
          isFalse(i64.isZero(local.get(fours))),
          local.set(found, ahead(sevens, digitsInCode)),
          when(
            isFalse(i64.isZero(local.get(found))),
            gather(textAt, bytes, [[letters, isLetter]]),
            local.set(found, i64.and(local.get(found), twoLetters)),
          ),
          local.set(found, i64.and(i64.or(local.get(found), grouped), firstOf(codeStep))),
          report(found, at, known.prepare, isReported),
        ),
        advance(codeStep),
      ),
      ...local.get(out),
    ],
  }
}

/** Letters and digits in front of the seven digits of a code. */
const digitsInCode = 5

/**
 * Asks the filter for the seven digits in the text at `at`: `isKnown` has the answer in its lowest bit, once `prepare`
 * has set the local `hash`.
 */
export function knownDigits(
  textAt: number,
  at: Code,
  hash: number,
  { filterAt, filterBits }: { readonly filterAt: number; readonly filterBits: number },
): { readonly prepare: Code; readonly isKnown: Code } {
  const mixed = i32.xor(
    i32.multiply(i32.load(at, textAt), i32.constant(firstFactor)),
    i32.multiply(i32.load(at, textAt + 3), i32.constant(lastFactor)),
  )
  return {
    prepare: [
      ...local.set(hash, mixed),
      ...local.set(hash, i32.xor(local.get(hash), i32.shiftRight(local.get(hash), i32.constant(15)))),
      ...local.set(hash, i32.and(local.get(hash), i32.constant(filterBits - 1))),
    ],
    isKnown: i32.shiftRight(
      i32.loadByte(i32.shiftRight(local.get(hash), i32.constant(3)), filterAt),
      i32.and(local.get(hash), i32.constant(7)),
    ),
  }
}

/** The bit of a filter that stands for seven digits in ASCII. */
export function digitsHash(digits: number, filterBits: number): number {
  const bytes = Buffer.from(String(digits).padStart(7, '0'), 'latin1')
  const hash = Math.imul(bytes.readInt32LE(0), firstFactor) ^ Math.imul(bytes.readInt32LE(3), lastFactor)
  return (hash ^ (hash >>> 15)) & (filterBits - 1)
}

import {
  advance,
  atEnd,
  forEachBit,
  from,
  isFalse,
  lowerCaseBit,
  splat,
  to,
  whereWanted,
} from './kernel-parts.ts'
import {
  both,
  constant,
  define,
  either,
  get,
  increase,
  letters,
  lowerFour,
  set,
  zero,
} from './screen-parts.ts'
import { againIf, type Code, i32, i8x16, leaveIf, repeat, returnWith, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

/** Where the digits of a code in stored form are, its letters, and what is either. */
const codeParts = { digits: 0b1111_1110_0000, letters: 0b0000_0000_0011, either: 0b0000_0001_1100 } as const
const codeLength = 12

const found = ['found1', 'found2', 'found3', 'found4'] as const
const splats = [
  'space',
  'secondLetter',
  'thirdLetter',
  'feed',
  'zeroDigit',
  'ten',
  'firstLetter',
  'count26',
] as const
const splatBytes: Readonly<Record<(typeof splats)[number], number>> = {
  ...{ space: lowerCaseBit, secondLetter: 0x73, thirdLetter: 0x72, feed: 0x0a },
  ...{ zeroDigit: 0x30, ten: 10, firstLetter: 0x61, count26: 26 },
}

/**
 * `passPlainRows` goes through rows of JSON, and gives 1 when each line feed stands between two objects and each “isrc” is
 * the end of a key with a code in stored form behind it, with an empty text or null; otherwise 0. At the address to write
 * to stand then the number of line feeds and where the last of them is.
 */
export function passPlainRows(textAt: number): ModuleFunction {
  const given = {
    parameters: ['from', 'to', 'out'],
    integers: ['at', 'value', 'rows', 'last', 'digits', 'letters'],
    vectors: ['bytes', ...found, ...splats],
    longs: ['hits'],
  } as const
  return define('passPlainRows', given, (numbers) => {
    const { hits, at, rows, last, secondLetter, thirdLetter, feed, space } = numbers
    const places = found.map((name) => numbers[name])
    const [one = 0, two = 0, three = 0, four = 0] = places
    const behind = (distance: number) => v128.load(get(from), textAt + distance)
    const isLetterAt = (distance: number, letter: number) =>
      i8x16.equal(v128.or(behind(distance), get(space)), get(letter))
    const isBehindEnd = leaveIf(i32.greaterOrEqual(get(at), get(to)))
    const where = (wanted: (distance: number) => Code, then: readonly Code[]) =>
      whereWanted(hits, [one, two, three, four], wanted, forEachBit(hits, at, isBehindEnd, ...then))
    return [
      ...splats.map((name) => set(numbers[name], splat(splatBytes[name]))),
      repeat(
        leaveIf(atEnd),
        where(
          (distance) => v128.and(isLetterAt(distance, secondLetter), isLetterAt(distance + 1, thirdLetter)),
          isUsual(textAt, numbers),
        ),
        where(
          (distance) => i8x16.equal(behind(distance), get(feed)),
          [
            when(isFalse(both(isByte(textAt, at, -1, '}'), isByte(textAt, at, 1, '{'))), returnWith(zero)),
            increase(rows, constant(1)),
            set(last, get(at)),
          ],
        ),
        advance(64),
      ),
      i32.store(get(numbers.out), 0, get(rows)),
      i32.store(get(numbers.out), 4, get(last)),
      constant(1),
    ]
  })
}

type Numbers = Readonly<
  Record<'hits' | 'at' | 'value' | 'digits' | 'letters' | 'bytes' | (typeof splats)[number], number>
>

/** Goes on with the next hit unless “isrc” is around `at`; ends the function when what follows that is not usual. */
function isUsual(textAt: number, numbers: Numbers): readonly Code[] {
  const { at, value } = numbers
  const four = lowerFour(i32.load(get(at), textAt - 1))
  const isValue = (distance: number, sign: string) => isByte(textAt, value, distance, sign)
  const next = againIf(constant(1), 1)
  return [
    againIf(i32.notEqual(four, letters('isrc'))),
    when(isFalse(both(isByte(textAt, at, 3, '"'), isByte(textAt, at, 4, ':'))), returnWith(zero)),
    set(value, i32.add(get(at), constant(5))),
    increase(value, isValue(0, ' ')),
    when(i32.equal(i32.load(get(value), textAt), letters('null')), next),
    when(isFalse(isValue(0, '"')), returnWith(zero)),
    when(isValue(1, '"'), next),
    when(isFalse(both(isCode(textAt, numbers), isValue(1 + codeLength, '"'))), returnWith(zero)),
  ]
}

/** True for a code in stored form behind the mark at `value`. */
function isCode(textAt: number, numbers: Numbers): Code {
  const { value, digits, bytes, space, zeroDigit, ten, firstLetter, count26 } = numbers
  const isDigit = i8x16.lessThan(i8x16.subtract(get(bytes), get(zeroDigit)), get(ten))
  const small = v128.or(get(bytes), get(space))
  const isLetterByte = i8x16.lessThan(i8x16.subtract(small, get(firstLetter)), get(count26))
  const all = (bits: Code, wanted: number) => i32.equal(i32.and(bits, constant(wanted)), constant(wanted))
  return [
    ...set(bytes, v128.load(get(value), textAt + 1)),
    ...set(digits, i8x16.bitmask(isDigit)),
    ...set(numbers.letters, i8x16.bitmask(isLetterByte)),
    ...both(
      all(get(numbers.letters), codeParts.letters),
      all(get(digits), codeParts.digits),
      all(either(get(numbers.letters), get(digits)), codeParts.either),
    ),
  ]
}

/** True when the sign stands so far behind the place in a local. */
function isByte(textAt: number, place: number, distance: number, sign: string): Code {
  return i32.equal(i32.loadByte(get(place), textAt + distance), letters(sign))
}

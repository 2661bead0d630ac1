import {
  any,
  both,
  call,
  constant,
  define,
  either,
  get,
  increase,
  is,
  isLetter,
  letters,
  lowerFour,
  type ScreenLayout,
  set,
  splat,
  zero,
} from './screen-parts.ts'
import { skipArticle } from './screen-fold.ts'
import { againIf, type Code, i32, i8x16, leaveIf, repeat, returnWith, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Where a title ends and its decoration begins, and what stands between artists: what `NameFolder` and `artistParts`
// find. Vectors find where to look; what is found there is looked at letter by letter.

/** How a title may end, in the lowest two bits of what `cutTitle` gives; above them is where. */
export const titleEnds = { whole: 0, decorated: 1, dash: 2 } as const

interface SearchNumbers {
  readonly end: number
  readonly at: number
  readonly specials: number
  readonly bytes: number
  readonly next: number
  readonly afterNext: number
}
const searching = {
  integers: ['at', 'specials'],
  vectors: ['bytes', 'next', 'afterNext'],
} as const

/**
 * Moves `at` to the next of the bytes that `isSpecial` tells of `bytes` and the two behind each, and runs `body` there;
 * then goes on behind it. Falls through at the end.
 */
function forEach(
  textAt: number,
  { end, at, specials, bytes, next, afterNext }: SearchNumbers,
  isSpecial: Code,
  body: readonly Code[],
): Code {
  const left = i32.subtract(get(end), get(at))
  return repeat(
    leaveIf(i32.greaterOrEqual(get(at), get(end))),
    set(bytes, v128.load(get(at), textAt)),
    set(next, v128.load(get(at), textAt + 1)),
    set(afterNext, v128.load(get(at), textAt + 2)),
    set(specials, i8x16.bitmask(isSpecial)),
    when(
      i32.lessThan(left, constant(16)),
      set(specials, i32.and(get(specials), i32.subtract(i32.shiftLeft(constant(1), left), constant(1)))),
    ),
    when(i32.isZero(get(specials)), increase(at, constant(16)), againIf(constant(1), 1)),
    increase(at, i32.countTrailingZeros(get(specials))),
    ...body,
    increase(at, constant(1)),
  )
}

/** `hasControl` tells whether a control character stands between `start` and `end` of the text. */
export function hasControl({ textAt }: ScreenLayout): ModuleFunction {
  return define(
    'hasControl',
    { parameters: ['start', 'end'], integers: ['found'], vectors: ['bytes'] },
    ({ start, end, found, bytes }) => {
      const left = i32.subtract(get(end), get(start))
      return [
        repeat(
          leaveIf(i32.greaterOrEqual(get(start), get(end))),
          set(bytes, v128.load(get(start), textAt)),
          set(found, i8x16.bitmask(i8x16.lessThan(get(bytes), splat(0x20)))),
          when(
            i32.lessThan(left, constant(16)),
            set(found, i32.and(get(found), i32.subtract(i32.shiftLeft(constant(1), left), constant(1)))),
          ),
          when(get(found), returnWith(constant(1))),
          increase(start, constant(16)),
        ),
        zero,
      ]
    },
  )
}

/** `cutTitle` finds where the title between `start` and `end` of the text is cut off, and by what (`titleEnds`). */
export function cutTitle({ textAt }: ScreenLayout): ModuleFunction {
  return define('cutTitle', { parameters: ['start', 'end'], ...searching }, (numbers) => {
    const { start, end, at, bytes, next, afterNext } = numbers
    const byte = (distance: number) => i32.loadByte(get(at), textAt + distance)
    // A bracket and a brace differ in the bit that makes letters lower case.
    const isOpening = any(isLetter(bytes, '{'), is(bytes, '('))
    const isTail = v128.and(
      is(bytes, ' '),
      any(
        v128.and(is(next, '-'), is(afterNext, ' ')),
        v128.and(isLetter(next, 'f'), any(isLetter(afterNext, 't'), isLetter(afterNext, 'e'))),
      ),
    )
    const cutHere = (kind: number) => returnWith(i32.or(i32.shiftLeft(get(at), constant(2)), constant(kind)))
    const isEnd = (distance: number) =>
      either(
        i32.greaterOrEqual(i32.add(get(at), constant(distance)), get(end)),
        i32.equal(byte(distance), letters(' ')),
        i32.equal(byte(distance), letters('.')),
      )
    const isFt = both(
      i32.equal(i32.or(i32.loadShort(get(at), textAt + 1), constant(0x2020)), letters('ft')),
      isEnd(3),
    )
    const isFeat = both(
      i32.equal(lowerFour(i32.load(get(at), textAt + 1)), letters('feat')),
      i32.lessThan(i32.add(get(at), constant(4)), get(end)),
      either(isEnd(5), i32.equal(i32.or(byte(5), constant(0x20)), letters('u'))),
    )
    return [
      skipArticle(textAt, start, end),
      set(at, get(start)),
      forEach(textAt, numbers, any(isOpening, isTail), [
        // In front of it nothing of the title would be left.
        when(i32.equal(get(at), get(start)), increase(at, constant(1)), againIf(constant(1), 1)),
        when(i32.notEqual(byte(0), letters(' ')), cutHere(titleEnds.decorated)),
        when(
          i32.lessThan(i32.add(get(at), constant(2)), get(end)),
          when(i32.equal(byte(1), letters('-')), cutHere(titleEnds.dash)),
          when(either(isFt, isFeat), cutHere(titleEnds.decorated)),
        ),
      ]),
      i32.shiftLeft(get(end), constant(2)),
    ]
  })
}

/** `findBetween` finds the first sign between `start` and `end` that may stand between artists; `end` for none. */
export function findBetween({ textAt }: ScreenLayout): ModuleFunction {
  return define('findBetween', { parameters: ['start', 'end'], ...searching }, (numbers) => {
    const { start, end, at, bytes, next, afterNext } = numbers
    const pair = (first: string, second: string) =>
      v128.and(isLetter(next, first), isLetter(afterNext, second))
    const isBetween = any(
      ...[...',;/&+|'].map((sign) => is(bytes, sign)),
      v128.and(
        is(bytes, ' '),
        any(...['fe', 'ft', 'an', 'wi', 'vs', 'x '].map(([one = '', two = '']) => pair(one, two))),
      ),
    )
    return [set(at, get(start)), forEach(textAt, numbers, isBetween, [returnWith(get(at))]), get(end)]
  })
}

/**
 * `wordBetween` tells how far behind `at` a name goes on that is divided from the one before by the sign or the word
 * at `at`; 0 when nothing divides names there.
 */
export function wordBetween({ textAt }: ScreenLayout): ModuleFunction {
  return define(
    'wordBetween',
    { parameters: ['at', 'end'], integers: ['one', 'four', 'length'] },
    ({ at, end, one, four, length }) => {
      const byte = (distance: number) => i32.loadByte(get(at), textAt + distance)
      const small = (distance: number) => i32.or(byte(distance), constant(0x20))
      const space = (distance: number) => i32.equal(byte(distance), letters(' '))
      const starts = (text: string) =>
        i32.equal(
          i32.and(get(four), constant(text.length === 4 ? -1 : 2 ** (8 * text.length) - 1)),
          letters(text),
        )
      /** Sets the length of a word, counted from the space in front of it, when its letters are there. */
      const word = (text: string, ...more: readonly Code[]) =>
        when(
          both(starts(text.slice(0, 4)), space(text.length + 1), ...more),
          set(length, constant(text.length)),
        )
      return [
        set(one, byte(0)),
        when(
          either(...[...',;/&+|'].map((sign) => i32.equal(get(one), letters(sign)))),
          returnWith(constant(1)),
        ),
        when(i32.notEqual(get(one), letters(' ')), returnWith(zero)),
        set(four, lowerFour(i32.load(get(at), textAt + 1))),
        word('x'),
        word('ft'),
        word('vs'),
        word('ft.'),
        word('vs.'),
        word('and'),
        word('feat'),
        word('with'),
        word('feat.', i32.equal(byte(5), letters('.'))),
        word(
          'featuring',
          i32.equal(lowerFour(i32.load(get(at), textAt + 5)), letters('urin')),
          i32.equal(small(9), letters('g')),
        ),
        when(i32.isZero(get(length)), returnWith(zero)),
        // The space behind the word has to be part of the name as well.
        when(
          i32.greaterOrEqual(i32.add(i32.add(get(at), get(length)), constant(1)), get(end)),
          returnWith(zero),
        ),
        i32.add(get(length), constant(2)),
      ]
    },
  )
}

/**
 * Runs `body` for each artist of a credit of several, of `most` names with the whole credit; `part` and `at` are where it
 * starts and ends. `at` begins where something may stand between artists, `part` at the beginning, `count` at 1.
 */
export function forEachArtist(
  { at, part, end, count, word }: Readonly<Record<'at' | 'part' | 'end' | 'count' | 'word', number>>,
  most: number,
  body: readonly Code[],
): readonly Code[] {
  const take = when(i32.lessThan(get(part), get(at)), ...body, increase(count, constant(1)))
  const goOn = set(at, call('findBetween', get(at), get(end)))
  return [
    repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(end))),
      leaveIf(i32.greaterOrEqual(get(count), constant(most))),
      set(word, call('wordBetween', get(at), get(end))),
      when(i32.isZero(get(word)), increase(at, constant(1)), goOn, againIf(constant(1), 1)),
      take,
      increase(at, get(word)),
      set(part, get(at)),
      goOn,
    ),
    when(
      both(i32.lessThan(constant(1), get(count)), i32.lessThan(get(count), constant(most))),
      set(at, get(end)),
      take,
    ),
  ]
}

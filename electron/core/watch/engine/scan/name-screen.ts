import { fold } from './screen-fold.ts'
import { lookUp } from './screen-keys.ts'
import {
  afterNext,
  answer,
  any,
  artistEnd,
  artistHash,
  artistSize,
  artistStart,
  at,
  bytes,
  constant,
  cut,
  get,
  hash,
  integers,
  is,
  isLetter,
  kept,
  longestScreened,
  margin,
  nameBytes,
  next,
  packingBytes,
  screened,
  type ScreenLayout,
  specials,
  splat,
  titleEnd,
  titleHash,
  titleSize,
  titleStart,
  unsure,
} from './screen-parts.ts'
import { type Code, i32, i8x16, leaveIf, local, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Folds title and artist of a row, makes their block keys and looks those up, all in one function without a call: what
// `NameFolder`, `writeKeys` and the filter of `BlockIndex` do for ordinary names. Everything out of the ordinary is left to
// them. Letters in ASCII are moved together eight at a time by a table of where each goes; other signs are looked up.

/** For each set of eight bytes the order that moves those in the set to the front: the table a screen starts with. */
export function packingTable(): Uint8Array {
  const table = new Uint8Array(packingBytes).fill(0xff)
  for (let set = 0; set < 256; set++) {
    let to = 0
    for (let from = 0; from < 8; from++) if ((set >> from) & 1) table[set * 8 + to++] = from
  }
  return table
}

const isControl = i8x16.lessThan(get(bytes), splat(0x20))
// A bracket and a brace differ in the bit that makes letters lower case.
const isOpening = any(isLetter(bytes, '{'), is(bytes, '('))
/** ` - `, ` ft` and ` fe`, where a title may end. */
const isTail = v128.and(
  is(bytes, ' '),
  any(
    v128.and(is(next, '-'), is(afterNext, ' ')),
    v128.and(isLetter(next, 'f'), any(isLetter(afterNext, 't'), isLetter(afterNext, 'e'))),
  ),
)
const pair = (first: string, second: string): Code =>
  v128.and(isLetter(next, first), isLetter(afterNext, second))
/** What stands between artists: signs, and the beginnings of feat, ft, and, with, vs, x. */
const isBetween = any(
  ...[...',;/&+|'].map((sign) => is(bytes, sign)),
  v128.and(
    is(bytes, ' '),
    any(...['fe', 'ft', 'an', 'wi', 'vs', 'x '].map(([first = '', second = '']) => pair(first, second))),
  ),
)

/** `screenNames` takes where title and artist start and end in the text, and gives an answer made of `screened`. */
export function screenNames(layout: ScreenLayout): ModuleFunction {
  const { textAt, screenAt } = layout
  const titleAt = screenAt + packingBytes + margin
  const artistAt = titleAt + nameBytes
  return {
    name: 'screenNames',
    parameters: 4,
    locals: [...Array.from({ length: integers }, () => i32.type), v128.type, v128.type, v128.type],
    body: [
      ...leaveToOthers(textAt, titleStart, titleEnd),
      ...leaveToOthers(textAt, artistStart, artistEnd),
      ...local.set(cut, get(titleEnd)),
      ...findSpecial(textAt, titleStart, titleEnd, any(isControl, isOpening, isTail)),
      ...when(
        get(specials),
        // A title ends where a bracket opens; only the whole of it tells whether it is equal to another.
        local.set(cut, i32.add(get(at), i32.countTrailingZeros(get(specials)))),
        local.set(kept, i32.or(i32.loadByte(get(cut), textAt), constant(0x20))),
        when(
          i32.isZero(i32.or(i32.equal(get(kept), constant(0x7b)), i32.equal(get(kept), constant(0x28)))),
          unsure,
        ),
        local.set(answer, constant(screened.mayBeEqual)),
      ),
      ...findSpecial(textAt, artistStart, artistEnd, any(isControl, isBetween)),
      ...when(get(specials), unsure),
      ...skipArticle(textAt, titleStart, titleEnd),
      ...skipArticle(textAt, artistStart, artistEnd),
      ...fold(layout, titleStart, cut, titleAt, titleSize, titleHash),
      ...fold(layout, artistStart, artistEnd, artistAt, artistSize, artistHash),
      ...lookUp(layout, titleAt, artistAt),
      ...i32.or(get(answer), i32.and(get(hash), constant(screened.similar))),
    ],
  }
}

/** Leaves empty and long names, and those that begin with a sign of ASCII, to others. */
function leaveToOthers(textAt: number, start: number, stop: number): Code {
  const first = i32.or(i32.loadByte(get(start), textAt), constant(0x20))
  const isIn = (from: string, count: number) =>
    i32.lessThan(i32.subtract(first, constant(from.charCodeAt(0))), constant(count))
  // Without a sign, what is empty is very long.
  const length = i32.subtract(get(stop), get(start))
  return [
    ...when(i32.greaterOrEqual(i32.subtract(length, constant(1)), constant(longestScreened)), unsure),
    ...when(
      i32.isZero(i32.or(i32.or(isIn('a', 26), isIn('0', 10)), i32.greaterOrEqual(first, constant(0x80)))),
      unsure,
    ),
  ]
}

/** Sets `specials` to where in the sixteen bytes from `at` on something special stands: the first such bytes, or 0. */
function findSpecial(textAt: number, start: number, stop: number, isSpecial: Code): Code {
  const left = i32.subtract(get(stop), get(at))
  return [
    ...local.set(at, get(start)),
    ...repeat(
      local.set(bytes, v128.load(get(at), textAt)),
      local.set(next, v128.load(get(at), textAt + 1)),
      local.set(afterNext, v128.load(get(at), textAt + 2)),
      local.set(specials, i8x16.bitmask(isSpecial)),
      when(
        i32.lessThan(left, constant(16)),
        local.set(
          specials,
          i32.and(get(specials), i32.subtract(i32.shiftLeft(constant(1), left), constant(1))),
        ),
      ),
      leaveIf(get(specials)),
      leaveIf(i32.lessThan(left, constant(17))),
      local.set(at, i32.add(get(at), constant(16))),
    ),
  ]
}

/** Moves `start` behind a leading “the ”, unless nothing follows. */
function skipArticle(textAt: number, start: number, stop: number): Code {
  const isThe = i32.equal(i32.or(i32.load(get(start), textAt), constant(0x20202020)), constant(0x20656874))
  const isLonger = i32.lessThan(constant(4), i32.subtract(get(stop), get(start)))
  return local.set(start, i32.add(get(start), i32.shiftLeft(i32.and(isThe, isLonger), constant(2))))
}

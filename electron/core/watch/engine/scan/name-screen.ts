import { filterFactor, hashFactor, hashSeed, keyKinds, mixFactors } from '../fuzzy/block-keys.ts'
import {
  type Code,
  i32,
  i64,
  i8x16,
  leaveIf,
  local,
  repeat,
  returnWith,
  select,
  v128,
  when,
} from './wasm-code.ts'
import { entryBytes, signCount, signFlags } from './folded-signs.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Folds title and artist of a row, makes their block keys and looks those up, all in one function without a call: what
// `NameFolder`, `writeKeys` and the filter of `BlockIndex` do for ordinary names. Everything out of the ordinary is left to
// them. Letters in ASCII are moved together eight at a time by a table of where each goes; other signs are looked up.

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
const longestScreened = 112
/** In front of a folded name stand as many zeros, and behind it. */
const margin = 8
const nameBytes = 192
const packingBytes = 256 * 8
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

/** For each set of eight bytes the order that moves those in the set to the front: the table a screen starts with. */
export function packingTable(): Uint8Array {
  const table = new Uint8Array(packingBytes).fill(0xff)
  for (let set = 0; set < 256; set++) {
    let to = 0
    for (let from = 0; from < 8; from++) if ((set >> from) & 1) table[set * 8 + to++] = from
  }
  return table
}

const [titleStart, titleEnd, artistStart, artistEnd] = [0, 1, 2, 3]
const [at, end, out, kept, specials, titleHash, artistHash, titleSize, artistSize, answer, cut, hash] = [
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
]
const [one, size, meta] = [16, 17, 18]
const integers = 15
const [bytes, next, afterNext] = [19, 20, 21]

const get = local.get
const constant = i32.constant
const splat = (byte: number): Code => i8x16.splat(constant(byte))
const code = (sign: string): Code => splat(sign.charCodeAt(0))
const any = (...conditions: readonly Code[]): Code => conditions.reduce((one, other) => v128.or(one, other))
const is = (name: number, sign: string): Code => i8x16.equal(get(name), code(sign))
const lower = (name: number): Code => v128.or(get(name), splat(0x20))
const isLetter = (name: number, letter: string): Code => i8x16.equal(lower(name), code(letter))
const unsure = returnWith(constant(screened.similar | screened.mayBeEqual))

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
const markMayBeEqual = (condition: Code): Code =>
  local.set(answer, select(condition, constant(screened.mayBeEqual), get(answer)))
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

/** Folds a name to `to` and hashes it; leaves one without letters to others. */
function fold(
  layout: ScreenLayout,
  start: number,
  stop: number,
  to: number,
  length: number,
  hashed: number,
): Code {
  const { textAt, screenAt } = layout
  const left = i32.subtract(get(end), get(at))
  const isIn = (from: string, count: number) =>
    i8x16.lessThan(i8x16.subtract(get(bytes), code(from)), splat(count))
  const within = select(
    i32.lessThan(left, constant(8)),
    i32.subtract(i32.shiftLeft(constant(1), left), constant(1)),
    constant(0xff),
  )
  const isOther = v128.or(i8x16.signedLessThan(get(bytes), splat(0)), is(bytes, '&'))
  return [
    ...local.set(at, get(start)),
    ...local.set(end, get(stop)),
    ...local.set(out, constant(to)),
    ...repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(end))),
      // Digits have the bit that makes letters lower case already.
      local.set(bytes, v128.or(v128.loadHalf(get(at), textAt), splat(0x20))),
      local.set(specials, i32.and(i8x16.bitmask(isOther), within)),
      when(get(specials), foldSigns(layout, start, to)),
      when(
        i32.isZero(get(specials)),
        local.set(kept, i32.and(i8x16.bitmask(v128.or(isIn('a', 26), isIn('0', 10))), within)),
        v128.storeHalf(
          get(out),
          0,
          i8x16.swizzle(get(bytes), v128.loadHalf(i32.shiftLeft(get(kept), constant(3)), screenAt)),
        ),
        local.set(out, i32.add(get(out), i32.countOnes(get(kept)))),
        local.set(at, i32.add(get(at), constant(8))),
      ),
    ),
    ...i64.store(get(out), 0, i64.constant(0n)),
    ...local.set(length, i32.subtract(get(out), constant(to))),
    ...when(i32.isZero(get(length)), unsure),
    ...local.set(hashed, constant(hashSeed)),
    ...local.set(at, constant(to)),
    ...repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(out))),
      local.set(hashed, i32.multiply(i32.xor(get(hashed), i32.load(get(at), 0)), constant(hashFactor))),
      local.set(hashed, i32.xor(get(hashed), i32.shiftRight(get(hashed), constant(15)))),
      local.set(at, i32.add(get(at), constant(4))),
    ),
  ]
}

/** Folds eight bytes, or a few more where a sign needs them, one by one. */
function foldSigns({ textAt, screenAt }: ScreenLayout, start: number, to: number): Code {
  const isIn = (from: string, count: number) =>
    i32.lessThan(i32.subtract(get(kept), constant(from.charCodeAt(0))), constant(count))
  const firstByte = i32.or(i32.loadByte(get(start), textAt), constant(0x20))
  const groupEnd = specials
  return [
    ...when(i32.greaterOrEqual(get(out), constant(to + longestScreened)), unsure),
    // Another sign may stand in an article that is none.
    ...markMayBeEqual(i32.equal(firstByte, constant(0x74))),
    ...local.set(groupEnd, i32.add(get(at), constant(8))),
    ...local.set(groupEnd, select(i32.lessThan(get(groupEnd), get(end)), get(groupEnd), get(end))),
    ...repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(groupEnd))),
      local.set(one, i32.loadByte(get(at), textAt)),
      when(
        i32.lessThan(get(one), constant(0x80)),
        local.set(kept, i32.or(get(one), constant(0x20))),
        // Four bytes are written each time; what follows is written over what is too many.
        i32.store(get(out), 0, select(i32.equal(get(one), constant(0x26)), constant(0x646e61), get(kept))),
        local.set(
          out,
          i32.add(
            get(out),
            select(i32.equal(get(one), constant(0x26)), constant(3), i32.or(isIn('a', 26), isIn('0', 10))),
          ),
        ),
        local.set(at, i32.add(get(at), constant(1))),
      ),
      when(i32.greaterOrEqual(get(one), constant(0x80)), foldSign(textAt, screenAt, start)),
    ),
    ...local.set(groupEnd, constant(1)),
  ]
}

/** Folds one sign of two or three bytes. */
function foldSign(textAt: number, screenAt: number, start: number): Code {
  const following = (distance: number) => i32.loadByte(get(at), textAt + distance)
  const isFollowing = (distance: number) =>
    i32.equal(i32.and(following(distance), constant(0xc0)), constant(0x80))
  const six = (distance: number) => i32.and(following(distance), constant(0x3f))
  // The bits of the sign that its first byte holds are the lowest four or five; above them is nothing but its size.
  const sign = kept
  const entry = kept
  return [
    ...when(i32.greaterOrEqual(i32.subtract(get(one), constant(0xc2)), constant(0xf0 - 0xc2)), unsure),
    ...local.set(size, i32.add(constant(2), i32.greaterOrEqual(get(one), constant(0xe0)))),
    ...when(i32.lessThan(get(end), i32.add(get(at), get(size))), unsure),
    ...when(i32.isZero(isFollowing(1)), unsure),
    ...local.set(sign, i32.or(i32.shiftLeft(i32.and(get(one), constant(0x1f)), constant(6)), six(1))),
    ...when(
      i32.equal(get(size), constant(3)),
      when(i32.isZero(isFollowing(2)), unsure),
      local.set(sign, i32.or(i32.shiftLeft(get(sign), constant(6)), six(2))),
      when(i32.lessThan(get(sign), constant(0x800)), unsure),
    ),
    ...local.set(entry, i32.shiftLeft(get(sign), constant(3))),
    ...local.set(meta, i32.loadByte(get(entry), screenAt + signsOffset + entryBytes - 1)),
    ...when(
      i32.isZero(get(meta)),
      returnWith(constant(screened.similar | screened.mayBeEqual | screened.unknownSign)),
    ),
    ...when(i32.and(get(meta), constant(signFlags.tooLong)), unsure),
    ...v128.storeHalf(get(out), 0, v128.loadHalf(get(entry), screenAt + signsOffset)),
    ...markMayBeEqual(
      i32.or(
        i32.and(get(meta), constant(signFlags.differs)),
        i32.and(
          i32.equal(get(at), get(start)),
          i32.shiftRight(get(meta), constant(Math.log2(signFlags.article))),
        ),
      ),
    ),
    ...local.set(out, i32.add(get(out), i32.and(get(meta), constant(7)))),
    ...local.set(at, i32.add(get(at), get(size))),
  ]
}

/** Sets the lowest bit of `hash` if the filter knows any of the keys that `writeKeys` makes; the other bits mean nothing. */
function lookUp({ filterAt, filterWords }: ScreenLayout, titleAt: number, artistAt: number): Code {
  const [key, word, other] = [kept, specials, one]
  const start = (name: number) => i32.load(constant(name), 0)
  const ending = (name: number, size: number) => i32.load(i32.add(constant(name), get(size)), 0)
  const [titleFirst, artistFirst] = [start(titleAt), start(artistAt)]
  // The bytes in front of a short name are 0: there nothing is ever written.
  const [titleLast, artistLast] = [ending(titleAt - 4, titleSize), ending(artistAt - 4, artistSize)]
  const afterStart = i32.multiply(i32.loadShort(constant(titleAt), 4), constant(hashFactor))
  const beforeEnd = i32.multiply(
    i32.loadShort(i32.add(constant(titleAt - 6), get(titleSize)), 0),
    constant(hashFactor),
  )
  const two = (letters: Code) => i32.and(letters, constant(0xffff))
  const lastTwo = (letters: Code) => i32.shiftRight(letters, constant(16))
  const keys: readonly (readonly [Code, Code, number])[] = [
    [get(titleHash), two(artistFirst), keyKinds.titleAndArtistStart],
    [get(titleHash), lastTwo(artistLast), keyKinds.titleAndArtistEnd],
    [get(artistHash), two(titleFirst), keyKinds.artistAndTitleStart],
    [get(artistHash), lastTwo(titleLast), keyKinds.artistAndTitleEnd],
    [titleFirst, i32.add(artistFirst, afterStart), keyKinds.starts],
    [titleLast, i32.add(artistLast, beforeEnd), keyKinds.ends],
    [titleFirst, i32.add(artistLast, afterStart), keyKinds.startAndEnd],
    [titleLast, i32.add(artistFirst, beforeEnd), keyKinds.endAndStart],
  ]
  return [
    ...local.set(hash, constant(0)),
    ...keys.flatMap(([first, second, kind], index) => [
      ...local.set(key, i32.multiply(i32.xor(first, constant(kind)), constant(mixFactors[0]))),
      ...local.set(
        key,
        i32.multiply(
          i32.xor(i32.xor(get(key), i32.shiftRight(get(key), constant(15))), second),
          constant(mixFactors[1]),
        ),
      ),
      ...local.set(key, i32.xor(get(key), i32.shiftRight(get(key), constant(16)))),
      ...local.set(
        word,
        i32.load(
          i32.shiftLeft(
            i32.and(i32.shiftRight(get(key), constant(5)), constant(filterWords - 1)),
            constant(2),
          ),
          filterAt,
        ),
      ),
      ...local.set(other, i32.multiply(get(key), constant(filterFactor))),
      // Shifting takes the lowest five bits of a distance only.
      ...local.set(
        hash,
        i32.or(
          get(hash),
          [get(key), i32.shiftRight(get(other), constant(27)), i32.shiftRight(get(other), constant(22))]
            .map((bit) => i32.shiftRight(get(word), bit))
            .reduce((all, bit) => i32.and(all, bit)),
        ),
      ),
      // Equal names have the first key in common.
      ...(index === 0 ? markMayBeEqual(i32.and(get(hash), constant(1))) : []),
    ]),
  ]
}

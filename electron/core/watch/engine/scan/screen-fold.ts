import { hashFactor, hashSeed } from '../fuzzy/block-keys.ts'
import { longestName } from '../fuzzy/name-folder.ts'
import { entryBytes, halfBytes, lengthMask, signFlags } from './folded-signs.ts'
import {
  both,
  constant,
  define,
  either,
  get,
  increase,
  is,
  letters,
  longestScreened,
  lowerFour,
  nameParts,
  type ScreenLayout,
  set,
  signsOffset,
  splat,
  zero,
} from './screen-parts.ts'
import {
  choose,
  type Code,
  i32,
  i64,
  i8x16,
  leaveIf,
  repeat,
  returnWith,
  select,
  v128,
  when,
} from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

/** What `foldName` may answer. */
export const folded = {
  /** Only others can tell. */
  unsure: 1,
  /**
   * Something in the name folds to something else when equal names are looked for. Of a name folded for that: only the
   * whole of it can tell.
   */
  differs: 2,
  /** A sign came up that has to be learned first. */
  unknownSign: 4,
  /** Nothing is left of the name. */
  empty: 8,
} as const

interface FoldNumbers {
  readonly start: number
  readonly end: number
  readonly name: number
  readonly half: number
  readonly at: number
  readonly out: number
  readonly kept: number
  readonly group: number
  readonly one: number
  readonly size: number
  readonly meta: number
  readonly status: number
}

/**
 * `foldName` folds the name in the text from `start` to `end` into the name at the address `name`, and hashes it: with
 * `halves.similar` what `NameFolder` does for a name that has been cut where its decoration begins, with `halves.equal`
 * what `foldUtf8Into` does. Letters in ASCII are moved together eight at a time by a table of where each goes; other
 * signs are looked up.
 */
export function foldName(layout: ScreenLayout): ModuleFunction {
  const { textAt, screenAt } = layout
  return define(
    'foldName',
    {
      parameters: ['start', 'end', 'name', 'half'],
      integers: ['at', 'out', 'kept', 'group', 'one', 'size', 'meta', 'status', 'hash'],
      vectors: ['bytes'],
    },
    (numbers) => {
      const { start, end, name, at, out, kept, group, size, status, hash, bytes } = numbers
      const left = i32.subtract(get(end), get(at))
      const isIn = (from: string, count: number) =>
        i8x16.lessThan(i8x16.subtract(get(bytes), splat(from.charCodeAt(0))), splat(count))
      const within = select(
        i32.lessThan(left, constant(8)),
        i32.subtract(i32.shiftLeft(constant(1), left), constant(1)),
        constant(0xff),
      )
      const isOther = v128.or(i8x16.signedLessThan(get(bytes), splat(0)), is(bytes, '&'))
      // What is folded so far, and the bytes that are left.
      const atMost = i32.add(i32.subtract(get(out), i32.add(get(name), constant(nameParts.bytes))), left)
      const packed = v128.loadHalf(i32.shiftLeft(get(kept), constant(3)), screenAt)
      return [
        skipArticle(textAt, start, end),
        set(at, get(start)),
        set(out, i32.add(get(name), constant(nameParts.bytes))),
        repeat(
          leaveIf(i32.greaterOrEqual(get(at), get(end))),
          set(bytes, v128.loadHalf(get(at), textAt)),
          set(group, i32.and(i8x16.bitmask(isOther), within)),
          // Digits have the bit that makes letters lower case already.
          set(bytes, v128.or(get(bytes), splat(0x20))),
          // Those in front of the first other one, or all.
          set(kept, i32.and(i8x16.bitmask(v128.or(isIn('a', 26), isIn('0', 10))), within)),
          set(kept, i32.and(get(kept), i32.subtract(lowestBit(group), constant(1)))),
          v128.storeHalf(get(out), 0, i8x16.swizzle(get(bytes), packed)),
          increase(out, i32.countOnes(get(kept))),
          increase(at, i32.countTrailingZeros(i32.or(get(group), constant(0x100)))),
          when(
            get(group),
            foldSigns(layout, numbers),
            // `NameFolder` would cut it off, and it may have no room.
            when(i32.lessThan(constant(longestName), atMost), returnWith(constant(folded.unsure))),
          ),
        ),
        i64.store(get(out), 0, i64.constant(0n)),
        set(at, i32.add(get(name), constant(nameParts.bytes))),
        set(size, i32.subtract(get(out), get(at))),
        when(i32.isZero(get(size)), set(status, i32.or(get(status), constant(folded.empty)))),
        i32.store(get(name), nameParts.length, get(size)),
        i32.store(get(name), nameParts.letters, zero),
        set(hash, constant(hashSeed)),
        repeat(
          leaveIf(i32.greaterOrEqual(get(at), get(out))),
          set(hash, i32.multiply(i32.xor(get(hash), i32.load(get(at), 0)), constant(hashFactor))),
          set(hash, i32.xor(get(hash), i32.shiftRight(get(hash), constant(15)))),
          increase(at, constant(4)),
        ),
        i32.store(get(name), nameParts.hash, get(hash)),
        get(status),
      ]
    },
  )
}

/** Moves `start` behind spaces and a leading “the ”, unless nothing follows. */
export function skipArticle(textAt: number, start: number, end: number): Code {
  const isThe = i32.equal(lowerFour(i32.load(get(start), textAt)), letters('the '))
  // A control character with the bit for lower case looks like a space.
  const hasSpace = i32.equal(i32.loadByte(get(start), textAt + 3), letters(' '))
  const isLonger = i32.lessThan(constant(4), i32.subtract(get(end), get(start)))
  return [
    ...repeat(
      leaveIf(i32.greaterOrEqual(get(start), get(end))),
      leaveIf(i32.notEqual(i32.loadByte(get(start), textAt), letters(' '))),
      increase(start, constant(1)),
    ),
    ...when(
      i32.lessThan(get(start), get(end)),
      increase(start, i32.shiftLeft(both(isThe, hasSpace, isLonger), constant(2))),
    ),
  ]
}

/** The lowest bit that is set, alone. */
const lowestBit = (bits: number): Code => i32.and(get(bits), i32.subtract(zero, get(bits)))

/** Folds signs beyond ASCII, and `&`, until another one comes. */
function foldSigns({ textAt, screenAt }: ScreenLayout, numbers: FoldNumbers): Code {
  const { end, name, at, out, one } = numbers
  const isAnd = i32.equal(get(one), letters('&'))
  const longest = i32.add(get(name), constant(nameParts.bytes + longestScreened))
  return repeat(
    leaveIf(i32.greaterOrEqual(get(at), get(end))),
    set(one, i32.loadByte(get(at), textAt)),
    leaveIf(i32.lessThan(i32.or(isAnd, i32.shiftRight(get(one), constant(7))), constant(1))),
    when(i32.greaterOrEqual(get(out), longest), returnWith(constant(folded.unsure))),
    choose(
      isAnd,
      // Four bytes are written; what follows is written over the last.
      [i32.store(get(out), 0, letters('and')), increase(out, constant(3)), increase(at, constant(1))],
      foldSign(textAt, screenAt, numbers),
    ),
  )
}

function mark(status: number, bit: number, condition: Code): Code {
  return set(status, i32.or(get(status), select(condition, constant(bit), zero)))
}

/** Marks a sign that may be the H, the E or the space of an article, or hide among them. It has been written. */
function markInArticle(textAt: number, { start, at, out, meta, status }: FoldNumbers): Code {
  const before = i32.subtract(get(at), get(start))
  const isT = i32.equal(i32.or(i32.loadByte(get(start), textAt), constant(0x20)), letters('t'))
  const first = i32.loadByte(get(out), 0)
  const mayBePart = either(
    i32.isZero(get(meta)),
    i32.equal(first, letters('h')),
    i32.equal(first, letters('e')),
  )
  return when(
    both(i32.lessThan(i32.subtract(before, constant(1)), constant(3)), isT),
    mark(status, folded.differs, mayBePart),
  )
}

/** Folds one sign of two or three bytes. */
function foldSign(textAt: number, screenAt: number, numbers: FoldNumbers): readonly Code[] {
  const { start, end, half, at, out, kept, one, size, meta, status } = numbers
  const following = (distance: number) => i32.loadByte(get(at), textAt + distance)
  const isNoFollowing = (distance: number) =>
    i32.notEqual(i32.and(following(distance), constant(0xc0)), constant(0x80))
  const six = (distance: number) => i32.and(following(distance), constant(0x3f))
  const unsure = returnWith(constant(folded.unsure))
  // The bits of the sign that its first byte holds are the lowest four or five; above them is nothing but its size.
  const [sign, entry] = [kept, kept]
  return [
    when(i32.greaterOrEqual(i32.subtract(get(one), constant(0xc2)), constant(0xf0 - 0xc2)), unsure),
    set(size, i32.add(constant(2), i32.greaterOrEqual(get(one), constant(0xe0)))),
    when(i32.lessThan(get(end), i32.add(get(at), get(size))), unsure),
    when(isNoFollowing(1), unsure),
    set(sign, i32.or(i32.shiftLeft(i32.and(get(one), constant(0x1f)), constant(6)), six(1))),
    when(
      i32.equal(get(size), constant(3)),
      when(isNoFollowing(2), unsure),
      set(sign, i32.or(i32.shiftLeft(get(sign), constant(6)), six(2))),
      when(i32.lessThan(get(sign), constant(0x800)), unsure),
    ),
    set(entry, i32.add(i32.shiftLeft(get(sign), constant(Math.log2(entryBytes))), get(half))),
    set(meta, i32.loadByte(get(entry), screenAt + signsOffset + halfBytes - 1)),
    when(i32.isZero(get(meta)), returnWith(constant(folded.unknownSign))),
    when(i32.and(get(meta), constant(signFlags.tooLong)), unsure),
    v128.store(get(out), 0, v128.load(get(entry), screenAt + signsOffset)),
    mark(
      status,
      folded.differs,
      either(
        i32.and(get(meta), constant(signFlags.differs)),
        i32.and(
          i32.equal(get(at), get(start)),
          i32.shiftRight(get(meta), constant(Math.log2(signFlags.article))),
        ),
      ),
    ),
    set(meta, i32.and(get(meta), constant(lengthMask))),
    markInArticle(textAt, numbers),
    increase(out, get(meta)),
    increase(at, get(size)),
  ]
}

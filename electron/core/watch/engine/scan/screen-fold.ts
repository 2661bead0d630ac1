import { hashFactor, hashSeed } from '../fuzzy/block-keys.ts'
import { entryBytes, signFlags } from './folded-signs.ts'
import {
  at,
  bytes,
  code,
  constant,
  end,
  get,
  is,
  kept,
  longestScreened,
  markMayBeEqual,
  meta,
  one,
  out,
  screened,
  type ScreenLayout,
  signsOffset,
  size,
  specials,
  splat,
  unsure,
} from './screen-parts.ts'
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

/** Folds a name to `to` and hashes it; leaves one without letters to others. */
export function fold(
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

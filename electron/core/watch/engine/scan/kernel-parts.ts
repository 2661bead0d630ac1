import { type Code, i32, i64, i8x16, leaveIf, local, repeat, v128, when } from './wasm-code.ts'

// What the scans over bytes are made of. All take the positions to scan from and to (exclusive, relative to the text), and
// the address to write the positions of what they find to, as 32-bit integers in ascending order; all return the address
// behind the last one. They read up to 80 bytes behind the end, and may report from there; what lies behind the
// last one they reported is overwritten at will.
//
// What is told of 64 bytes is kept as one bit for each of them in a 64-bit integer, the first byte being bit 0.

/** Bytes that must be readable behind the text. */
export const readAhead = 80

export const from = 0
export const to = 1
export const out = 2
export const parameters = 3

export const zero = i64.constant(0n)
export const atEnd = i32.greaterOrEqual(local.get(from), local.get(to))
export const not = (bits: Code): Code => i64.xor(bits, i64.constant(-1n))
/** The bits that stand `distance` further on. */
export const ahead = (bits: Code, distance: number): Code =>
  i64.shiftRight(bits, i64.constant(BigInt(distance)))
/** The bits moved on by `distance`. */
export const moved = (bits: Code, distance: number): Code =>
  i64.shiftLeft(bits, i64.constant(BigInt(distance)))
export const splat = (byte: number): Code => i8x16.splat(i32.constant(byte))

export function advance(bytes: number): Code {
  return local.set(from, i32.add(local.get(from), i32.constant(bytes)))
}

/** Loads the 16 bytes of the text that stand `index` times 16 behind `from`. */
function sixteen(textAt: number, index: number): Code {
  return v128.load(local.get(from), textAt + 16 * index)
}

/**
 * Sets the local `bits` to what `isWanted` tells of 64 bytes. `bytes` is a local for 16 of them; `besides` is run once for each
 * sixteen.
 */
export function gather(
  textAt: number,
  bytes: number,
  wanted: readonly (readonly [number, Code])[],
  besides: Code = [],
): Code {
  return [0, 1, 2, 3].flatMap((index) => [
    ...local.set(bytes, sixteen(textAt, index)),
    ...besides,
    ...wanted.flatMap(([bits, isWanted]) => {
      const sixteenBits = moved(i64.fromI32(i8x16.bitmask(isWanted)), 16 * index)
      return local.set(bits, index === 0 ? sixteenBits : i64.or(local.get(bits), sixteenBits))
    }),
  ])
}

/**
 * Writes where each bit of the local `hits` stands to the address in the local `into`, which moves on, and clears them.
 * So many are written at a time, whether they are there or not, because asking takes longer.
 */
export function emit(hits: number, end: number, into = out, atATime = 4): Code {
  const writeFirst = (slot: number) => [
    ...i32.store(
      local.get(into),
      4 * slot,
      i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(hits)))),
    ),
    ...local.set(hits, i64.and(local.get(hits), i64.subtract(local.get(hits), i64.constant(1n)))),
  ]
  const count = i32.fromI64(i64.countOnes(local.get(hits)))
  const write = [
    ...Array.from({ length: atATime }, (_, slot) => writeFirst(slot)).flat(),
    ...local.set(into, i32.add(local.get(into), i32.constant(4 * atATime))),
  ]
  return [
    ...local.set(end, i32.add(local.get(into), i32.shiftLeft(count, i32.constant(2)))),
    ...write,
    ...repeat(leaveIf(i32.greaterOrEqual(local.get(into), local.get(end))), write),
    ...local.set(into, local.get(end)),
  ]
}

export function isFalse(condition: Code): Code {
  return i32.equal(condition, i32.constant(0))
}

/**
 * Goes on with `then` where any of 64 bytes is wanted, with a bit for each of them in the local `bits`. `wanted` tells of
 * the 16 bytes that stand so far behind `from`; `found` are four locals for what it says.
 */
export function whereWanted(
  bits: number,
  found: readonly [number, number, number, number],
  wanted: (distance: number) => Code,
  ...then: readonly Code[]
): Code {
  const sixteenBits = (one: number, index: number) =>
    moved(i64.fromI32(i8x16.bitmask(local.get(one))), 16 * index)
  return [
    ...found.flatMap((one, index) => local.set(one, wanted(16 * index))),
    ...when(
      v128.anyTrue(found.map((one) => local.get(one)).reduce((one, other) => v128.or(one, other))),
      local.set(
        bits,
        found.map(sixteenBits).reduce((one, other) => i64.or(one, other)),
      ),
      ...then,
    ),
  ]
}

/** Runs `body` for each bit of the local `bits`, with the place of its byte in the local `at`, and clears it. */
export function forEachBit(bits: number, at: number, ...body: readonly Code[]): Code {
  return repeat(
    leaveIf(i64.isZero(local.get(bits))),
    local.set(at, i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(bits))))),
    local.set(bits, i64.and(local.get(bits), i64.subtract(local.get(bits), i64.constant(1n)))),
    ...body,
  )
}

/**
 * Sets the local `inside` where an odd number of the bits of the local `quotes` stand in front or at: from an opening mark
 * to before the closing one.
 */
export function stringsFrom(quotes: number, inside: number): Code {
  const spread = [1, 2, 4, 8, 16, 32].flatMap((distance) =>
    local.set(inside, i64.xor(local.get(inside), moved(local.get(inside), distance))),
  )
  return [...local.set(inside, local.get(quotes)), ...spread]
}

/** Sets the local `firstInside` to all ones when the last of the bits of the local `inside` is set, otherwise to 0. */
export function insideBehind(inside: number, firstInside: number): Code {
  return local.set(firstInside, i64.subtract(zero, ahead(local.get(inside), 63)))
}

export const lowerCaseBit = 0x20

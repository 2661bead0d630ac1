// The few instructions of WebAssembly that the scan kernels are made of, as functions of their operands, each giving
// the bytes that encode it (WebAssembly Core Specification 2.0, section 5, Binary Format).

/** Encoded instructions: an expression that leaves one value, or a statement that leaves none. */
export type Code = readonly number[]

/** An unsigned integer in LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

/** A signed integer of at most 64 bits in LEB128. */
function signed(value: bigint): Code {
  const bytes: number[] = []
  let rest = value
  for (;;) {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

/** A sequence with its length in front. */
export function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

const unary = (opcode: Code) => (operand: Code) => [...operand, ...opcode]
const binary = (opcode: Code) => (left: Code, right: Code) => [...left, ...right, ...opcode]
/** Behind every offset in a memory; from here on are those in the second memory of a module. */
const secondMemory = 2 ** 32

/** The offset of a place in the second memory, which `load` and its like tell from those in the first. */
export const inSecondMemory = (place: number): number => secondMemory + place

/** The place in the second memory of an offset there. */
export const placeInSecondMemory = (offset: number): number => offset - secondMemory

/** Where something is loaded from: no alignment is needed (section 5.4.6; a memory's number follows a bit in its place). */
function place(offset: number): Code {
  const namesMemory = 0x40
  return offset < secondMemory
    ? [0, ...unsigned(offset)]
    : [namesMemory, 1, ...unsigned(placeInSecondMemory(offset))]
}

/** Loads from `address` plus `offset`. */
const load = (opcode: Code) => (address: Code, offset: number) => [...address, ...opcode, ...place(offset)]

export const i32 = {
  type: 0x7f,
  constant: (value: number): Code => [0x41, ...signed(BigInt(value | 0))],
  load: load([0x28]),
  /** One byte, unsigned. */
  loadByte: load([0x2d]),
  /** Two bytes, unsigned. */
  loadShort: load([0x2f]),
  store: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    0x36,
    0,
    ...unsigned(offset),
  ],
  fromI64: unary([0xa7]),
  isZero: unary([0x45]),
  equal: binary([0x46]),
  notEqual: binary([0x47]),
  lessThan: binary([0x49]),
  greaterOrEqual: binary([0x4f]),
  countTrailingZeros: unary([0x68]),
  countOnes: unary([0x69]),
  add: binary([0x6a]),
  subtract: binary([0x6b]),
  multiply: binary([0x6c]),
  and: binary([0x71]),
  or: binary([0x72]),
  xor: binary([0x73]),
  shiftLeft: binary([0x74]),
  shiftRight: binary([0x76]),
} as const

export const i64 = {
  type: 0x7e,
  constant: (value: bigint): Code => [0x42, ...signed(value)],
  load: load([0x29]),
  store: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    0x37,
    0,
    ...unsigned(offset),
  ],
  fromI32: unary([0xad]),
  isZero: unary([0x50]),
  equal: binary([0x51]),
  countTrailingZeros: unary([0x7a]),
  countOnes: unary([0x7b]),
  subtract: binary([0x7d]),
  and: binary([0x83]),
  or: binary([0x84]),
  xor: binary([0x85]),
  shiftLeft: binary([0x86]),
  shiftRight: binary([0x88]),
} as const

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)]

export const v128 = {
  type: 0x7b,
  /** Loads 16 bytes. */
  load: load(simd(0)),
  /** Loads 8 bytes; the others are 0. */
  loadHalf: load(simd(93)),
  store: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    ...simd(11),
    0,
    ...unsigned(offset),
  ],
  /** Stores the first 8 bytes. */
  storeHalf: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    ...simd(91),
    0,
    ...unsigned(offset),
    0,
  ],
  /** Sixteen bytes. */
  constant: (bytes: readonly number[]): Code => [...simd(12), ...bytes],
  /** Loads 4 bytes; the others are 0. */
  loadQuarter: load(simd(92)),
  /** Loads 4 bytes into one of the four places of a vector. */
  loadInto: (index: number, address: Code, offset: number, into: Code): Code => [
    ...address,
    ...into,
    ...simd(86),
    ...place(offset),
    index,
  ],
  and: binary(simd(78)),
  or: binary(simd(80)),
  xor: binary(simd(81)),
  /** 1 when any bit is set. */
  anyTrue: unary(simd(83)),
} as const

export const i8x16 = {
  /** Sixteen times the same byte. */
  splat: unary(simd(15)),
  /** The bytes of the first that the second names by their index; 0 where it names none. */
  swizzle: binary(simd(14)),
  equal: binary(simd(35)),
  signedLessThan: binary(simd(37)),
  lessThan: binary(simd(38)),
  subtract: binary(simd(113)),
  /** The highest bit of each byte, as 16 bits. */
  bitmask: unary(simd(100)),
} as const

/** Four integers of 32 bits side by side. */
export const i32x4 = {
  /** Four times the same integer. */
  splat: unary(simd(17)),
  extract: (vectorOfFour: Code, place: number): Code => [...vectorOfFour, ...simd(27), place],
  replace: (vectorOfFour: Code, place: number, value: Code): Code => [
    ...vectorOfFour,
    ...value,
    ...simd(28),
    place,
  ],
  equal: binary(simd(55)),
  /** The highest bit of each, as 4 bits. */
  bitmask: unary(simd(164)),
  /** Shifts all of them by the same number of bits. */
  shiftRight: binary(simd(173)),
  multiply: binary(simd(181)),
} as const

export const local = {
  get: (index: number): Code => [0x20, ...unsigned(index)],
  set: (index: number, value: Code): Code => [...value, 0x21, ...unsigned(index)],
} as const

const noResult = 0x40
const end = 0x0b

/** Runs `body` over and over; inside, `leaveIf` ends that. */
export function repeat(...body: readonly Code[]): Code {
  return [0x02, noResult, 0x03, noResult, ...body.flat(), 0x0c, 0, end, end]
}

/** Leaves the innermost `repeat` when the condition holds; `inside` so many a `when` or `choose` in it. */
export function leaveIf(condition: Code, inside = 0): Code {
  return [...condition, 0x0d, ...unsigned(1 + inside)]
}

/** Starts the innermost `repeat` over when the condition holds; `inside` as for `leaveIf`. */
export function againIf(condition: Code, inside = 0): Code {
  return [...condition, 0x0d, ...unsigned(inside)]
}

/** Runs `body` when the condition holds. */
export function when(condition: Code, ...body: readonly Code[]): Code {
  return [...condition, 0x04, noResult, ...body.flat(), end]
}

/** Runs one of two when the condition holds and the other when it does not. */
export function choose(condition: Code, yes: readonly Code[], no: readonly Code[]): Code {
  return [...condition, 0x04, noResult, ...yes.flat(), 0x05, ...no.flat(), end]
}

/** Ends the function with a result; from anywhere. */
export function returnWith(result: Code): Code {
  return [...result, 0x0f]
}

/** Leaves a value aside. */
export function drop(value: Code): Code {
  return [...value, 0x1a]
}

/** One of two values, without a jump. */
export function select(condition: Code, yes: Code, no: Code): Code {
  return [...yes, ...no, ...condition, 0x1b]
}

/** Calls the function of the module with this number. */
export function callNumber(index: number, operands: readonly Code[]): Code {
  return [...operands.flat(), 0x10, ...unsigned(index)]
}

import { mostArtists } from '../fuzzy/artist-parts.ts'
import type { BlockIndex } from '../fuzzy/block-index.ts'
import { entryBytes, signCount } from './folded-signs.ts'
import { callNumber, type Code, i32, i64, i8x16, local, v128 } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// What the functions of the screen for names share: where things lie, how their locals are numbered, a few expressions.

/** What a screen may answer: all bits clear when the row is surely of no interest. */
export const screened = {
  /** Names written differently may be meant. */
  similar: 1,
  /** Title and artist may equal those of a recording. */
  mayBeEqual: 2,
  /** A sign came up that has to be learned first. */
  unknownSign: 4,
  /** The cell for ISRCs may hold one of the catalogue's. */
  code: 8,
  /** The row has to be read cell by cell. */
  irregular: 16,
} as const

/** Longer names are left to others. */
export const longestScreened = 112

/** Where the parts of a folded name are: its length, its hash, its letters (0 until somebody asks), its bytes. */
export const nameParts = { length: 0, hash: 4, letters: 8, bytes: 24 } as const
/** In front of the bytes are eight zeros, and behind them too. */
export const nameBytes = 224

const packingBytes = 256 * 8
/** Behind the last, `part`, stand those of further artists of a credit. */
const names = ['title', 'artist', 'whole', 'rest', 'lastArtist', 'part'] as const
const nameCount = names.length + mostArtists
/** Where the screen's own bytes are: the packing table, names being folded, the state of a pass over rows, signs. */
const namesOffset = packingBytes
export const keysOffset = namesOffset + nameCount * nameBytes
export const stateOffset = keysOffset + 64
export const signsOffset = stateOffset + 128
export const shapesOffset = signsOffset + signCount * entryBytes
/** Shapes of rows that are kept, and room for each. */
export const mostShapes = 6
export const shapeRoom = 6144
/** Where rows that are asked for together are noted (`row-batch.ts`). */
export const batchOffset = align(shapesOffset + mostShapes * shapeRoom)
/** Rows and pairs of names that are noted at most, the bytes of each, and of what stands in front of them. */
export const batch = {
  rows: 64,
  rowBytes: 32,
  pairs: 512,
  pairBytes: 48,
  headBytes: 64,
  lookUps: 128,
} as const
/** What is kept of a look-up that is prepared. */
export const lookUpBytes = 32
/** Pairs of names that a row has at most: title and artist, three around a dash, and one for each further artist. */
export const mostPairs = 4 + mostArtists
/** Where `screenNames` tells which titles of the index may be those of a row (`nearby-names.ts`). */
export const nearbyOffset =
  batchOffset +
  batch.headBytes +
  batch.rows * batch.rowBytes +
  batch.pairs * (batch.pairBytes + 4) +
  batch.lookUps * lookUpBytes
/** In front of them: how many there are, which may be more than are told, and whether all names could be looked up. */
export const nearbyHead = { count: 0, complete: 4, bytes: 8 } as const
/** Of each: its number, and the addresses of the two names that come close. */
export const nearbyParts = { number: 0, title: 4, artist: 8, bytes: 12 } as const
export const mostNearby = 40
/** Bytes that a screen needs for itself. */
export const screenBytes = align(nearbyOffset + nearbyHead.bytes + mostNearby * nearbyParts.bytes)

/** The next place at which a line of the processor's caches starts. */
export function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

/** The address of a name being folded. */
export function nameAt({ screenAt }: ScreenLayout, name: (typeof names)[number]): number {
  return screenAt + namesOffset + names.indexOf(name) * nameBytes
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

export interface ScreenLayout {
  readonly textAt: number
  /** Where the screen's own bytes start. */
  readonly screenAt: number
  /** The filter of keys. */
  readonly filter: FilterPlace
  /**
   * A filter that knows the same keys and is asked first: laid together so small that it stays in a cache of the
   * processor, it knows more that were never added. The filter itself when that is no larger.
   */
  readonly near: FilterPlace
  /** Where a copy of each part of a `BlockIndex` lies; null when only equal names are looked for. */
  readonly blocks: BlocksLayout | null
}

/** Where a filter lies, and of how many 32-bit integers it is (a power of two). */
export interface FilterPlace {
  readonly at: number
  readonly words: number
  /** `filterShift` of the whole filter; the lowest bits that it leaves tell the word. */
  readonly shift: number
}

export const blockParts = [
  'buckets',
  'entries',
  'names',
  'nameParts',
] as const satisfies readonly (keyof BlockIndex)[]
export type BlocksLayout = Readonly<Record<(typeof blockParts)[number], number>> &
  Pick<BlockIndex, 'bucketShift' | 'titleBits'>

/** The functions of the module, in order: a call names one by its number. The last ones may be left out. */
export const functionNames = [
  'findBytes',
  'findJsonMarks',
  'findCodeEnds',
  'findByte',
  'findCodeKeys',
  'findCodes',
  'passPlainRows',
  'findCells',
  'screenCodeRows',
  'screenRows',
  'fitsShape',
  'foldName',
  'mayHideArticle',
  'hasControl',
  'cutTitle',
  'findBetween',
  'wordBetween',
  'isLastArtist',
  'copyArtist',
  'screenNames',
  'gatherNames',
  'askBatch',
  'isCloseName',
  'shareBlock',
  'noteKeys',
] as const
type FunctionName = (typeof functionNames)[number]

export function call(name: FunctionName, ...operands: readonly Code[]): Code {
  return callNumber(functionNames.indexOf(name), operands)
}

type Numbers<Name extends string> = Readonly<Record<Name, number>>

/** A function whose parameters and locals have names; `body` gets their numbers. */
export function define<
  const Parameter extends string,
  const Integer extends string = never,
  const Vector extends string = never,
  const Long extends string = never,
>(
  name: FunctionName,
  given: {
    readonly parameters: readonly Parameter[]
    readonly integers?: readonly Integer[]
    readonly vectors?: readonly Vector[]
    /** Integers of 64 bits. */
    readonly longs?: readonly Long[]
  },
  body: (numbers: Numbers<Parameter | Integer | Vector | Long>) => readonly Code[],
): ModuleFunction {
  const { parameters, integers = [], vectors = [], longs = [] } = given
  const all = [...parameters, ...integers, ...vectors, ...longs]
  const numbers = Object.fromEntries(all.map((one, index) => [one, index]))
  return {
    name,
    parameters: parameters.length,
    locals: [...integers.map(() => i32.type), ...vectors.map(() => v128.type), ...longs.map(() => i64.type)],
    body: body(numbers as Numbers<Parameter | Integer | Vector | Long>).flat(),
  }
}

export const { get, set } = local
export const constant = i32.constant
export const zero = constant(0)
export const splat = (byte: number): Code => i8x16.splat(constant(byte))
export const codeOf = (sign: string): number => sign.charCodeAt(0)
/** Up to four letters as one integer, the first in the lowest bits. */
export const letters = (text: string): Code =>
  constant([...text].reduce((all, sign, at) => all | (codeOf(sign) << (8 * at)), 0))
export const any = (...conditions: readonly Code[]): Code =>
  conditions.reduce((one, other) => v128.or(one, other))
export const either = (...conditions: readonly Code[]): Code =>
  conditions.reduce((one, other) => i32.or(one, other))
export const both = (...conditions: readonly Code[]): Code =>
  conditions.reduce((one, other) => i32.and(one, other))
export const is = (vector: number, sign: string): Code => i8x16.equal(get(vector), splat(codeOf(sign)))
/** Lower case differs from upper case in one bit, in which other signs differ too. */
const lowerCaseBit = 0x20
export const lower = (vector: number): Code => v128.or(get(vector), splat(lowerCaseBit))
export const isLetter = (vector: number, letter: string): Code =>
  i8x16.equal(lower(vector), splat(codeOf(letter)))
export const lowerFour = (four: Code): Code => i32.or(four, constant(0x20202020))
export const increase = (name: number, by: Code): Code => set(name, i32.add(get(name), by))
/** True for a byte that is a small letter or a digit, among bytes that had their bit for lower case set. */
export const isLetterOrDigit = (byte: Code): Code =>
  either(
    i32.lessThan(i32.subtract(byte, constant(codeOf('a'))), constant(26)),
    i32.lessThan(i32.subtract(byte, constant(codeOf('0'))), constant(10)),
  )

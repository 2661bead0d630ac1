import { textCapacity } from '../text-window.ts'
import { findCells } from './cell-kernels.ts'
import { digitsHash, findCodeEnds, findCodes } from './code-kernels.ts'
import { screenCodeRows } from './code-rows.ts'
import { readAhead } from './kernel-parts.ts'
import { findByte, findBytes, findCodeKeys, findJsonMarks } from './kernels.ts'
import { passPlainRows } from './plain-rows.ts'
import { entryBytes, learnSigns, signCount } from './folded-signs.ts'
import { gatherNames, mayHideArticle, screenNames } from './name-screen.ts'
import { copyArtist, isLastArtist } from './last-artist.ts'
import { fitsShape, shapeBytes, writeShape } from './json-shape.ts'
import { NearbyNames } from './nearby-names.ts'
import { askBatch } from './ask-batch.ts'
import { noteKeys } from './row-batch.ts'
import { rowState, screenRows } from './row-screen.ts'
import { shareBlock } from './screen-blocks.ts'
import { isCloseName } from './screen-closeness.ts'
import { cutTitle, findBetween, hasControl, wordBetween } from './screen-cut.ts'
import { foldName } from './screen-fold.ts'
import type { NamesMemory } from './names-memory.ts'
import {
  align,
  functionNames,
  packingTable,
  shapeRoom,
  shapesOffset,
  screenBytes,
  screened,
  type ScreenLayout,
  signsOffset,
  stateOffset,
} from './screen-parts.ts'
import { createMemory, instantiate, type LinearMemory, pageBytes } from './wasm-memory.ts'
import { encodeModule, type ModuleFunction } from './wasm-module.ts'

/**
 * Memory for a stretch of text that is scanned many bytes at a time, by WebAssembly that uses the processor's vector
 * instructions. What was found last stands in `positions` and `codeEnds`, in ascending order, and may be overwritten.
 * Only what is used of it takes up real memory.
 */
export interface ScanMemory {
  /** The text. */
  readonly bytes: Buffer
  readonly positions: Int32Array
  readonly codeEnds: Int32Array
  /** Finds four bytes in `bytes[from…to)` and returns how many there are. */
  findBytes(from: number, to: number, wanted: readonly [number, number, number, number]): number
  /**
   * Finds the marks that JSON lines are built of in `bytes[from…to)` and returns how many there are: brackets,
   * braces, colons, commas and backslashes outside strings, the opening marks of strings, and line feeds. `from` must
   * not lie in a string.
   */
  findJsonMarks(from: number, to: number): number
  /**
   * Finds in `bytes[from…to)`, where a row starts, what ends the cells of delimited text, and returns how many there are. In
   * `rowEnds` is then where a terminator stands, and in `oddBytes` what cannot be told but byte by byte; behind the last of
   * either stands a position behind every other. They may reach beyond `to`.
   */
  findCells(from: number, to: number, delimiter: number, terminator: number): number
  readonly rowEnds: Int32Array
  readonly oddBytes: Int32Array
  /** Finds one byte in `bytes[from…to)` and returns how many there are. Quicker than `findBytes` where it is rare. */
  findByte(from: number, to: number, wanted: number): number
  /** Finds “isrc” in any case and returns how many there are; a position is that of the second letter. */
  findCodeKeys(from: number, to: number): number
  /**
   * Passes over rows of JSON. True when each line feed in `bytes[from…to)` stands between two objects and each “isrc” is the
   * end of a key with a code in stored form behind it, an empty text or null; then `positions` starts with the number of line
   * feeds and the place of the last. What is looked at may reach beyond `to`.
   */
  passPlainRows(from: number, to: number): boolean
  /**
   * Finds in `bytes[from…to)` where the last seven digits of a longer or equal run start, if they may be those of a
   * code that was given, and `-dd-ddddd`. Returns how many there are. What is found may reach beyond `to`.
   */
  findCodeEnds(from: number, to: number): number
  /**
   * Finds in `bytes[from…to)` where two letters stand five bytes in front of seven digits that may be those of a code,
   * and `-dd-ddddd`, whatever stands beside them. Returns how many there are; where is told in `codeEnds`. What is found may
   * reach beyond `to`.
   */
  findCodes(from: number, to: number): number
  /**
   * Tells of a title and an artist in `bytes` whether they may be a recording's: bits of `screened`. Null when no names
   * were given to look for.
   */
  readonly screenNames: NameScreen | null
  /** What it noted of names that are written differently; null when only equal ones are looked for. */
  readonly nearby: NearbyNames | null
  /**
   * What `screenRows` is told and tells: a number for each of `rowState`, as 32-bit integers in their order.
   */
  readonly rows: Int32Array
  /**
   * Passes over rows of delimited text, between the `positions` that `findBytes` found. Returns 0 when all rows that are
   * there have been passed over, otherwise bits of `screened` for the row it stopped at.
   */
  screenRows(): number
  /** As `screenRows`, where nothing but codes is looked for, between the `positions` that `findCells` found. */
  screenCodeRows(): number
  /**
   * Keeps the shape of the whole row of JSON whose marks are `positions[from…behind)` in one of `mostShapes` places. False
   * for a row built in a way no other will be.
   */
  keepShape(place: number, from: number, behind: number): boolean
  /** Tells whether the row of JSON whose marks start at `positions[from]` has for certain the shape that is kept. */
  fitsShape(place: number, from: number): boolean
}

export type NameScreen = (
  titleStart: number,
  titleEnd: number,
  artistStart: number,
  artistEnd: number,
) => number

/**
 * Memory for windows that read blocks of `blockBytes`. `codeDigits` are the last seven digits of each code.
 */
export function createScanMemory(
  blockBytes: number,
  codeDigits: Int32Array,
  names: NamesMemory | null = null,
): ScanMemory {
  return scanMemory(textCapacity(blockBytes), codeDigits, names)
}

/** @param capacity of the text, in bytes. */
export function scanMemory(
  capacity: number,
  codeDigits: Int32Array,
  names: NamesMemory | null = null,
): ScanMemory {
  const filterBits = 2 ** Math.ceil(Math.log2(Math.max(1 << 17, codeDigits.length * 16)))
  const textAt = filterBits / 8
  const positionsAt = align(textAt + capacity + readAhead)
  const codeEndsAt = positionsAt + 4 * (capacity + readAhead)
  // Between the starts of two finds there are at least seven bytes.
  const rowEndsAt = align(codeEndsAt + 4 * (Math.ceil(capacity / 7) + readAhead))
  const oddBytesAt = align(rowEndsAt + 4 * (capacity + readAhead))
  const screenAt = align(oddBytesAt + 4 * (capacity + readAhead))
  const pages = Math.ceil((screenAt + screenBytes) / pageBytes)
  const memory = createMemory(pages, false)
  const kernels = kernelsFor(memory, pages, names, { textAt, screenAt, filterBits })
  const { buffer } = memory
  new Uint8Array(buffer, screenAt).set(packingTable())
  fillFilter(new Uint8Array(buffer, 0, textAt), codeDigits, filterBits)
  const positions = new Int32Array(buffer, positionsAt, capacity + readAhead)
  const codeEnds = new Int32Array(buffer, codeEndsAt, (rowEndsAt - codeEndsAt) >> 2)
  const found = (end: number, to: number) => within(positions, (end - positionsAt) / 4, to)
  return {
    bytes: Buffer.from(buffer, textAt, capacity),
    positions,
    codeEnds,
    rows: new Int32Array(buffer, screenAt + stateOffset, rowState.length),
    findBytes: (from, to, [one, two, three, four]) =>
      found(kernels.findBytes(from, to, positionsAt, one, two, three, four), to),
    findCells: (from, to, delimiter, terminator) =>
      found(kernels.findCells(from, to, positionsAt, delimiter, terminator, rowEndsAt, oddBytesAt), to),
    rowEnds: new Int32Array(buffer, rowEndsAt, capacity + readAhead),
    oddBytes: new Int32Array(buffer, oddBytesAt, capacity + readAhead),
    findJsonMarks: (from, to) => found(kernels.findJsonMarks(from, to, positionsAt), to),
    findByte: (from, to, wanted) => found(kernels.findByte(from, to, positionsAt, wanted), to),
    findCodeKeys: (from, to) => found(kernels.findCodeKeys(from, to, positionsAt), to),
    passPlainRows: (from, to) => kernels.passPlainRows(from, to, positionsAt) === 1,
    findCodes: (from, to) => within(codeEnds, (kernels.findCodes(from, to, codeEndsAt) - codeEndsAt) / 4, to),
    findCodeEnds: (from, to) =>
      within(codeEnds, (kernels.findCodeEnds(from, to, codeEndsAt) - codeEndsAt) / 4, to),
    screenNames: kernels.screenNames ? learning(kernels.screenNames, buffer, textAt, screenAt) : null,
    nearby: names?.blocks ? new NearbyNames(buffer, screenAt) : null,
    screenRows: () => kernels.screenRows(positionsAt),
    screenCodeRows: () => kernels.screenCodeRows(positionsAt, rowEndsAt, oddBytesAt),
    keepShape: (place, from, behind) => {
      const shape = new DataView(buffer, screenAt + shapesOffset + place * shapeRoom, shapeBytes)
      return writeShape(shape, new Uint8Array(buffer, textAt, capacity), positions, from, behind)
    },
    fitsShape: (place, from) =>
      kernels.fitsShape(positionsAt + 4 * from, screenAt + shapesOffset + place * shapeRoom) === 1,
  }
}

type Kernel = (from: number, to: number, out: number, ...more: number[]) => number
type Kernels = Readonly<
  Record<'findBytes' | 'findJsonMarks' | 'findCodeEnds' | 'findByte', Kernel> &
    Record<'findCodeKeys' | 'findCodes' | 'passPlainRows' | 'findCells', Kernel>
> & {
  screenRows(marks: number): number
  screenCodeRows(marks: number, rowEnds: number, oddBytes: number): number
  fitsShape(marks: number, shape: number): number
  readonly screenNames?: NameScreen
}

interface ModuleLayout {
  readonly textAt: number
  readonly screenAt: number
  readonly filterBits: number
}

function kernelsFor(
  memory: LinearMemory,
  pages: number,
  names: NamesMemory | null,
  layout: ModuleLayout,
): Kernels {
  const functions = functionsOf(layout, names)
  if (functions.some(({ name }, index) => name !== functionNames[index])) {
    throw new Error('the functions of the scan module are out of order')
  }
  const code = encodeModule(pages, names?.pages ?? null, functions)
  return instantiate(code, names === null ? { memory } : { memory, names: names.memory }) as Kernels
}

function functionsOf(
  { textAt, screenAt, filterBits }: ModuleLayout,
  sought: NamesMemory | null,
): readonly ModuleFunction[] {
  const codes = { filterAt: 0, filterBits, keys: sought?.filter ?? null }
  const kernels = [
    ...[findBytes(textAt), findJsonMarks(textAt), findCodeEnds(textAt, 0, filterBits)],
    ...[findByte(textAt), findCodeKeys(textAt), findCodes(textAt, 0, filterBits)],
    passPlainRows(textAt),
    findCells(textAt),
    screenCodeRows({ textAt, screenAt }, codes),
    screenRows({ textAt, screenAt }, codes),
    fitsShape(textAt),
  ]
  if (sought === null) return kernels
  const { filter, near, blocks } = sought
  const screen: ScreenLayout = { textAt, screenAt, filter, near, blocks }
  const cells = [foldName, mayHideArticle, hasControl, cutTitle, findBetween, wordBetween]
  const names = [...cells, isLastArtist, copyArtist, screenNames, gatherNames, askBatch]
  const similar = blocks === null ? [] : [isCloseName(blocks), shareBlock(screen, blocks), noteKeys(screen)]
  return [...kernels, ...names.map((make) => make(screen)), ...similar]
}

/** A screen that is told of the signs it does not know. */
function learning(screen: NameScreen, buffer: ArrayBuffer, textAt: number, screenAt: number): NameScreen {
  const signs = new Uint8Array(buffer, screenAt + signsOffset, signCount * entryBytes)
  const text = new Uint8Array(buffer, textAt)
  return (titleStart, titleEnd, artistStart, artistEnd) => {
    const answer = screen(titleStart, titleEnd, artistStart, artistEnd)
    if ((answer & screened.unknownSign) === 0) return answer
    learnSigns(signs, text, titleStart, titleEnd)
    learnSigns(signs, text, artistStart, artistEnd)
    return screen(titleStart, titleEnd, artistStart, artistEnd)
  }
}

function fillFilter(filter: Uint8Array, codeDigits: Int32Array, filterBits: number): void {
  const { length } = codeDigits
  for (let at = 0; at < length; at++) {
    const bit = digitsHash(codeDigits[at] ?? 0, filterBits)
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
}

/** How many of the first `count` positions lie before `to`; a kernel may have looked further. */
function within(positions: Int32Array, count: number, to: number): number {
  let left = count
  while (left > 0 && (positions[left - 1] ?? 0) >= to) left--
  return left
}

import { textCapacity } from '../text-window.ts'
import { digitsHash, findBytes, findCodeEnds, findJsonMarks, readAhead } from './kernels.ts'
import { entryBytes, learnSigns, signCount } from './folded-signs.ts'
import { packingTable, screenNames } from './name-screen.ts'
import { screenBytes, screened, type ScreenLayout, signsOffset } from './screen-parts.ts'
import { encodeModule } from './wasm-module.ts'

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
   * Finds in `bytes[from…to)` where the last seven digits of a longer or equal run start, if they may be those of a
   * code that was given, and `-dd-ddddd`. Returns how many there are. What is found may reach beyond `to`.
   */
  findCodeEnds(from: number, to: number): number
  /**
   * Tells of a title and an artist in `bytes` whether they may be a recording's: bits of `screened`. Null when no names
   * were given to look for.
   */
  readonly screenNames: NameScreen | null
}

export type NameScreen = (
  titleStart: number,
  titleEnd: number,
  artistStart: number,
  artistEnd: number,
) => number

// What is used of WebAssembly's interface, which the types of Node do not declare.
interface LinearMemory {
  readonly buffer: ArrayBuffer
}
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => LinearMemory
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: { readonly memory: LinearMemory } },
  ) => { readonly exports: unknown }
}

const pageBytes = 65_536

/**
 * Memory for windows that read blocks of `blockBytes`. `codeDigits` are the last seven digits of each code,
 * `nameKeys` the filter of a `BlockIndex` when names written differently are looked for.
 */
export function createScanMemory(
  blockBytes: number,
  codeDigits: Int32Array,
  nameKeys: Uint32Array | null = null,
): ScanMemory {
  return scanMemory(textCapacity(blockBytes), codeDigits, nameKeys)
}

/** @param capacity of the text, in bytes. */
export function scanMemory(
  capacity: number,
  codeDigits: Int32Array,
  nameKeys: Uint32Array | null = null,
): ScanMemory {
  const filterBits = 2 ** Math.ceil(Math.log2(Math.max(1 << 15, codeDigits.length * 16)))
  const textAt = filterBits / 8
  const positionsAt = align(textAt + capacity + readAhead)
  const codeEndsAt = positionsAt + 4 * (capacity + readAhead)
  // Between the starts of two finds there are at least seven bytes.
  const screenAt = align(codeEndsAt + 4 * (Math.ceil(capacity / 7) + readAhead))
  const filterAt = align(screenAt + screenBytes)
  const pages = Math.ceil((filterAt + (nameKeys?.byteLength ?? 0)) / pageBytes)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const screen = nameKeys && { textAt, screenAt, filterAt, filterWords: nameKeys.length }
  const kernels = instantiate(memory, pages, { textAt, filterBits, screen })
  const { buffer } = memory
  if (nameKeys !== null) {
    new Uint8Array(buffer, screenAt).set(packingTable())
    new Uint32Array(buffer, filterAt, nameKeys.length).set(nameKeys)
  }
  fillFilter(new Uint8Array(buffer, 0, textAt), codeDigits, filterBits)
  const positions = new Int32Array(buffer, positionsAt, capacity + readAhead)
  const codeEnds = new Int32Array(buffer, codeEndsAt, (screenAt - codeEndsAt) >> 2)
  const found = (end: number, to: number) => within(positions, (end - positionsAt) / 4, to)
  return {
    bytes: Buffer.from(buffer, textAt, capacity),
    positions,
    codeEnds,
    findBytes: (from, to, [one, two, three, four]) =>
      found(kernels.findBytes(from, to, positionsAt, one, two, three, four), to),
    findJsonMarks: (from, to) => found(kernels.findJsonMarks(from, to, positionsAt), to),
    findCodeEnds: (from, to) =>
      within(codeEnds, (kernels.findCodeEnds(from, to, codeEndsAt) - codeEndsAt) / 4, to),
    screenNames: kernels.screenNames ? learning(kernels.screenNames, buffer, textAt, screenAt) : null,
  }
}

type Kernel = (from: number, to: number, out: number, ...more: number[]) => number
type Kernels = Readonly<Record<'findBytes' | 'findJsonMarks' | 'findCodeEnds', Kernel>> & {
  readonly screenNames?: NameScreen
}

function instantiate(
  memory: LinearMemory,
  pages: number,
  {
    textAt,
    filterBits,
    screen,
  }: { readonly textAt: number; readonly filterBits: number; readonly screen: ScreenLayout | null },
): Kernels {
  const functions = [
    ...[findBytes(textAt), findJsonMarks(textAt), findCodeEnds(textAt, 0, filterBits)],
    ...(screen === null ? [] : [screenNames(screen)]),
  ]
  const module = new WebAssembly.Module(encodeModule(pages, functions))
  const { exports } = new WebAssembly.Instance(module, { host: { memory } })
  return exports as Kernels
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
  for (const digits of codeDigits) {
    const bit = digitsHash(digits, filterBits)
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
}

/** How many of the first `count` positions lie before `to`; a kernel may have looked further. */
function within(positions: Int32Array, count: number, to: number): number {
  let left = count
  while (left > 0 && (positions[left - 1] ?? 0) >= to) left--
  return left
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

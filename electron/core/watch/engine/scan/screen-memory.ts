import type { BlockIndex } from '../fuzzy/block-index.ts'
import { filterShift } from '../fuzzy/key-filter.ts'
import {
  align,
  blockParts,
  type BlocksLayout,
  packingTable,
  screenBytes,
  type ScreenLayout,
} from './screen-parts.ts'

// Where the names that are looked for lie in the memory of a scan.

/** Names that are looked for. */
export interface SoughtNames {
  /** Keys of the names, and of all codes whole. */
  readonly keys: Uint32Array
  /** Set when names that are written differently are looked for as well. */
  readonly blocks: BlockIndex | null
}

/** Words of a filter of two megabytes: a smaller one knows too many keys that were never added. */
export const cachedWords = 1 << 19

/** Where the screen finds what, and where the memory ends. */
export function layoutFor(
  names: SoughtNames | null,
  textAt: number,
  screenAt: number,
  nearWords: number,
): { readonly screen: ScreenLayout | null; readonly end: number } {
  const filterAt = align(screenAt + screenBytes)
  if (names === null) return { screen: null, end: filterAt }
  const shift = filterShift(names.keys.length)
  const filter = { at: filterAt, words: names.keys.length, shift }
  const nearAt = align(filterAt + names.keys.byteLength)
  const near = filter.words > nearWords ? { at: nearAt, words: nearWords, shift } : filter
  let end = near === filter ? nearAt : nearAt + 4 * nearWords
  const { blocks } = names
  const place = ({ byteLength }: Uint8Array | Int32Array) => {
    const at = end
    // Names are compared eight bytes at a time and entries loaded four at a time, and so may be read a little beyond.
    end = align(end + byteLength + 16)
    return at
  }
  const placed = blocks && {
    bucketShift: blocks.bucketShift,
    titleBits: blocks.titleBits,
    ...Object.fromEntries(blockParts.map((part) => [part, place(blocks[part])])),
  }
  // What stands behind the entries may be taken for one, and for the number of any title.
  if (placed) end = Math.max(end, align((placed as BlocksLayout).nameParts + 8 * 2 ** blocks.titleBits))
  const screen = { textAt, screenAt, filter, near }
  return { screen: { ...screen, blocks: placed as BlocksLayout | null }, end }
}

/** Copies the names to where the layout says. */
export function fillScreen(
  buffer: ArrayBuffer,
  names: SoughtNames | null,
  layout: ScreenLayout | null,
): void {
  if (names === null || layout === null) return
  const copy = (
    { buffer: from, byteOffset, byteLength }: Uint8Array | Int32Array | Uint32Array,
    at: number,
  ) => {
    new Uint8Array(buffer, at, byteLength).set(new Uint8Array(from, byteOffset, byteLength))
  }
  new Uint8Array(buffer, layout.screenAt).set(packingTable())
  copy(names.keys, layout.filter.at)
  const near = new Uint32Array(buffer, layout.near.at, layout.near.words)
  // A filter laid on itself stays as it is.
  for (let word = 0; word < names.keys.length; word++) {
    const at = word & (near.length - 1)
    near[at] = (near[at] ?? 0) | (names.keys[word] ?? 0)
  }
  for (const part of blockParts) {
    if (names.blocks !== null && layout.blocks !== null) copy(names.blocks[part], layout.blocks[part])
  }
}

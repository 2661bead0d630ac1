import type { BlockIndex } from '../fuzzy/block-index.ts'
import { filterShift } from '../fuzzy/key-filter.ts'
import { align, blockParts, type BlocksLayout, type FilterPlace, type ScreenLayout } from './screen-parts.ts'
import { inSecondMemory, placeInSecondMemory } from './wasm-code.ts'
import { createMemory, type LinearMemory, pageBytes } from './wasm-memory.ts'

// Where the names that are looked for lie. All threads read the same memory: copies of it would drive each other out of the
// caches that processors have in common.

/** Names that are looked for. */
export interface SoughtNames {
  /** Keys of the names, and of all codes whole. */
  readonly keys: Uint32Array
  /** Set when names that are written differently are looked for as well. */
  readonly blocks: BlockIndex | null
}

/** Names in a memory that can be sent to other threads, and where there: the second memory of a scan. */
export interface NamesMemory extends Pick<ScreenLayout, 'filter' | 'near' | 'blocks'> {
  readonly memory: LinearMemory<SharedArrayBuffer>
  readonly pages: number
}

/** Words of a filter of two megabytes: a smaller one knows too many keys that were never added. */
const cachedWords = 1 << 19

/**
 * Copies names to where threads can share them.
 *
 * @param nearWords of the filter that is asked first (a power of two); a filter of keys that is no larger needs none.
 */
export function placeNames(names: SoughtNames, nearWords = cachedWords): NamesMemory {
  const { end, ...places } = placesFor(names, nearWords)
  const pages = Math.ceil(end / pageBytes)
  const memory = createMemory(pages, true)
  fill(memory.buffer, names, places)
  return { memory, pages, ...places }
}

type Places = Pick<ScreenLayout, 'filter' | 'near' | 'blocks'>

function placesFor({ keys, blocks }: SoughtNames, nearWords: number): Places & { readonly end: number } {
  let end = 0
  const place = (bytes: number) => {
    const at = end
    // Names are compared eight bytes at a time and entries loaded four at a time, and so may be read a little beyond.
    end = align(end + bytes + 16)
    return inSecondMemory(at)
  }
  const shift = filterShift(keys.length)
  const filter: FilterPlace = { at: place(keys.byteLength), words: keys.length, shift }
  const near = keys.length > nearWords ? { at: place(4 * nearWords), words: nearWords, shift } : filter
  if (blocks === null) return { filter, near, blocks, end }
  const { bucketShift, titleBits } = blocks
  const parts = Object.fromEntries(blockParts.map((part) => [part, place(blocks[part].byteLength)]))
  const placed = { bucketShift, titleBits, ...parts } as BlocksLayout
  // What stands behind the entries may be taken for one, and for the number of any title.
  end = Math.max(end, align(placeInSecondMemory(placed.nameParts) + 8 * 2 ** titleBits))
  return { filter, near, blocks: placed, end }
}

function fill(buffer: SharedArrayBuffer, { keys, blocks }: SoughtNames, places: Places): void {
  const copy = (from: Uint8Array | Int32Array | Uint32Array, at: number) => {
    const bytes = new Uint8Array(from.buffer, from.byteOffset, from.byteLength)
    new Uint8Array(buffer, placeInSecondMemory(at), bytes.length).set(bytes)
  }
  copy(keys, places.filter.at)
  const near = new Uint32Array(buffer, placeInSecondMemory(places.near.at), places.near.words)
  // A filter laid on itself stays as it is.
  for (let word = 0; word < keys.length; word++) {
    const at = word & (near.length - 1)
    near[at] = (near[at] ?? 0) | (keys[word] ?? 0)
  }
  for (const part of blockParts) {
    if (blocks !== null && places.blocks !== null) copy(blocks[part], places.blocks[part])
  }
}

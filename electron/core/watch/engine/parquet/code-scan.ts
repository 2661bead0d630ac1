import type { CodeScanner } from '../code-scanner.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { TextPage } from './text-pages.ts'

/**
 * Rows of the group with a code of the catalogue anywhere in a column: its pages are searched as they are, and only
 * where something is found is it asked whose it is. Between two texts stand zeros.
 */
export function* rowsWithCodes(
  pages: Iterable<TextPage>,
  memory: ScanMemory,
  scanner: CodeScanner,
  from: number,
): Generator<number> {
  let bytes: Buffer | null = null
  let places: readonly number[] = []
  for (const page of pages) {
    // Pages that share a dictionary share their bytes.
    if (page.bytes !== bytes) places = placesOf(page, memory, scanner)
    bytes = page.bytes
    if (places.length === 0) continue
    for (let index = Math.max(0, from - page.start); index < page.count; index++) {
      const start = page.starts[index] ?? -1
      const end = page.ends[index] ?? 0
      if (start >= 0 && hasBetween(places, start, end)) yield page.start + index
    }
  }
}

/** Where codes start in the bytes of a page, in ascending order. */
function placesOf({ bytes }: TextPage, memory: ScanMemory, scanner: CodeScanner): readonly number[] {
  // What is scanned at a time overlaps: no code is longer, with what stands beside it.
  const overlap = 64
  const room = memory.bytes.length - overlap
  const found: number[] = []
  for (let at = 0; at < bytes.length; at += room - overlap) {
    const length = bytes.copy(memory.bytes, 0, at, Math.min(bytes.length, at + room))
    memory.bytes[length] = 0
    for (const place of scanner.scan(0, length, length)) {
      if (at + place > (found.at(-1) ?? -1)) found.push(at + place)
    }
  }
  return found
}

function hasBetween(places: readonly number[], start: number, end: number): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low < places.length && (places[low] ?? 0) < end
}

import type { CodeScanner } from '../code-scanner.ts'
import type { IsrcCellProbe } from '../isrc-cell.ts'
import { base36 } from '../isrc-code.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { TextPage } from './text-pages.ts'
import { gap, type Texts } from './texts.ts'

/** Bytes scanned at a time: so few that they stay in the processor's nearer caches. */
const pieceBytes = 1 << 17
/** What is scanned at a time overlaps: no code is longer, with what stands beside it. */
const overlap = 64

export interface CodeSearch {
  readonly memory: ScanMemory
  readonly scanner: CodeScanner
  /** For a column meant for ISRCs: knows them in spellings that are codes only there. */
  readonly cells: IsrcCellProbe | null
}

/**
 * Rows of the group from `from` on with a code of the catalogue anywhere in a column: its pages are searched as they are,
 * and only where something is found is it asked whose it is.
 */
export function* rowsWithCodes(
  pages: Iterable<TextPage>,
  search: CodeSearch,
  from: number,
): Generator<number> {
  let texts: Texts | null = null
  let found: readonly number[] = []
  for (const { start, page } of pages) {
    // Pages that share a dictionary share their texts.
    if (page.texts !== texts) found = textsWithCodes(page.texts, search)
    texts = page.texts
    if (found.length === 0) continue
    for (const row of page.having(found)) if (start + row >= from) yield start + row
  }
}

/** Numbers of the texts with a code, in ascending order. */
function textsWithCodes(texts: Texts, search: CodeSearch): readonly number[] {
  const { memory, scanner, cells } = search
  if (cells === null && !mayHoldCode(texts, search)) return []
  const { bytes, starts, count } = texts
  const found = new Set<number>()
  const end = starts[count] ?? 0
  let text = 0
  for (let at = texts.from; at < end; at += pieceBytes - overlap) {
    const length = bytes.copy(memory.bytes, 0, at, Math.min(end, bytes.length, at + pieceBytes))
    memory.bytes[length] = 0
    // The lowest byte of a length would else belong to what stands before.
    while (text > 0 && (starts[text - 1] ?? 0) - gap >= at) text--
    for (; text < count && (starts[text] ?? 0) - gap < at + length; text++)
      memory.bytes[(starts[text] ?? 0) - gap - at] = 0
    for (const place of scanner.scan(0, length, length)) found.add(texts.at(at + place))
  }
  if (cells !== null) addCells(texts, cells, found)
  return [...found].sort((one, other) => one - other)
}

/** False when no code is anywhere in the bytes, whatever stands beside it. */
function mayHoldCode({ bytes, from }: Texts, { memory, scanner }: CodeSearch): boolean {
  for (let at = from; at < bytes.length; at += pieceBytes - overlap) {
    const length = bytes.copy(memory.bytes, 0, at, Math.min(bytes.length, at + pieceBytes))
    if (scanner.mayFind(0, length)) return true
  }
  return false
}

/** Adds the cells that are a code in a spelling the scan does not see. */
function addCells(texts: Texts, cells: IsrcCellProbe, found: Set<number>): void {
  const { bytes, starts, count } = texts
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let text = 0; text < count; text++) {
    const start = starts[text] ?? 0
    const end = (starts[text + 1] ?? 0) - gap
    if (end - start < 12 || (end - start === 12 && isSeen(bytes, view, start))) continue
    if (cells.mayMatch(bytes, start, end)) found.add(text)
  }
}

/** True when twelve bytes that are a code are one the scan sees: two letters first, seven digits last. */
function isSeen(bytes: Buffer, view: DataView, start: number): boolean {
  if ((base36[bytes[start] ?? 0] ?? 0) < 10 || (base36[bytes[start + 1] ?? 0] ?? 0) < 10) return false
  return areDigits(view.getInt32(start + 5, true)) && areDigits(view.getInt32(start + 8, true))
}

/** True when four bytes are digits: each is 0x30 and up to nine more, so that six more do not carry. */
function areDigits(four: number): boolean {
  const values = four ^ 0x30303030
  return ((values | (values + 0x06060606)) & 0xf0f0f0f0) === 0
}

import type { CodeScanner } from '../code-scanner.ts'
import type { IsrcCellProbe } from '../isrc-cell.ts'
import { base36 } from '../isrc-code.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { TextPage } from './text-pages.ts'
import { gap, textAt, textCount, type Texts } from './texts.ts'

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
  let found: ReadonlySet<number> = new Set()
  for (const page of pages) {
    // Pages that share a dictionary share their texts.
    if (page.texts !== texts) found = textsWithCodes(page.texts, search)
    texts = page.texts
    if (found.size > 0) yield* rowsOf(page, found, from)
  }
}

function* rowsOf(page: TextPage, texts: ReadonlySet<number>, from: number): Generator<number> {
  const textOf = page.textOf()
  if (textOf === null) {
    for (const text of [...texts].sort((one, other) => one - other))
      if (page.start + text >= from) yield page.start + text
    return
  }
  const isWanted = new Uint8Array(textCount(page.texts))
  for (const text of texts) isWanted[text] = 1
  for (let row = Math.max(0, from - page.start); row < page.count; row++)
    if (isWanted[textOf[row] ?? -1] === 1) yield page.start + row
}

/** Numbers of the texts with a code. */
function textsWithCodes(texts: Texts, { memory, scanner, cells }: CodeSearch): ReadonlySet<number> {
  const { bytes, starts } = texts
  const found = new Set<number>()
  const end = starts[textCount(texts)] ?? 0
  for (let at = starts[0] ?? 0; at < end; at += pieceBytes - overlap) {
    const length = bytes.copy(memory.bytes, 0, at, Math.min(end, bytes.length, at + pieceBytes))
    memory.bytes[length] = 0
    for (const place of scanner.scan(0, length, length)) found.add(textAt(texts, at + place))
  }
  if (cells !== null) addCells(texts, cells, found)
  return found
}

/** Adds the cells that are a code in a spelling the scan does not see. */
function addCells(texts: Texts, cells: IsrcCellProbe, found: Set<number>): void {
  const { bytes, starts } = texts
  const count = textCount(texts)
  for (let text = 0; text < count; text++) {
    const start = starts[text] ?? 0
    const end = (starts[text + 1] ?? 0) - gap
    if (end - start < 12 || (end - start === 12 && isSeen(bytes, start))) continue
    if (cells.mayMatch(bytes, start, end)) found.add(text)
  }
}

/** True when twelve bytes that are a code are one the scan sees: two letters first, seven digits last. */
function isSeen(bytes: Buffer, start: number): boolean {
  if ((base36[bytes[start] ?? 0] ?? 0) < 10 || (base36[bytes[start + 1] ?? 0] ?? 0) < 10) return false
  for (let at = start + 5; at < start + 12; at++) if (((bytes[at] ?? 0) ^ 0x30) > 9) return false
  return true
}

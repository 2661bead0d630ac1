import type { TextPage } from './text-pages.ts'

/** The texts of some rows of a group, in ascending order, from a column's pages; empty where there is none. */
export function textsOfRows(pages: Iterable<TextPage>, rows: readonly number[]): readonly string[] {
  const texts: string[] = []
  for (const { start, page } of pages) {
    const behind = start + page.count
    const wanted: number[] = []
    for (let row = rows[texts.length]; row !== undefined && row < behind;) {
      wanted.push(row - start)
      row = rows[texts.length + wanted.length]
    }
    for (const text of page.read(wanted)) texts.push(text)
    if (texts.length === rows.length) return texts
  }
  return rows.map((_, at) => texts[at] ?? '')
}

/** Of more rows, the texts are read when they are wanted. */
const mostInPassing = 8192

/**
 * Passes pages on, and when one has been looked at, reads its texts of the rows that were found by then: the page need not
 * be unpacked again for them.
 */
export function* readInPassing(
  pages: Iterable<TextPage>,
  found: ReadonlySet<number>,
  into: Map<number, string>,
): Generator<TextPage> {
  for (const passed of pages) {
    yield passed
    if (found.size > mostInPassing) continue
    const { start, page } = passed
    const rows = [...found]
      .filter((row) => row >= start && row < start + page.count)
      .sort((one, other) => one - other)
    const texts = page.read(rows.map((row) => row - start))
    rows.forEach((row, at) => into.set(row, texts[at] ?? ''))
  }
}

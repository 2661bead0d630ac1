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

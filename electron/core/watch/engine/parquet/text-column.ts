import { decodeText } from '../cell-text.ts'
import { PageCursor } from './page-cursor.ts'
import type { TextPage } from './text-pages.ts'
import { gap } from './texts.ts'

/** Goes through the texts of a column, row by row. */
export class TextColumn {
  readonly #pages: PageCursor

  constructor(pages: Iterable<TextPage>) {
    this.#pages = new PageCursor(pages)
  }

  /** The text of a row; empty when there is none. Rows must be asked for in ascending order. */
  text(row: number): string {
    const at = this.#pages.at(row)
    if (at === null || row < at.start) return ''
    const text = at.textOf === null ? row - at.start : (at.textOf[row - at.start] ?? -1)
    if (text < 0) return ''
    const { bytes, starts } = at.page.texts
    return decodeText(bytes, starts[text] ?? 0, (starts[text + 1] ?? 0) - gap)
  }
}

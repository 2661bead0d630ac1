import { decodeText } from '../cell-text.ts'
import type { TextPage } from './text-pages.ts'
import { gap } from './texts.ts'

/** Goes through the texts of a column, row by row. */
export class TextColumn {
  readonly #pages: Iterator<TextPage>
  #at: TextPage | null = null
  #textOf: Int32Array | null = null

  constructor(pages: Iterable<TextPage>) {
    this.#pages = pages[Symbol.iterator]()
  }

  /** The text of a row; empty when there is none. Rows must be asked for in ascending order. */
  text(row: number): string {
    const at = this.#pageOf(row)
    if (at === null || row < at.start) return ''
    const text = this.#textOf === null ? row - at.start : (this.#textOf[row - at.start] ?? -1)
    if (text < 0) return ''
    const { bytes, starts } = at.page.texts
    return decodeText(bytes, starts[text] ?? 0, (starts[text + 1] ?? 0) - gap)
  }

  #pageOf(row: number): TextPage | null {
    while (this.#at === null || row >= this.#at.start + this.#at.page.count) {
      const next = this.#pages.next()
      if (next.done === true) return null
      this.#at = next.value
      this.#textOf = next.value.page.textOf()
    }
    return this.#at
  }
}

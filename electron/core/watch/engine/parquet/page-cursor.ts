import type { TextPage } from './text-pages.ts'

/** A page of texts, and which of its texts each of its rows has: null when each has the one in its place. */
export interface PageAtRow extends TextPage {
  readonly textOf: Int32Array | null
}

/** Goes through the pages of a column. */
export class PageCursor {
  readonly #pages: Iterator<TextPage>
  #at: PageAtRow | null = null

  constructor(pages: Iterable<TextPage>) {
    this.#pages = pages[Symbol.iterator]()
  }

  /** The page with this row, or the next one there is; null behind the last. Rows must be asked for in ascending order. */
  at(row: number): PageAtRow | null {
    while (this.#at === null || row >= this.#at.start + this.#at.page.count) {
      const next = this.#pages.next()
      if (next.done === true) return null
      this.#at = { ...next.value, textOf: next.value.page.textOf() }
    }
    return this.#at
  }
}

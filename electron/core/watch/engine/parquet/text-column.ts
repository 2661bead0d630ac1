import { decodeText } from '../cell-text.ts'
import type { TextPage } from './text-pages.ts'

const nothing = Buffer.alloc(0)

/** Goes through the texts of a column, row by row. */
export class TextColumn {
  readonly #pages: Iterator<TextPage>
  #page: TextPage | null = null
  bytes: Buffer = nothing
  start = 0
  /** Not behind `start` when there is no text. */
  end = 0

  constructor(pages: Iterable<TextPage>) {
    this.#pages = pages[Symbol.iterator]()
  }

  /** Moves to the text of a row; rows must be asked for in ascending order. */
  moveTo(row: number): void {
    let page = this.#page
    while (page === null || row >= page.start + page.count) {
      const next = this.#pages.next()
      if (next.done === true) {
        this.start = 0
        this.end = 0
        return
      }
      page = next.value
      this.#page = page
      this.bytes = page.bytes
    }
    const at = row - page.start
    const start = at < 0 ? -1 : (page.starts[at] ?? -1)
    this.start = Math.max(0, start)
    this.end = start < 0 ? 0 : (page.ends[at] ?? 0)
  }

  /** The text of a row; empty when there is none. */
  text(row: number): string {
    this.moveTo(row)
    return this.end <= this.start ? '' : decodeText(this.bytes, this.start, this.end)
  }
}

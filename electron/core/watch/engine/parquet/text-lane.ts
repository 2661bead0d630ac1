import { PageCursor } from './page-cursor.ts'
import type { TextPage } from './text-pages.ts'
import { gap, type Texts } from './texts.ts'

/** Rows brought at a time: so few that their texts stay in the processor's nearer caches. */
export const rowsAtATime = 512

/** Brings the texts of a column to a stretch of memory, some rows at a time. */
export class TextLane {
  /** Where in the memory the text of each row brought last starts and ends; a start of -1 when it is too long. */
  readonly starts = new Int32Array(rowsAtATime)
  readonly ends = new Int32Array(rowsAtATime)
  readonly #pages: PageCursor
  readonly #memory: Buffer
  readonly #from: number
  readonly #to: number

  /** The stretch is `memory[from…to)`. */
  constructor(pages: Iterable<TextPage>, memory: Buffer, from: number, to: number) {
    this.#pages = new PageCursor(pages)
    this.#memory = memory
    this.#from = from
    this.#to = to
  }

  /**
   * Brings texts of the rows from `row` on, `most` at most, and returns how many: at least one. Rows must be asked for in
   * ascending order.
   */
  bring(row: number, most: number): number {
    const at = this.#pages.at(row)
    if (at === null) {
      this.starts.fill(this.#from)
      this.ends.fill(this.#from)
      return most
    }
    const { page, start, textOf } = at
    const first = row - start
    const count = Math.min(most, page.count - first)
    return textOf === null
      ? this.#bringTogether(page.texts, first, count)
      : this.#bringEach(page.texts, textOf, first, count)
  }

  /** Texts that stand one behind the other. */
  #bringTogether({ bytes, starts }: Texts, first: number, most: number): number {
    const start = starts[first] ?? 0
    let count = most
    while (count > 1 && (starts[first + count] ?? 0) - start > this.#to - this.#from) count >>= 1
    const end = (starts[first + count] ?? 0) - gap
    if (end - start > this.#to - this.#from) {
      this.starts[0] = -1
      return 1
    }
    bytes.copy(this.#memory, this.#from, start, end)
    const moved = this.#from - start
    for (let index = 0; index < count; index++) {
      this.starts[index] = (starts[first + index] ?? 0) + moved
      this.ends[index] = (starts[first + index + 1] ?? 0) - gap + moved
    }
    return count
  }

  /** Texts that stand anywhere, or not at all. */
  #bringEach({ bytes, starts }: Texts, textOf: Int32Array, first: number, most: number): number {
    const memory = this.#memory
    let at = this.#from
    for (let index = 0; index < most; index++) {
      const text = textOf[first + index] ?? -1
      const start = text < 0 ? 0 : (starts[text] ?? 0)
      const end = text < 0 ? 0 : (starts[text + 1] ?? 0) - gap
      if (end - start > this.#to - at) {
        if (index > 0) return index
        this.starts[0] = -1
        return 1
      }
      this.starts[index] = at
      for (let from = start; from < end; from++) memory[at++] = bytes[from] ?? 0
      this.ends[index] = at
    }
    return most
  }
}

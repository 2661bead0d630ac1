import type { ColumnPage } from './column-pages.ts'

/** Goes through the values of a column, row by row. */
export class ColumnCells {
  readonly #pages: Iterator<ColumnPage>
  #page: ColumnPage | null = null

  constructor(pages: Iterable<ColumnPage>) {
    this.#pages = pages[Symbol.iterator]()
  }

  /** The value in a row; rows must be asked for in ascending order. */
  at(row: number): unknown {
    while (this.#page === null || row >= this.#page.start + this.#page.values.length) {
      const next = this.#pages.next()
      if (next.done === true) return null
      this.#page = next.value
    }
    return row < this.#page.start ? null : this.#page.values[row - this.#page.start]
  }
}

const decoder = new TextDecoder()

/** A value as text: bytes as UTF-8, lists with commas, nothing as nothing. */
export function cellText(value: unknown): string {
  if (value instanceof Uint8Array) return decoder.decode(value)
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  return Array.isArray(value)
    ? value
        .map(cellText)
        .filter((text) => text !== '')
        .join(', ')
    : ''
}

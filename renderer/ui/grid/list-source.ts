import type { GridSource } from './types.ts'

/** A grid source over rows that are all in memory. The rows can be replaced; the grid's cursor stays with its row. */
export class ListSource<Row> implements GridSource<Row> {
  readonly #listeners = new Set<() => void>()
  #rows: readonly Row[]
  #version = 0

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  version = (): number => this.#version
  total = (): number => this.#rows.length
  row = (index: number): Row | undefined => this.#rows[index]
  find = (test: (row: Row) => boolean): number => this.#rows.findIndex(test)
  ensure = (): void => undefined
  range = (first: number, last: number): Promise<readonly Row[]> =>
    Promise.resolve(this.#rows.slice(first, last + 1))
  error = (): null => null
  retry = (): void => undefined

  /** Shows other rows from now on; does nothing when they are the very same list. */
  replace(rows: readonly Row[]): void {
    if (rows === this.#rows) return
    this.#rows = rows
    this.#version++
    for (const listener of [...this.#listeners]) listener()
  }
}

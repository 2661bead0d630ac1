/** Strings of a row, quotation marks excluded. Reused from row to row. */
export class Spans {
  count = 0
  /** True when there were more than can be kept. */
  overflowed = false
  readonly #places = new Int32Array(2 * 64)

  clear(): void {
    this.count = 0
    this.overflowed = false
  }

  add(start: number, end: number): void {
    if (2 * this.count >= this.#places.length) this.overflowed = true
    else {
      this.#places[2 * this.count] = start
      this.#places[2 * this.count + 1] = end
      this.count++
    }
  }

  start(index: number): number {
    return this.#places[2 * index] ?? 0
  }

  end(index: number): number {
    return this.#places[2 * index + 1] ?? 0
  }
}

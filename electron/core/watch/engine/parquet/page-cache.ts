/** Texts of consecutive rows in the bytes they were read from. */
export interface Texts {
  readonly bytes: Buffer
  /** Where each text stands in `bytes`; a start of -1 for none. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Pages of a group of rows as DuckDB and Spark write it are hardly larger together. */
const mostBytes = 32 << 20

/**
 * Keeps pages of a group of rows that were unpacked, so that its rows can be looked at again. Pages that come when there
 * is no more room are not kept.
 */
export class PageCache {
  readonly #pages = new Map<number, Texts>()
  #bytes = 0

  /** The page at this place of the file, made when it is not kept. */
  page<Made extends Texts | null>(at: number, make: () => Made): Texts | Made {
    const known = this.#pages.get(at)
    if (known !== undefined) return known
    const made = make()
    if (made === null) return made
    const bytes = made.bytes.length + made.starts.byteLength + made.ends.byteLength
    if (this.#bytes + bytes <= mostBytes) {
      this.#pages.set(at, made)
      this.#bytes += bytes
    }
    return made
  }

  clear(): void {
    this.#pages.clear()
    this.#bytes = 0
  }
}

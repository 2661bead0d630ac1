/** One loaded page of a list. */
export interface LoadedPage<Row> {
  readonly rows: readonly Row[]
  /** Where the next page starts, when the page was loaded in the current state of the list. */
  readonly nextCursor: string | null
}

interface StoredPage<Row> extends LoadedPage<Row> {
  readonly stale: boolean
}

/**
 * The pages of a long list that are in memory: sparse, of equal size, the least recently needed dropped first.
 * After a change of the list its pages stay visible as stale ones until they are loaded again.
 */
export class PageCache<Row> {
  readonly pageSize: number
  readonly #pages = new Map<number, StoredPage<Row>>()
  readonly #maxPages: number

  constructor(pageSize: number, maxPages: number) {
    this.pageSize = pageSize
    this.#maxPages = maxPages
  }

  pageOf(index: number): number {
    return Math.floor(index / this.pageSize)
  }

  /** The numbers of the pages that hold the rows first..last and are absent or stale. */
  missing(first: number, last: number): readonly number[] {
    const numbers: number[] = []
    for (let page = this.pageOf(first); page <= this.pageOf(last); page++) {
      if (this.#pages.get(page)?.stale ?? true) numbers.push(page)
    }
    return numbers
  }

  row(index: number): Row | undefined {
    return this.#pages.get(this.pageOf(index))?.rows[index % this.pageSize]
  }

  /** The index of the first loaded row that passes, or -1. */
  find(test: (row: Row) => boolean): number {
    for (const [page, { rows }] of this.#pages) {
      const at = rows.findIndex(test)
      if (at >= 0) return page * this.pageSize + at
    }
    return -1
  }

  /** The key at which `page` starts, known when the page before it is loaded and current. */
  cursorFor(page: number): string | null {
    const before = this.#pages.get(page - 1)
    return before && !before.stale ? before.nextCursor : null
  }

  put(page: number, loaded: LoadedPage<Row>): void {
    this.#pages.delete(page)
    this.#pages.set(page, { ...loaded, stale: false })
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#maxPages) break
      this.#pages.delete(oldest)
    }
  }

  /** Marks the pages as in use, so that others are dropped before them. */
  touch(first: number, last: number): void {
    for (let page = this.pageOf(first); page <= this.pageOf(last); page++) {
      const stored = this.#pages.get(page)
      if (!stored) continue
      this.#pages.delete(page)
      this.#pages.set(page, stored)
    }
  }

  /** The list changed: what is loaded may still be shown but must be loaded again. */
  markStale(): void {
    for (const [page, stored] of this.#pages) this.#pages.set(page, { ...stored, stale: true })
  }

  /** The list became shorter: rows from `total` on are gone. */
  truncate(total: number): void {
    for (const [page, stored] of this.#pages) {
      const start = page * this.pageSize
      if (start >= total) this.#pages.delete(page)
      else if (start + stored.rows.length > total) {
        this.#pages.set(page, { ...stored, rows: stored.rows.slice(0, total - start) })
      }
    }
  }
}

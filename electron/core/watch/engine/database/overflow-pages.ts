/** A row of which a part stands on pages of its own. */
export interface LongRow {
  readonly rowid: number
  /** What stands on the row's own page. */
  readonly known: Buffer
  /** Bytes of the whole payload. */
  readonly length: number
  /** The page on which it goes on. */
  readonly next: number
}

export interface KnownRow {
  readonly rowid: number
  readonly payload: Buffer
}

interface Waiting {
  readonly rowid: number
  readonly payload: Buffer
  filled: number
}

/** Bytes of pages and of rows that wait, each, before the oldest are given up. */
const enoughBytes = 4 << 20

/**
 * Puts long rows together while the pages of a database pass by once. A row and its other pages were written at the same
 * time and mostly lie close to each other; which comes first is open. Keeps a few megabytes of either.
 */
export class OverflowPages {
  readonly #usable: number
  readonly #pages = new Map<number, Buffer>()
  #pageBytes = 0
  /** By the page each waits for. */
  readonly #waiting = new Map<number, Waiting>()
  #waitingBytes = 0

  constructor(usable: number) {
    this.#usable = usable
  }

  /** A row that needs other pages. Its payload when they are all known; else it waits for them, and null. */
  wanted({ rowid, known, length, next }: LongRow): Buffer | null {
    const payload = Buffer.alloc(length)
    known.copy(payload)
    return this.#goOn({ rowid, payload, filled: known.length }, next)
  }

  /** A page that may be one of a long row. Returns the rows that are complete with it. */
  arrived(number: number, bytes: Buffer): readonly KnownRow[] {
    const waiting = this.#waiting.get(number)
    if (waiting === undefined) {
      this.#keep(number, bytes)
      return []
    }
    this.#waiting.delete(number)
    this.#waitingBytes -= waiting.payload.length
    const payload = this.#goOn(waiting, this.#fill(waiting, bytes))
    return payload === null ? [] : [{ rowid: waiting.rowid, payload }]
  }

  /** Rows that wait longest, when there are too many. */
  *crowdedOut(): Generator<KnownRow> {
    for (const [page, row] of this.#waiting) {
      if (this.#waitingBytes <= enoughBytes) return
      this.#waiting.delete(page)
      this.#waitingBytes -= row.payload.length
      yield { rowid: row.rowid, payload: row.payload.subarray(0, row.filled) }
    }
  }

  /** Rows whose pages never came. */
  *abandoned(): Generator<KnownRow> {
    for (const { rowid, payload, filled } of this.#waiting.values())
      yield { rowid, payload: payload.subarray(0, filled) }
    this.#waiting.clear()
  }

  #goOn(row: Waiting, from: number): Buffer | null {
    let next = from
    while (row.filled < row.payload.length) {
      const page = this.#pages.get(next)
      if (page === undefined) {
        // Two rows cannot share a page: one of them is damaged, and the later one is let go.
        if (this.#waiting.has(next)) return row.payload.subarray(0, row.filled)
        this.#waiting.set(next, row)
        this.#waitingBytes += row.payload.length
        return null
      }
      this.#pages.delete(next)
      this.#pageBytes -= page.length
      next = this.#fill(row, page)
    }
    return row.payload
  }

  /** Adds what a page holds; returns the page that follows. */
  #fill(row: Waiting, page: Buffer): number {
    row.filled += page.copy(row.payload, row.filled, 4, this.#usable)
    return page.readUInt32BE(0)
  }

  #keep(number: number, bytes: Buffer): void {
    this.#pages.set(number, Buffer.from(bytes))
    this.#pageBytes += bytes.length
    for (const [oldest, page] of this.#pages) {
      if (this.#pageBytes <= enoughBytes) return
      this.#pages.delete(oldest)
      this.#pageBytes -= page.length
    }
  }
}

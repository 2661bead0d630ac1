import type { RefrainError } from '../../../shared/errors.ts'
import { PageCache } from './page-cache.ts'
import type { GridSource } from './types.ts'

export interface PageRequest {
  readonly offset: number
  readonly limit: number
  readonly cursor: string | null
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  /** There are more than `total`; how many shows as one goes on. */
  readonly totalIsAtLeast?: boolean | undefined
  readonly nextCursor: string | null
}

export interface PagedSourceOptions<Row> {
  readonly load: (request: PageRequest, signal: AbortSignal) => Promise<Page<Row>>
  readonly toError: (error: unknown) => RefrainError
  readonly pageSize?: number
}

/** The longest list a view shows: beyond it the browser's limit on element height hides the end. */
export const maxViewRows = 1_000_000

/** A grid source that loads pages on demand, and again after `invalidate`. */
export class PagedSource<Row> implements GridSource<Row> {
  readonly #options: PagedSourceOptions<Row>
  readonly #cache: PageCache<Row>
  readonly #listeners = new Set<() => void>()
  readonly #inFlight = new Map<number, AbortController>()
  #version = 0
  #total: number | null = null
  #totalIsAtLeast = false
  #error: RefrainError | null = null
  #needed: readonly [first: number, last: number] = [0, 0]

  constructor(options: PagedSourceOptions<Row>) {
    this.#options = options
    this.#cache = new PageCache(options.pageSize ?? 200, 60)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  version = (): number => this.#version
  total = (): number | null => this.#total
  totalIsAtLeast = (): boolean => this.#totalIsAtLeast
  row = (index: number): Row | undefined => this.#cache.row(index)
  find = (test: (row: Row) => boolean): number => this.#cache.find(test)
  error = (): RefrainError | null => this.#error

  retry = (): void => {
    this.#error = null
    this.ensure(...this.#needed)
    this.#publish()
  }

  ensure = (first: number, last: number): void => {
    this.#needed = [Math.max(0, first), Math.max(0, last)]
    if (this.#error) return
    this.#cache.touch(...this.#needed)
    const firstPage = this.#cache.pageOf(this.#needed[0])
    const lastPage = this.#cache.pageOf(this.#needed[1])
    for (const [page, controller] of this.#inFlight) {
      if (page >= firstPage && page <= lastPage) continue
      this.#inFlight.delete(page)
      controller.abort()
    }
    for (const page of this.#cache.missing(...this.#needed)) void this.#loadVisible(page)
  }

  range = async (first: number, last: number): Promise<readonly Row[]> => {
    for (const page of this.#cache.missing(first, last)) {
      const loaded = await this.#request(page, new AbortController().signal)
      this.#store(page, loaded)
    }
    const rows: Row[] = []
    for (let index = first; index <= last; index++) {
      const row = this.#cache.row(index)
      if (row !== undefined) rows.push(row)
    }
    return rows
  }

  /** The list changed: visible rows are loaded again, what is shown stays until then. */
  invalidate(): void {
    for (const controller of this.#inFlight.values()) controller.abort()
    this.#inFlight.clear()
    this.#cache.markStale()
    this.#totalIsAtLeast = false
    this.#error = null
    this.ensure(...this.#needed)
  }

  dispose(): void {
    for (const controller of this.#inFlight.values()) controller.abort()
    this.#inFlight.clear()
  }

  #request(page: number, signal: AbortSignal): Promise<Page<Row>> {
    const { pageSize } = this.#cache
    const request = { offset: page * pageSize, limit: pageSize, cursor: this.#cache.cursorFor(page) }
    return this.#options.load(request, signal)
  }

  async #loadVisible(page: number): Promise<void> {
    if (this.#inFlight.has(page)) return
    const controller = new AbortController()
    this.#inFlight.set(page, controller)
    try {
      const loaded = await this.#request(page, controller.signal)
      if (!controller.signal.aborted) this.#store(page, loaded)
    } catch (error) {
      if (controller.signal.aborted) return
      this.#error = this.#options.toError(error)
      this.#publish()
    } finally {
      if (this.#inFlight.get(page) === controller) this.#inFlight.delete(page)
    }
  }

  #store(page: number, loaded: Page<Row>): void {
    const { rows, nextCursor, totalIsAtLeast = false } = loaded
    // Of a list that was not counted the page furthest down knows most.
    const known = totalIsAtLeast && this.#totalIsAtLeast ? (this.#total ?? 0) : 0
    const total = Math.max(loaded.total, known)
    this.#cache.put(page, { rows, nextCursor })
    if (this.#total !== null && total < this.#total) this.#cache.truncate(total)
    this.#total = total
    this.#totalIsAtLeast = totalIsAtLeast
    this.#publish()
  }

  #publish(): void {
    this.#version++
    for (const listener of [...this.#listeners]) listener()
  }
}

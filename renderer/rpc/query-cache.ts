import type { ProcedureName, Table } from '../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../shared/errors.ts'

/** What is known of one question: its last answer, its last failure, and whether it is being asked now. */
export interface QuerySnapshot {
  readonly data: unknown
  readonly error: RefrainError | null
  readonly fetching: boolean
}

interface Entry {
  readonly name: ProcedureName
  readonly input: unknown
  readonly tables: readonly Table[]
  readonly listeners: Set<() => void>
  snapshot: QuerySnapshot
  controller: AbortController | null
  /** The answer is out of date: ask again as soon as nobody is asking. */
  invalid: boolean
  usedAt: number
}

export interface QueryCacheOptions {
  readonly load: (name: ProcedureName, input: unknown, signal: AbortSignal) => Promise<unknown>
  readonly tablesRead: (name: ProcedureName) => readonly Table[]
  /** How many answers nobody looks at are kept for a quick return. */
  readonly keep?: number
}

export const emptySnapshot: QuerySnapshot = { data: undefined, error: null, fetching: false }

/** The key of a question: procedure and input, in a form that can be taken apart again. */
export function queryKey(name: ProcedureName, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`
}

function splitKey(key: string): { readonly name: ProcedureName; readonly input: unknown } {
  const space = key.indexOf(' ')
  return { name: key.slice(0, space) as ProcedureName, input: JSON.parse(key.slice(space + 1)) as unknown }
}

function asRefrainError(error: unknown): RefrainError {
  if (isRefrainError(error)) return error
  return new RefrainError(
    'INTERNAL',
    'The answer could not be read. Nothing was changed; try again.',
    String(error),
  )
}

/** After a failure the last answer stays in sight, unless the failure says that the thing is gone. */
function failed({ data }: QuerySnapshot, error: RefrainError): QuerySnapshot {
  return { data: error.code === 'NOT_FOUND' ? undefined : data, error, fetching: false }
}

/**
 * Server state of the window: one entry per question, shared by all views that ask it.
 * An entry is asked again when a table it reads changes; while it is being asked, further changes are folded
 * into one more request. A question nobody looks at any more is cancelled.
 */
export class QueryCache {
  readonly #entries = new Map<string, Entry>()
  readonly #options: QueryCacheOptions
  readonly #idle = new Set<() => void>()
  #clock = 0

  constructor(options: QueryCacheOptions) {
    this.#options = options
  }

  read(key: string): QuerySnapshot {
    return this.#entries.get(key)?.snapshot ?? emptySnapshot
  }

  subscribe(key: string, listener: () => void): () => void {
    const entry = this.#entry(key)
    entry.listeners.add(listener)
    entry.usedAt = ++this.#clock
    if (entry.invalid && entry.controller === null) this.#fetch(entry)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size === 0) this.#release(key, entry)
    }
  }

  /** Asks again now, whatever is known. */
  refetch(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) this.#invalidate(entry)
  }

  /** Tells the cache that these tables changed; `null` means that anything may have. */
  changed(tables: readonly Table[] | null): void {
    for (const entry of this.#entries.values()) {
      if (tables === null || entry.tables.some((table) => tables.includes(table))) this.#invalidate(entry)
    }
  }

  /** Calls back once, as soon as no question is waiting for its first answer. */
  whenIdle(callback: () => void): () => void {
    this.#idle.add(callback)
    this.#settle()
    return () => this.#idle.delete(callback)
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key)
    if (known) return known
    const { name, input } = splitKey(key)
    const entry: Entry = {
      name,
      input,
      tables: this.#options.tablesRead(name),
      listeners: new Set(),
      snapshot: emptySnapshot,
      controller: null,
      invalid: true,
      usedAt: ++this.#clock,
    }
    this.#entries.set(key, entry)
    return entry
  }

  #invalidate(entry: Entry): void {
    entry.invalid = true
    if (entry.listeners.size > 0 && entry.controller === null) this.#fetch(entry)
  }

  #fetch(entry: Entry): void {
    const controller = new AbortController()
    entry.controller = controller
    entry.invalid = false
    this.#publish(entry, { ...entry.snapshot, fetching: true })
    const current = () => entry.controller === controller
    const finish = (snapshot: QuerySnapshot) => {
      if (!current()) return
      entry.controller = null
      this.#publish(entry, snapshot)
      if (entry.invalid && entry.listeners.size > 0) this.#fetch(entry)
      this.#settle()
    }
    this.#options.load(entry.name, entry.input, controller.signal).then(
      (data) => finish({ data, error: null, fetching: false }),
      (error: unknown) => finish(failed(entry.snapshot, asRefrainError(error))),
    )
  }

  #release(key: string, entry: Entry): void {
    if (entry.controller) {
      const { controller } = entry
      entry.controller = null
      entry.invalid = true
      entry.snapshot = { ...entry.snapshot, fetching: false }
      controller.abort()
    }
    if (entry.snapshot.error) entry.invalid = true
    if (entry.tables.length === 0) this.#entries.delete(key)
    this.#evict()
    this.#settle()
  }

  #evict(): void {
    const unused = [...this.#entries].filter(([, entry]) => entry.listeners.size === 0)
    const surplus = unused.length - (this.#options.keep ?? 60)
    if (surplus <= 0) return
    for (const [key] of unused.toSorted(([, a], [, b]) => a.usedAt - b.usedAt).slice(0, surplus)) {
      this.#entries.delete(key)
    }
  }

  #publish(entry: Entry, snapshot: QuerySnapshot): void {
    entry.snapshot = snapshot
    for (const listener of [...entry.listeners]) listener()
  }

  #settle(): void {
    if (this.#idle.size === 0) return
    for (const { listeners, snapshot } of this.#entries.values()) {
      if (listeners.size > 0 && snapshot.data === undefined && snapshot.error === null) return
    }
    const callbacks = [...this.#idle]
    this.#idle.clear()
    for (const callback of callbacks) callback()
  }
}

import type Better from 'better-sqlite3'

type Prepared = Better.Statement
type Mode = 'pluck' | 'expand' | 'raw' | 'safeIntegers'

/**
 * From here on the connection prepares a statement when it is first used. A core holds two thousand, of which a
 * command or a start of the window uses some dozens: to prepare them all took most of the time a workspace takes to
 * open. A statement that is wrong throws when it is used, not when it is defined.
 */
export function prepareWhenUsed(db: Better.Database): void {
  const prepare: (source: string) => Prepared = db.prepare.bind(db)
  Object.defineProperty(db, 'prepare', {
    configurable: true,
    value: (source: string) => new DeferredStatement(db, source, prepare),
  })
}

class DeferredStatement implements Prepared {
  readonly database: Better.Database
  readonly source: string
  readonly #prepare: (source: string) => Prepared
  /** What was set before it was prepared, in that order. */
  readonly #modes: [mode: Mode, on: boolean][] = []
  #prepared: Prepared | null = null

  constructor(database: Better.Database, source: string, prepare: (source: string) => Prepared) {
    this.database = database
    this.source = source
    this.#prepare = prepare
  }

  get reader(): boolean {
    return this.#ready().reader
  }

  get readonly(): boolean {
    return this.#ready().readonly
  }

  get busy(): boolean {
    return this.#prepared?.busy ?? false
  }

  run(...parameters: unknown[]): Better.RunResult {
    return this.#ready().run(...parameters)
  }

  get(...parameters: unknown[]): unknown {
    return this.#ready().get(...parameters)
  }

  all(...parameters: unknown[]): unknown[] {
    return this.#ready().all(...parameters)
  }

  iterate(...parameters: unknown[]): IterableIterator<unknown> {
    return this.#ready().iterate(...parameters)
  }

  columns(): Better.ColumnDefinition[] {
    return this.#ready().columns()
  }

  bind(...parameters: unknown[]): this {
    this.#ready().bind(...parameters)
    return this
  }

  pluck(on = true): this {
    return this.#set('pluck', on)
  }

  expand(on = true): this {
    return this.#set('expand', on)
  }

  raw(on = true): this {
    return this.#set('raw', on)
  }

  safeIntegers(on = true): this {
    return this.#set('safeIntegers', on)
  }

  #set(mode: Mode, on: boolean): this {
    if (this.#prepared === null) this.#modes.push([mode, on])
    else this.#prepared[mode](on)
    return this
  }

  #ready(): Prepared {
    return this.#prepared ?? this.#prepareNow()
  }

  #prepareNow(): Prepared {
    const prepared = this.#prepare(this.source)
    for (const [mode, on] of this.#modes) prepared[mode](on)
    this.#prepared = prepared
    return prepared
  }
}

import { rowsOfValues, valueCount, valuesOfRows } from './levels.ts'
import { missingOf, type OpenPage, valueOfRows } from './open-page.ts'
import type { PageMemory } from './page-memory.ts'
import { readRuns, readRunsAt } from './rle.ts'

/** Which text each row of a page has. Its methods throw `RangeError` for what makes no sense. */
export interface PageRows {
  /** Of all rows, -1 for none; null when the texts are those of the rows one by one. */
  all(): Int32Array | null
  /** Of some rows, in ascending order; -1 for none. */
  of(rows: readonly number[]): readonly number[]
  /** The rows that have one of these texts, in ascending order like these. */
  having(texts: readonly number[]): readonly number[]
  /** To be told when nobody looks at the page any more. */
  letGo(): void
}

/** Rows of a page that holds a text for each row that has one. */
export class OwnTexts implements PageRows {
  readonly #page: OpenPage
  readonly #memory: PageMemory
  #all: Int32Array | null = null
  #missing: OpenPage['levels'] | undefined

  constructor(page: OpenPage, memory: PageMemory) {
    this.#page = page
    this.#memory = memory
  }

  /** How many texts there must be. Throws `RangeError`. */
  get texts(): number {
    const levels = this.#levels
    return levels === null ? this.#page.count : valueCount(levels, this.#page.count)
  }

  all(): Int32Array | null {
    const levels = this.#levels
    if (levels === null) return null
    this.#all ??= valueOfRows(levels, this.#page.count, this.#memory)
    return this.#all
  }

  of(rows: readonly number[]): readonly number[] {
    const levels = this.#levels
    return levels === null ? rows : valuesOfRows(levels, this.#page.count, rows)
  }

  having(texts: readonly number[]): readonly number[] {
    const levels = this.#levels
    return levels === null ? texts : rowsOfValues(levels, this.#page.count, texts)
  }

  letGo(): void {
    if (this.#all === null || this.#memory.keeps(this.#all)) return
    this.#memory.letGo(this.#all)
    this.#all = null
  }

  get #levels() {
    this.#missing ??= missingOf(this.#page)
    return this.#missing
  }
}

/** Rows of a page that says which text of a dictionary each has. It is unpacked when it is asked. */
export class DictionaryTexts implements PageRows {
  readonly #unpack: () => OpenPage
  readonly #size: () => number
  readonly #memory: PageMemory
  #open: OpenPage | null = null
  #all: Int32Array | null = null

  /** @param size how many texts the dictionary has. */
  constructor(unpack: () => OpenPage, size: () => number, memory: PageMemory) {
    this.#unpack = unpack
    this.#size = size
    this.#memory = memory
  }

  all(): Int32Array {
    this.#all ??= placesOfRows(this.#page, this.#size(), this.#memory)
    return this.#all
  }

  of(rows: readonly number[]): readonly number[] {
    const { bytes, at, levels, count } = this.#page
    const values = levels === null ? rows : valuesOfRows(levels, count, rows)
    const places = readRunsAt(bytes, at + 1, bytes.length, bytes[at] ?? 0, values)
    const size = this.#size()
    // A place may have all its 32 bits, and is negative then.
    if (places.some((place, index) => place >= size || (place < 0 && values[index] !== -1)))
      throw new RangeError('no such value')
    return places
  }

  having(texts: readonly number[]): readonly number[] {
    const isWanted = new Uint8Array(this.#size())
    for (const text of texts) isWanted[text] = 1
    const rows: number[] = []
    const all = this.all()
    for (let row = 0; row < all.length; row++) if (isWanted[all[row] ?? -1] === 1) rows.push(row)
    return rows
  }

  letGo(): void {
    for (const part of [this.#all, this.#open?.bytes]) if (part) this.#memory.letGo(part)
    if (this.#all !== null && !this.#memory.keeps(this.#all)) this.#all = null
    if (this.#open !== null && !this.#memory.keeps(this.#open.bytes)) this.#open = null
  }

  get #page(): OpenPage {
    this.#open ??= this.#unpack()
    return this.#open
  }
}

/** Rows of which it is known. */
export class KnownTexts implements PageRows {
  readonly #textOf: Int32Array
  readonly #letGo: () => void

  constructor(textOf: Int32Array, letGo: () => void = () => undefined) {
    this.#textOf = textOf
    this.#letGo = letGo
  }

  all(): Int32Array {
    return this.#textOf
  }

  of(rows: readonly number[]): readonly number[] {
    return rows.map((row) => this.#textOf[row] ?? -1)
  }

  having(texts: readonly number[]): readonly number[] {
    const wanted = new Set(texts)
    return [...this.#textOf.keys()].filter((row) => wanted.has(this.#textOf[row] ?? -1))
  }

  letGo(): void {
    this.#letGo()
  }
}

/** Which value of a dictionary of `size` each row has, -1 for none. Throws `RangeError`. */
function placesOfRows(page: OpenPage, size: number, memory: PageMemory): Int32Array {
  const { bytes, at, count } = page
  const levels = missingOf(page)
  const values = levels === null ? count : valueCount(levels, count)
  const of = levels === null ? null : valueOfRows(levels, count, memory)
  const places = memory.numbers(values)
  if (values > 0) readRuns(bytes, at + 1, bytes.length, bytes[at] ?? 0, places, values)
  for (let value = 0; value < values; value++) {
    const place = places[value] ?? -1
    if (place < 0 || place >= size) throw new RangeError('no such value')
  }
  if (of === null) return places
  for (let row = 0; row < count; row++) {
    const value = of[row] ?? -1
    if (value >= 0) of[row] = places[value] ?? -1
  }
  memory.giveBack(places)
  return of
}

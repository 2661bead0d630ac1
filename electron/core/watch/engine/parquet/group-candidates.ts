import type { CatalogueIndex } from '../catalogue-index.ts'
import { CodeScanner } from '../code-scanner.ts'
import { RowProbe } from '../row-probe.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import { rowsWithCodes } from './code-scan.ts'
import type { Group, GroupPages } from './group-pages.ts'
import { NameScan } from './name-scan.ts'
import type { ParquetColumn } from './parquet-file.ts'
import type { ParquetPlan } from './parquet-plan.ts'
import { readInPassing } from './row-texts.ts'
import type { TextPage } from './text-pages.ts'

/** Rows a column may name at a time. */
const mostRows = 1 << 16

/** Rows of a group that may concern the catalogue. */
export interface Candidates {
  /** In ascending order. */
  readonly rows: readonly number[]
  /** All rows before this one have been looked at. */
  readonly end: number
  /** Texts of them that have been read already. */
  readonly texts: ReadonlyMap<ParquetColumn, ReadonlyMap<number, string>>
}

/** Asks of the rows of a group, column by column, which may concern the catalogue. */
export class CandidateSearch {
  readonly #pages: GroupPages
  readonly #plan: ParquetPlan
  readonly #memory: ScanMemory
  readonly #scanner: CodeScanner
  readonly #probe: RowProbe
  /** Null when codes alone are looked for, or there are no names. */
  readonly #names: NameScan | null

  constructor(pages: GroupPages, plan: ParquetPlan, index: CatalogueIndex, memory: ScanMemory) {
    this.#pages = pages
    this.#plan = plan
    this.#memory = memory
    this.#scanner = new CodeScanner(index, memory, false)
    this.#probe = new RowProbe(index)
    const hasNames = plan.fields.has('title') && (plan.fields.has('artist') || index.fuzzy !== null)
    this.#names = hasNames && !index.codesOnly ? new NameScan(index, memory, this.#probe) : null
  }

  /** The candidates from row `from` on. `pause` is asked now and then. */
  search(group: Group, from: number, pause: () => void): Candidates {
    const found = new Set<number>()
    let end = group.rows
    const note = (rows: Iterable<number>) => {
      let noted = 0
      for (const row of rows) {
        if (row >= end) break
        found.add(row)
        if (++noted === mostRows) end = row + 1
      }
    }
    const texts = new Map<ParquetColumn, Map<number, string>>()
    for (const column of new Set([...this.#plan.compared, ...this.#plan.searched])) {
      pause()
      const read = new Map<number, string>()
      note(this.#withCodes(this.#pagesOf(group, column, found, read), column, from))
      if (read.size > 0) texts.set(column, read)
    }
    note(this.#named(group, from, end, pause))
    const rows = [...found].filter((row) => row < end).sort((one, other) => one - other)
    return { rows, end, texts }
  }

  /** Without names nobody looks at a page twice, but for those of rows that were found late. */
  #pagesOf(
    group: Group,
    column: ParquetColumn,
    found: ReadonlySet<number>,
    read: Map<number, string>,
  ): Iterable<TextPage> {
    return this.#names === null
      ? readInPassing(this.#pages.once(group, column), found, read)
      : this.#pages.of(group, column)
  }

  #withCodes(pages: Iterable<TextPage>, column: ParquetColumn, from: number): Iterable<number> {
    const cells = this.#plan.fields.get('isrc') === column ? this.#probe.isrcCell : null
    return rowsWithCodes(pages, { memory: this.#memory, scanner: this.#scanner, cells }, from)
  }

  #named(group: Group, from: number, end: number, pause: () => void): Iterable<number> {
    const { fields } = this.#plan
    const [title, artist] = [fields.get('title'), fields.get('artist')]
    if (this.#names === null || title === undefined) return []
    const titles = this.#pages.of(group, title)
    const artists = artist === undefined ? [] : this.#pages.of(group, artist)
    return this.#names.rows({ titles, artists }, from, end, pause)
  }
}

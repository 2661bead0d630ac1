import {
  durationUnitOf,
  type ListingFieldName,
  type ListingFields,
} from '../../../../../shared/domain/matching/listing-fields.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import { matchListing } from '../listing-matcher.ts'
import type { RangeCollector } from '../range-collector.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { sweptListing } from '../swept-row.ts'
import { type Candidates, CandidateSearch } from './group-candidates.ts'
import { type Group, GroupPages } from './group-pages.ts'
import { sweepOneGroup } from './group-sweep.ts'
import { openParquet, type ParquetColumn, type ParquetFile } from './parquet-file.ts'
import { type ParquetPlan, parquetPlan } from './parquet-plan.ts'
import { textsOfRows } from './row-texts.ts'

/** Rows read whole at a time. */
const rowsAtATime = 1000

/** Rows of a group, in ascending order, and what has been read of them. */
interface WantedRows {
  readonly group: Group
  readonly places: readonly number[]
  readonly known: Candidates['texts']
}

/**
 * Sweeps groups of rows of a Parquet file: columns are searched one by one for rows that may concern the catalogue, and
 * only these are read whole. What a sweep of this kind calls an offset is the number of a row, from 0.
 */
export class ParquetSweep {
  readonly #index: CatalogueIndex
  readonly #file: ParquetFile
  readonly #plan: ParquetPlan
  readonly #pages: GroupPages
  readonly #search: CandidateSearch
  /** What is read of a row, and under which names it is shown: each once, in JSON. */
  readonly #columns: readonly ParquetColumn[]
  readonly #names: readonly string[]
  readonly #fieldColumns: readonly (readonly [field: ListingFieldName, column: number])[]
  readonly #durationUnit: ListingFields['durationUnit']
  /** Candidates of a group that were not all looked at, and the row of the file to go on with. */
  #left: { readonly from: number; readonly candidates: Candidates } | null = null

  private constructor(fd: number, file: ParquetFile, index: CatalogueIndex, memory: ScanMemory) {
    this.#index = index
    this.#file = file
    this.#plan = parquetPlan(file, index.gtins.size > 0)
    this.#pages = new GroupPages(fd, file)
    this.#search = new CandidateSearch(this.#pages, this.#plan, index, memory)
    const { fields, compared, searched } = this.#plan
    this.#columns = [...new Set([...fields.values(), ...compared, ...searched])]
    this.#names = this.#columns.map(({ name }) => JSON.stringify(name))
    this.#fieldColumns = [...fields].map(([field, column]) => [field, this.#columns.indexOf(column)])
    this.#durationUnit = durationUnitOf(fields.get('duration')?.name ?? '')
  }

  /** Throws `BrokenStream` when the file is none. */
  static async open(fd: number, index: CatalogueIndex, memory: ScanMemory): Promise<ParquetSweep> {
    return new ParquetSweep(fd, await openParquet(fd), index, memory)
  }

  /** Sweeps the rows from `from` on to the end of their group, or until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    return sweepOneGroup(this.#file, from, (group, collector, next) => {
      next.row = group.start + this.#sweepGroup(group, from, collector, pause)
    })
  }

  /** Returns the row of the group with which to go on. */
  #sweepGroup(group: Group, from: number, collector: RangeCollector, pause: () => void): number {
    const { start } = group
    const left = this.#left?.from === from ? this.#left.candidates : null
    this.#left = null
    const candidates = left ?? this.#search.search(group, from - start, pause)
    const { rows, end, texts } = candidates
    for (let at = 0; at < rows.length; at += rowsAtATime) {
      pause()
      if (collector.full) {
        const next = rows[at] ?? end
        this.#left = { from: start + next, candidates: { rows: rows.slice(at), end, texts } }
        return next
      }
      const places = rows.slice(at, at + rowsAtATime)
      this.#lookCloser({ group, places, known: texts }, from, collector)
    }
    return end
  }

  /** Reads rows whole and compares them. */
  #lookCloser({ group, places, known }: WantedRows, from: number, collector: RangeCollector): void {
    const texts = this.#columns.map((column) => {
      const read = known.get(column)
      if (read !== undefined && places.every((place) => read.has(place)))
        return places.map((place) => read.get(place) ?? '')
      return textsOfRows(this.#pages.of(group, column, places), places)
    })
    const columnOf = new Map(this.#fieldColumns.map(([field, at]) => [field, texts[at] ?? []]))
    places.forEach((place, at) => {
      const fields = this.#fields((field) => columnOf.get(field)?.[at]?.trim() ?? '')
      const cells = texts.map((column) => column[at] ?? '')
      const matched = matchListing(this.#index, fields, cells)
      collector.rows = group.start + place - from + 1
      if (matched.matches.length === 0) return
      const shown = cells.map((cell, column) => `${this.#names[column] ?? ''}:${JSON.stringify(cell)}`)
      const raw = new Uint8Array(Buffer.from(`{${shown.join(',')}}`))
      const listing = sweptListing(fields, matched)
      collector.found(group.start + place, raw, { listing, matches: matched.matches })
    })
  }

  #fields(text: (field: ListingFieldName) => string): ListingFields {
    const artist = text('artist')
    const isrc = text('isrc')
    return {
      ...{ id: text('id'), isrcs: isrc === '' ? [] : [isrc], title: text('title'), artist },
      ...{
        artists: artist === '' ? [] : [artist],
        album: text('album'),
        label: text('label'),
        url: text('url'),
      },
      ...{ account: text('account'), duration: text('duration'), durationUnit: this.#durationUnit },
      fileName: text('fileName'),
      ...{ gtins: [text('gtin')], year: text('year'), trackNumber: text('trackNumber') },
    }
  }
}

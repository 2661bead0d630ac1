import {
  durationUnitOf,
  type ListingFieldName,
  type ListingFields,
} from '../../../../../shared/domain/matching/listing-fields.ts'
import { BrokenStream } from '../broken-stream.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import { CodeScanner } from '../code-scanner.ts'
import { CsvSweeper } from '../csv-sweeper.ts'
import { matchListing } from '../listing-matcher.ts'
import { RangeCollector } from '../range-collector.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { sweptListing } from '../swept-row.ts'
import { CellWriter, delimiter, terminator } from './cell-writer.ts'
import { rowsWithCodes } from './code-scan.ts'
import { type Group, groupAt, GroupPages } from './group-pages.ts'
import { openParquet, type ParquetColumn, type ParquetFile } from './parquet-file.ts'
import { type ParquetPlan, parquetPlan } from './parquet-plan.ts'
import { TextColumn } from './text-column.ts'

/** Rows that concern the catalogue handed on at a time. */
const enoughHits = 500

/**
 * Sweeps groups of rows of a Parquet file: of every row the columns it is compared by are read, the other texts are
 * searched for codes as they stand, and only of rows that concern the catalogue is all read. What a sweep of this kind
 * calls an offset is the number of a row, from 0.
 */
export class ParquetSweep {
  readonly #index: CatalogueIndex
  readonly #file: ParquetFile
  readonly #plan: ParquetPlan
  readonly #memory: ScanMemory
  readonly #sweeper: CsvSweeper
  readonly #scanner: CodeScanner
  readonly #pages: GroupPages

  private constructor(fd: number, file: ParquetFile, index: CatalogueIndex, memory: ScanMemory) {
    this.#pages = new GroupPages(fd, file)
    this.#index = index
    this.#file = file
    this.#plan = parquetPlan(file, index.gtins.size > 0)
    this.#memory = memory
    this.#scanner = new CodeScanner(index, memory, false)
    const columns: Partial<Record<ListingFieldName, number>> = {}
    for (const [field, column] of this.#plan.fields) {
      const at = this.#plan.compared.indexOf(column)
      if (at >= 0) columns[field] = at
    }
    // One cell more than columns: a row of a single empty one would be a blank line.
    const cellCount = this.#plan.compared.length + 1
    const durationUnit = this.#durationUnit
    this.#sweeper = new CsvSweeper(index, { delimiter, terminator, cellCount, columns, durationUnit }, memory)
  }

  /** Throws `BrokenStream` when the file is none. */
  static async open(fd: number, index: CatalogueIndex, memory: ScanMemory): Promise<ParquetSweep> {
    return new ParquetSweep(fd, await openParquet(fd), index, memory)
  }

  /** Sweeps the rows from `from` on to the end of their group, or until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    const group = groupAt(this.#file, from)
    const { start } = group
    const collector = new RangeCollector()
    const groupEnd = Math.max(from, start + group.rows)
    let end = groupEnd
    if (group.rows > 0) {
      try {
        const places = this.#candidates(group, from - start, pause)
        // What lies behind the last row that is handed on is looked at again.
        if (places.length > enoughHits) end = start + (places[enoughHits] ?? 0)
        this.#lookCloser(group, places.slice(0, enoughHits), from, collector)
      } catch (error) {
        if (!(error instanceof BrokenStream)) throw error
        // Another group may be sound: it is read by itself.
        collector.remark(unreadRows(from, groupEnd, error.kind))
      }
    }
    const { malformed, samples, hits } = collector
    const ended = end >= (this.#file.groupEnds.at(-1) ?? 0)
    const result = { start: from, end, ended, rows: end - from, malformed, samples, hits, broken: null }
    return { result, position: end, ignoredTail: false, refusal: null }
  }

  get #durationUnit() {
    return durationUnitOf(this.#plan.fields.get('duration')?.name ?? '')
  }

  /** Rows of the group that may concern the catalogue, in order; a few more than are handed on at a time. */
  #candidates(group: Group, from: number, pause: () => void): readonly number[] {
    const found = new Set<number>()
    for (const column of this.#plan.searched) {
      pause()
      const pages = this.#pages.of(group, column)
      for (const row of rowsWithCodes(pages, this.#memory, this.#scanner, from)) {
        found.add(row)
        if (found.size > 4 * enoughHits * this.#plan.searched.length) break
      }
    }
    if (this.#plan.compared.length > 0) this.#compare(group, from, found, pause)
    return [...found].sort((one, other) => one - other)
  }

  /** Adds the rows that the columns they are compared by tell. */
  #compare(group: Group, from: number, found: Set<number>, pause: () => void): void {
    const columns = this.#plan.compared.map((column) => new TextColumn(this.#pages.of(group, column)))
    const writer = new CellWriter(this.#memory.bytes)
    let row = from
    while (row < group.rows) {
      pause()
      writer.start(row)
      for (; row < group.rows && writer.hasRoom; row++) {
        for (const column of columns) {
          column.moveTo(row)
          writer.cell(column)
        }
        writer.endRow()
      }
      const window = writer.window()
      for (let at = 0; at < window.length;) {
        const collector = new RangeCollector()
        const next = this.#sweeper.sweep(window, at, window.length, collector)
        for (const { byteOffset } of collector.hits) found.add(byteOffset)
        if (next <= at) break
        at = next
      }
    }
  }

  /** Reads rows whole and compares them. */
  #lookCloser(group: Group, places: readonly number[], from: number, collector: RangeCollector): void {
    if (places.length === 0) return
    const texts = new Map<ParquetColumn, readonly string[]>()
    for (const column of new Set([
      ...this.#plan.fields.values(),
      ...this.#plan.compared,
      ...this.#plan.searched,
    ])) {
      const cells = new TextColumn(this.#pages.of(group, column, places))
      texts.set(
        column,
        places.map((place) => cells.text(place)),
      )
    }
    places.forEach((place, at) => {
      const text = (column: ParquetColumn | undefined) =>
        column === undefined ? '' : (texts.get(column)?.[at]?.trim() ?? '')
      const fields = this.#fields((field) => text(this.#plan.fields.get(field)))
      const cells = [...texts].map(([, column]) => column[at] ?? '')
      const matched = matchListing(this.#index, fields, cells)
      collector.rows = group.start + place - from + 1
      if (matched.matches.length === 0) return
      const shown = Object.fromEntries([...texts].map(([{ name }, column]) => [name, column[at] ?? '']))
      const raw = new Uint8Array(Buffer.from(JSON.stringify(shown)))
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

/** The sentence about rows of a group, counted from 0, that were not all read. */
export function unreadRows(from: number, end: number, kind: BrokenStream['kind']): string {
  return `The rows ${String(from + 1)} to ${String(end)} of the Parquet file could not all be read: their data is ${kind}.`
}

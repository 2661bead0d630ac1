import { fstatSync } from 'node:fs'
import { isIsrc } from '../../../../../shared/domain/identifiers/isrc.ts'
import { readJsonListing } from '../../../../../shared/domain/matching/json-listing.ts'
import { jsonTexts } from '../../../../../shared/domain/matching/json-texts.ts'
import { BrokenStream } from '../broken-stream.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import { codeOf } from '../isrc-code.ts'
import { matchListing } from '../listing-matcher.ts'
import { RangeCollector } from '../range-collector.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { sweptListing } from '../swept-row.ts'
import { type CodeTable, lookupPlan } from './lookup-plan.ts'
import { PagedFile } from './paged-file.ts'
import { releaseRows, type ReleaseTable, releaseTables } from './release-walk.ts'
import { listingOf } from './table-row.ts'

/** Recordings between two looks at the cancel flag. */
const recordingsAtATime = 100
/** Rows of a table of releases handed on at a time, and between two looks at the cancel flag. */
const rowsAtATime = 500_000
const rowsBetween = 4096
/** Offsets of rows of one table: their numbers, behind those of the table before. */
const offsetsOfTable = 2 ** 44

/**
 * Looks the codes of a catalogue up in the indexes of a database, in the spellings in which they are found in the wild.
 * What a sweep of this kind calls an offset is how many recordings have been looked up. Then, when the catalogue has
 * releases with GTINs, the tables that have some are gone through: offsets go on with the numbers of their rows.
 */
export class IndexLookup {
  readonly #file: PagedFile
  readonly #index: CatalogueIndex
  readonly #tables: readonly CodeTable[]
  readonly #releases: readonly ReleaseTable[]
  readonly #bytes: number

  /** Throws `BrokenStream` when the database is no longer as it was. */
  constructor(fd: number, index: CatalogueIndex) {
    const file = PagedFile.open(fd)
    const schema = file?.schema() ?? null
    const tables = file === null || schema === null ? null : lookupPlan(schema, file.header)
    if (file === null || schema === null || tables === null) throw new BrokenStream('damaged')
    this.#file = file
    this.#index = index
    this.#tables = tables
    this.#releases = index.gtins.size === 0 ? [] : releaseTables(schema.tables, tables)
    this.#bytes = Math.max(1, fstatSync(fd).size)
  }

  /** Looks up from the recording at `from` on, or goes on in a table, until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    return from < this.#index.size || this.#releases.length === 0
      ? this.#lookUpFrom(from, pause)
      : this.#walk(from, pause)
  }

  #lookUpFrom(from: number, pause: () => void): RangeAnswer {
    const { size } = this.#index
    const collector = new RangeCollector()
    const broken = this.#file.broken
    let at = from
    while (at < size && !collector.full) {
      if (at % recordingsAtATime === 0) pause()
      this.#lookUp(at, collector)
      at++
    }
    const ended = at >= size && this.#releases.length === 0
    const position = this.#releases.length > 0 ? 0 : size === 0 ? 1 : at / size
    return this.#answer(collector, broken, { start: from, end: at, ended, position })
  }

  /** Goes through a table of releases. Its rows are counted. */
  #walk(from: number, pause: () => void): RangeAnswer {
    const { size, gtins } = this.#index
    const number = Math.floor((from - size) / offsetsOfTable)
    const base = size + number * offsetsOfTable
    const next = { end: base + offsetsOfTable, ended: number + 1 >= this.#releases.length, position: 1 }
    const collector = new RangeCollector()
    const broken = this.#file.broken
    const table = this.#releases[number]
    const first = from === base ? Number.NEGATIVE_INFINITY : from - base
    const rows = table === undefined ? [] : releaseRows(this.#file, table, gtins, first)
    for (const { rowid, offset, listing } of rows) {
      if (collector.rows % rowsBetween === 0) pause()
      collector.rows++
      if (listing !== null) this.#compare(listing, offset, collector)
      // Numbers below zero are rare, and come before all that an offset can tell.
      if (rowid < 0 || (!collector.full && collector.rows < rowsAtATime)) continue
      Object.assign(next, { end: base + rowid + 1, ended: false, position: offset / this.#bytes })
      break
    }
    return this.#answer(collector, broken, { start: from, ...next })
  }

  #answer(
    collector: RangeCollector,
    brokenBefore: number,
    { position, ...place }: { start: number; end: number; ended: boolean; position: number },
  ): RangeAnswer {
    if (this.#file.broken > brokenBefore) {
      collector.remark('A page of the database is damaged; what it leads to was not found.')
    }
    const { rows, malformed, samples } = collector
    const result = { ...place, rows, malformed, samples, hits: collector.hits(), broken: null }
    return { result, position, ignoredTail: false, refusal: null }
  }

  #lookUp(entry: number, collector: RangeCollector): void {
    for (const isrc of this.#index.entry(entry).isrcs) {
      // A code of several recordings is looked up with the first of them.
      if (!isIsrc(isrc) || Math.min(...this.#index.codes.get(...codeOf(isrc))) !== entry) continue
      for (const table of this.#tables) this.#lookUpIn(table, isrc, collector)
    }
  }

  #lookUpIn(table: CodeTable, isrc: string, collector: RangeCollector): void {
    const rowids = new Set<number>()
    for (const spelling of spellings(isrc, table.collation)) {
      for (const rowid of this.#file.rowidsOf(table.indexRoot, spelling, table.collation)) rowids.add(rowid)
    }
    for (const rowid of rowids) {
      const row = this.#file.row(table.table.rootPage, rowid)
      const listing = row === null ? null : listingOf(this.#file, table, row)
      if (row === null || listing === null) continue
      collector.rows++
      this.#compare(listing, row.offset, collector)
    }
  }

  #compare(row: object, offset: number, collector: RangeCollector): void {
    const fields = readJsonListing(row)
    const matched = matchListing(this.#index, fields, jsonTexts(row))
    if (matched.matches.length === 0) return
    collector.found(offset, new Uint8Array(Buffer.from(JSON.stringify(row))), {
      listing: sweptListing(fields, matched),
      matches: matched.matches,
    })
  }
}

/** A code as databases write it: what is compared is the text, byte by byte. */
export function spellings(isrc: string, collation: CodeTable['collation']): readonly string[] {
  const grouped = `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`
  const upper = [isrc, grouped]
  return collation === 'nocase' ? upper : [...upper, ...upper.map((code) => code.toLowerCase())]
}

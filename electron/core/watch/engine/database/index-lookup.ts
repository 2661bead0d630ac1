import { isIsrc } from '../../../../../shared/domain/identifiers/isrc.ts'
import { jsonTexts, readJsonListing } from '../../../../../shared/domain/matching/json-listing.ts'
import { BrokenStream } from '../broken-stream.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import { codeOf } from '../isrc-code.ts'
import { matchListing } from '../listing-matcher.ts'
import { RangeCollector } from '../range-collector.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { sweptListing } from '../swept-row.ts'
import { type CodeTable, lookupPlan } from './lookup-plan.ts'
import { PagedFile } from './paged-file.ts'
import { listingOf } from './table-row.ts'

/** Recordings between two looks at the cancel flag. */
const recordingsAtATime = 100

/**
 * Looks the codes of a catalogue up in the indexes of a database, in the spellings in which they are found in the wild.
 * What a sweep of this kind calls an offset is how many recordings have been looked up.
 */
export class IndexLookup {
  readonly #file: PagedFile
  readonly #index: CatalogueIndex
  readonly #tables: readonly CodeTable[]

  /** Throws `BrokenStream` when the database is no longer as it was. */
  constructor(fd: number, index: CatalogueIndex) {
    const file = PagedFile.open(fd)
    const tables = file === null ? null : lookupPlan(file.schema(), file.header)
    if (file === null || tables === null) throw new BrokenStream('damaged')
    this.#file = file
    this.#index = index
    this.#tables = tables
  }

  /** Looks up from the recording at `from` on until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    const { size } = this.#index
    const collector = new RangeCollector()
    const broken = this.#file.broken
    let at = from
    while (at < size && !collector.full) {
      if (at % recordingsAtATime === 0) pause()
      this.#lookUp(at, collector)
      at++
    }
    if (this.#file.broken > broken) {
      collector.remark('A page of the database is damaged; what it leads to was not found.')
    }
    const { rows, malformed, samples, hits } = collector
    const result = { start: from, end: at, ended: at >= size, rows, malformed, samples, hits, broken: null }
    return { result, position: size === 0 ? 1 : at / size, ignoredTail: false, refusal: null }
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
      const fields = readJsonListing(listing)
      const matched = matchListing(this.#index, fields, jsonTexts(listing))
      if (matched.matches.length === 0) continue
      collector.found(row.offset, new Uint8Array(Buffer.from(JSON.stringify(listing))), {
        listing: sweptListing(fields, matched),
        matches: matched.matches,
      })
    }
  }
}

/** A code as databases write it: what is compared is the text, byte by byte. */
export function spellings(isrc: string, collation: CodeTable['collation']): readonly string[] {
  const grouped = `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`
  const upper = [isrc, grouped]
  return collation === 'nocase' ? upper : [...upper, ...upper.map((code) => code.toLowerCase())]
}

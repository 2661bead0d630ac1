import type { Database } from 'better-sqlite3'
import type { ImportJournal } from '../import-journal.ts'
import { createEntryNumbers, type EntryNumbers } from './entry-numbers.ts'
import { createMergeReport, type MergeReport } from './merge-report.ts'
import { createMergeRows, type MergeRows } from './merge-rows.ts'

/** What a recording was made from; set when all recordings are there, because the file may name it before it. */
export interface MadeFrom {
  readonly place: number
  readonly recording: number
  /** The number of its entry; null when only the relation is known. */
  readonly parent: number | null
  readonly relation: string | null
}

/** What merging the entries of one file works with. */
export interface Merge {
  readonly journal: ImportJournal
  readonly report: MergeReport
  readonly numbers: EntryNumbers
  readonly rows: MergeRows
  /** Recordings whose facts may have changed. */
  readonly touched: Set<number>
  readonly madeFrom: MadeFrom[]
}

/** Must be used inside the transaction of the import. `at` is the time of the import. */
export function createMerge(db: Database, journal: ImportJournal, at: string): Merge {
  const report = createMergeReport()
  const numbers = createEntryNumbers(report)
  const rows = createMergeRows(db, journal, report, at)
  return { journal, report, numbers, rows, touched: new Set(), madeFrom: [] }
}

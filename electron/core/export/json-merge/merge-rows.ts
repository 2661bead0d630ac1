import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { RowValues } from '../../context.ts'
import type { ImportedTable, ImportJournal } from '../import-journal.ts'
import { changesOf, storedRow } from './row-changes.ts'
import type { MergeReport } from './merge-report.ts'

/** What an entry says about its row. */
export interface RowOffer {
  readonly table: ImportedTable
  /** The row that the entry is; null when it is a new one. */
  readonly existing: number | null
  readonly values: RowValues
  /** Columns worked out from others; they follow these. */
  readonly derived?: RowValues
  /** The column that says when the row was changed. */
  readonly stamp?: string
}

/** Finds and writes the rows that the entries of a file are. */
export interface MergeRows {
  /** The first id that the query finds. */
  find(sql: string, ...values: readonly unknown[]): number | null
  /** The first row that the query finds, was there before the import and is not yet an entry of the file. */
  findFree(table: ImportedTable, sql: string, ...values: readonly unknown[]): number | null
  /**
   * Inserts the row, or fills what the existing one lacks; what it knows stays, and a difference is reported. Throws
   * VALIDATION when an earlier entry is the same row.
   */
  put(offer: RowOffer): { readonly id: number; readonly created: boolean }
  /** Inserts a row that hangs on another one, unless the query finds it. True when it was inserted. */
  attach(table: ImportedTable, values: RowValues, same: readonly [sql: string, ...values: unknown[]]): boolean
}

const idSchema = z.int().optional()
const idsSchema = z.array(z.int())

/** Must be used inside the transaction of the import. `at` is the time of the import. */
export function createMergeRows(
  db: Database,
  journal: ImportJournal,
  report: MergeReport,
  at: string,
): MergeRows {
  const before = lastIds(db)
  const claims = createClaims(report)
  const find: MergeRows['find'] = (sql, ...values) => {
    const id: unknown = journal.prepare(sql).pluck().get(...values) // prettier-ignore
    return idSchema.parse(id) ?? null
  }
  return {
    find,
    findFree(table, sql, ...values) {
      const found = idsSchema.parse(journal.prepare(sql).pluck().all(...values)) // prettier-ignore
      return found.find((id) => id <= (before.get(table) ?? 0) && !claims.has(table, id)) ?? null
    },
    put(offer) {
      if (offer.existing !== null) {
        claims.take(offer.table, offer.existing)
        report.tally(complete(journal, report, at, { ...offer, existing: offer.existing }))
        return { id: offer.existing, created: false }
      }
      const id = journal.insert(offer.table, { ...offer.values, ...offer.derived })
      claims.take(offer.table, id)
      report.tally('created')
      return { id, created: true }
    },
    attach(table, values, [sql, ...known]) {
      if (find(sql, ...known) !== null) return false
      journal.insert(table, values)
      return true
    },
  }
}

/** Fills what the existing row lacks. */
function complete(
  journal: ImportJournal,
  report: MergeReport,
  at: string,
  { table, existing, values, derived = {}, stamp }: RowOffer & { readonly existing: number },
): 'completed' | 'unchanged' {
  const row = storedRow.parse(journal.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(existing))
  const changes = changesOf(row, values, derived)
  for (const { column, known, offered } of changes.kept) report.keep(column, known, offered)
  if (changes.after === null) return 'unchanged'
  const after = stamp === undefined ? changes.after : { ...changes.after, [stamp]: at }
  journal.update(table, existing, changes.beforeOf(after), after)
  return 'completed'
}

/** Which entry is which row: no row is two entries of one section. */
function createClaims(report: MergeReport) {
  const claimed = new Map<ImportedTable, Map<number, number>>()
  return {
    has: (table: ImportedTable, id: number): boolean => claimed.get(table)?.has(id) === true,
    take(table: ImportedTable, id: number): void {
      const mine = claimed.get(table) ?? new Map<number, number>()
      claimed.set(table, mine)
      const earlier = mine.get(id)
      if (earlier !== undefined) throw report.wrong(`has the same code as entry ${earlier}`)
      mine.set(id, report.current().place)
    },
  }
}

/** The last row id of each table: rows beyond are the import's own. */
function lastIds(db: Database): ReadonlyMap<ImportedTable, number> {
  const tables = ['party', 'document', 'work', 'recording', 'release'] as const
  const last = (table: string): number =>
    z.int().parse(db.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get())
  return new Map(tables.map((table) => [table, last(table)]))
}

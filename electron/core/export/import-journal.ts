import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import type { RowValues } from '../context.ts'

/** Tables that an import of a whole catalogue writes, in an order in which none refers to a later one. */
export const importedTables = [
  'party',
  'party_alias',
  'document',
  'work',
  'recording',
  'release',
  'track',
  'identifier',
  'recording_work',
  'contribution',
  'split',
  'isrc_decision',
  'registration',
  'registration_subject',
  'document_link',
  'asset',
  'isrc_block',
] as const
export type ImportedTable = (typeof importedTables)[number]

export const rowImage = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

const changeRow = z.object({ before: z.string(), after: z.string() })

/** Writes rows and keeps what each was before and after (table `import_change`), so that the import can be undone. */
export interface ImportJournal {
  insert(table: ImportedTable, values: RowValues): number
  update(table: ImportedTable, id: number, before: RowValues, after: RowValues): void
  /** Prepares a statement once. */
  prepare(sql: string): Statement
}

/** The journal of one import. Must be used inside its transaction. */
export function createImportJournal(db: Database, importId: number): ImportJournal {
  const statements = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  const keep = db.prepare(
    'INSERT INTO import_change (batch_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)',
  )
  const known = db.prepare(
    'SELECT before, after FROM import_change WHERE batch_id = ? AND table_name = ? AND row_id = ?',
  )
  const replace = db.prepare(
    'UPDATE import_change SET before = ?, after = ? WHERE batch_id = ? AND table_name = ? AND row_id = ?',
  )
  return {
    prepare,
    insert(table, values) {
      const columns = Object.keys(values)
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      const { lastInsertRowid } = prepare(sql).run(...Object.values(values))
      const id = Number(lastInsertRowid)
      keep.run(importId, table, id, 'null', JSON.stringify(values))
      return id
    },
    update(table, id, before, after) {
      const columns = Object.keys(after)
      const sql = `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`
      prepare(sql).run(...Object.values(after), id)
      const earlier = changeRow.optional().parse(known.get(importId, table, id))
      if (earlier === undefined) {
        keep.run(importId, table, id, JSON.stringify(before), JSON.stringify(after))
        return
      }
      const first = rowImage.nullable().parse(JSON.parse(earlier.before))
      const merged = { ...rowImage.parse(JSON.parse(earlier.after)), ...after }
      const original = first === null ? null : { ...before, ...first }
      replace.run(JSON.stringify(original), JSON.stringify(merged), importId, table, id)
    },
  }
}

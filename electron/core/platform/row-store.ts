import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import type { RowValues, UndoableTable } from '../context.ts'

/** Reads and writes whole rows by key; the bottom layer of undoable changes. */
export interface RowStore {
  read(table: UndoableTable, id: number): RowValues | null
  insert(table: UndoableTable, values: RowValues): number
  update(table: UndoableTable, id: number, values: RowValues): void
  remove(table: UndoableTable, id: number): void
}

/** Name of the integer primary key of a table. */
export function keyOf(table: UndoableTable): string {
  return table === 'case_item' ? 'finding_id' : 'id'
}

const columnName = /^[a-z][a-z0-9_]*$/

/** Prepared statements are kept per column list; names come from our code and are checked all the same. */
export function createRowStore(db: Database): RowStore {
  const statements = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    const known = statements.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  let assetColumns: string | null = null
  // Everything but bytes, which only an asset has (its fingerprint) and which can be made again.
  const columnsOf = (table: UndoableTable): string => {
    if (table !== 'asset') return '*'
    assetColumns ??= z
      .array(z.string())
      .parse(prepare("SELECT name FROM pragma_table_info('asset') WHERE type <> 'BLOB'").pluck().all())
      .join(', ')
    return assetColumns
  }
  return {
    read(table, id) {
      const sql = `SELECT ${columnsOf(table)} FROM ${table} WHERE ${keyOf(table)} = ?`
      return imageOf(prepare(sql).get(id))
    },
    insert(table, values) {
      const columns = checked(Object.keys(values))
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      return Number(prepare(sql).run(...columns.map((column) => values[column])).lastInsertRowid)
    },
    update(table, id, values) {
      const columns = checked(Object.keys(values))
      const sql = `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${keyOf(table)} = ?`
      prepare(sql).run(...columns.map((column) => values[column]), id)
    },
    remove(table, id) {
      prepare(`DELETE FROM ${table} WHERE ${keyOf(table)} = ?`).run(id)
    },
  }
}

/**
 * A row as SQLite gives it. Bytes (a fingerprint) are no part of an image: no undoable command writes them. Looked at
 * by hand: a large command reads ten thousand rows, and a schema takes longer over each than the store.
 */
function imageOf(row: unknown): RowValues | null {
  if (typeof row !== 'object' || row === null) return null
  const image: Record<string, string | number | null> = {}
  for (const [column, stored] of Object.entries<unknown>({ ...row })) {
    if (stored instanceof Uint8Array) continue
    if (stored !== null && typeof stored !== 'string' && typeof stored !== 'number')
      throw new Error(`the column ${column} holds neither text nor number`)
    image[column] = stored
  }
  return image
}

function checked(columns: readonly string[]): readonly string[] {
  for (const column of columns) {
    if (!columnName.test(column)) throw new Error(`not a column name: ${JSON.stringify(column)}`)
  }
  return columns
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { fieldProblem } from '../../../shared/contract/common.ts'
import {
  type ColumnMapping,
  columnMapping,
  type ImportBatch,
  type ImportRow,
  importStates,
  type TableDialect,
  tableDialect,
} from '../../../shared/contract/imports.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { decodeCursor, encodeCursor } from './list-cursor.ts'

const batchRow = z.object({
  id: z.int(),
  path: z.string(),
  file_name: z.string(),
  bytes: z.int(),
  sha256: z.string().nullable(),
  dialect: z.string(),
  mapping: z.string(),
  state: z.enum(importStates),
  rows: z.int(),
  to_create: z.int(),
  to_update: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  warnings: z.int(),
  created_at: z.string(),
  committed_at: z.string().nullable(),
})

const importRow = z.object({
  row: z.int(),
  action: z.enum(['create', 'update', 'unchanged', 'rejected']),
  title: z.string(),
  artist: z.string(),
  isrc: z.string(),
  problems: z.string(),
  raw: z.string(),
})

export interface NewImport {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly dialect: TableDialect
  readonly mapping: ColumnMapping
  readonly at: string
}

/** Rows of a preview that have no problem, of which the first hundred are kept. */
const sampledRows = 100

const filters = {
  all: '',
  rejected: " AND action = 'rejected'",
  warnings: ' AND has_warning = 1',
} as const

export type ImportsRepository = ReturnType<typeof createImportsRepository>

/** Imports with their counts and the rows kept of each. */
export function createImportsRepository(db: Database) {
  const one = db.prepare('SELECT * FROM import_batch WHERE id = ?')
  const recent = db.prepare('SELECT * FROM import_batch ORDER BY id DESC LIMIT ?')
  const insert = db.prepare(
    `INSERT INTO import_batch (path, file_name, bytes, dialect, mapping, state, created_at)
     VALUES (?, ?, ?, ?, ?, 'previewing', ?)`,
  )
  const move = db.prepare('UPDATE import_batch SET state = ? WHERE id = ? AND state = ?')
  const deleteRows = db.prepare(
    'DELETE FROM import_row WHERE batch_id = @id AND row IN (SELECT row FROM import_row WHERE batch_id = @id LIMIT @limit)',
  )

  const get = (id: number): ImportBatch => {
    const row = one.get(id)
    if (row === undefined) throw new RefrainError('NOT_FOUND', 'There is no such import in this workspace.')
    return toBatch(batchRow.parse(row))
  }
  return {
    /** @throws RefrainError NOT_FOUND. */
    get,
    recent: (limit: number): ImportBatch[] => z.array(batchRow).parse(recent.all(limit)).map(toBatch),
    insert(batch: NewImport): number {
      const { path, fileName, bytes, dialect, mapping, at } = batch
      return Number(
        insert.run(path, fileName, bytes, JSON.stringify(dialect), JSON.stringify(mapping), at)
          .lastInsertRowid,
      )
    },
    /** Moves an import from one state to another; false when it was in a different one. */
    move: (id: number, from: ImportBatch['state'], to: ImportBatch['state']): boolean =>
      move.run(to, id, from).changes > 0,
    /** Deletes up to `limit` kept rows; false when none are left. */
    deleteRows: (id: number, limit: number): boolean => deleteRows.run({ id, limit }).changes > 0,

    rows(request: Parsed<'imports.rows'>): { rows: ImportRow[]; total: number; nextCursor: string | null } {
      const { importId, only, limit } = request
      const name = `import rows ${only}`
      const after = request.cursor === null ? null : Number(decodeCursor(name, request.cursor).keys[0])
      const sql = `SELECT row, action, title, artist, isrc, problems, raw FROM import_row
        WHERE batch_id = ? AND row > ?${filters[only]} ORDER BY row LIMIT ? OFFSET ?`
      const offset = after === null ? request.offset : 0
      const rows = z
        .array(importRow)
        .parse(db.prepare(sql).all(importId, after ?? 0, limit, offset))
        .map(toRow)
      const last = rows.at(-1)
      const nextCursor =
        rows.length === limit && last ? encodeCursor(name, { part: 0, keys: [last.row] }) : null
      return { rows, total: keptRows(get(importId), only), nextCursor }
    },
  }
}

/** How many rows are kept, without counting them: a million rows with problems would take a while. */
function keptRows({ counts }: ImportBatch, only: Parsed<'imports.rows'>['only']): number {
  const { rows, rejected, warnings } = counts
  if (only === 'rejected') return rejected
  if (only === 'warnings') return warnings
  return rejected + warnings + Math.min(sampledRows, rows - rejected - warnings)
}

function toBatch(row: z.infer<typeof batchRow>): ImportBatch {
  return {
    id: row.id,
    path: row.path,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    dialect: tableDialect.parse(JSON.parse(row.dialect)),
    mapping: columnMapping.parse(JSON.parse(row.mapping)),
    state: row.state,
    counts: {
      rows: row.rows,
      create: row.to_create,
      update: row.to_update,
      unchanged: row.unchanged,
      rejected: row.rejected,
      warnings: row.warnings,
    },
    createdAt: row.created_at,
    committedAt: row.committed_at,
  }
}

function toRow(row: z.infer<typeof importRow>): ImportRow {
  return { ...row, problems: z.array(fieldProblem).parse(JSON.parse(row.problems)) }
}

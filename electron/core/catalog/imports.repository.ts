import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { fieldProblem } from '../../../shared/contract/common.ts'
import {
  type ColumnMapping,
  columnMapping,
  type ImportBatch,
  importFields,
  type ImportRow,
  importStates,
  type SourceDialect,
  sourceDialect,
} from '../../../shared/contract/imports.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createConflictQueries } from './import-conflicts.repository.ts'
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
  repeated: z.int(),
  skipped: z.int(),
  conflicts: z.int(),
  taken: z.int(),
  new_releases: z.int(),
  new_works: z.int(),
  new_parties: z.int(),
  new_credits: z.int(),
  new_shares: z.int(),
  preset: z.string(),
  source_key: z.string().nullable(),
  created_at: z.string(),
  committed_at: z.string().nullable(),
})

const importRow = z.object({
  row: z.int(),
  place: z.string(),
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
  readonly dialect: SourceDialect
  readonly mapping: ColumnMapping
  readonly preset: string
  readonly sourceKey: string | null
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
  const batches = `SELECT b.*, (SELECT count(*) FROM import_conflict WHERE batch_id = b.id AND choice = 'take') AS taken
    FROM import_batch b`
  const one = db.prepare(`${batches} WHERE b.id = ?`)
  const recent = db.prepare(`${batches} ORDER BY b.id DESC LIMIT ?`)
  const insert = db.prepare(
    `INSERT INTO import_batch (path, file_name, bytes, dialect, mapping, preset, source_key, state, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'previewing', ?)`,
  )
  const move = db.prepare('UPDATE import_batch SET state = ? WHERE id = ? AND state = ?')
  const deleteRows = db.prepare(
    'DELETE FROM import_row WHERE batch_id = @id AND row IN (SELECT row FROM import_row WHERE batch_id = @id LIMIT @limit)',
  )
  const deleteConflicts = db.prepare(
    'DELETE FROM import_conflict WHERE id IN (SELECT id FROM import_conflict WHERE batch_id = @id LIMIT @limit)',
  )
  const sourceKey = db
    .prepare<[number], string | null>('SELECT source_key FROM import_batch WHERE id = ?')
    .pluck()
  const conflicts = createConflictQueries(db)

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
      const { path, fileName, bytes, dialect, mapping, preset, sourceKey, at } = batch
      const stored = [JSON.stringify(dialect), JSON.stringify(mapping), preset, sourceKey, at]
      return Number(insert.run(path, fileName, bytes, ...stored).lastInsertRowid)
    },
    /** Moves an import from one state to another; false when it was in a different one. */
    move: (id: number, from: ImportBatch['state'], to: ImportBatch['state']): boolean =>
      move.run(to, id, from).changes > 0,
    /** Deletes up to `limit` kept rows or conflicts; false when none are left. */
    deleteRows: (id: number, limit: number): boolean =>
      deleteRows.run({ id, limit }).changes > 0 || deleteConflicts.run({ id, limit }).changes > 0,
    /** Under which the mapping of an import is remembered, or null. */
    sourceKeyOf: (id: number): string | null => sourceKey.get(id) ?? null,
    ...conflicts,

    rows(request: Parsed<'imports.rows'>): { rows: ImportRow[]; total: number; nextCursor: string | null } {
      const { importId, only, limit } = request
      const name = `import rows ${only}`
      const after = request.cursor === null ? null : Number(decodeCursor(name, request.cursor).keys[0])
      const sql = `SELECT row, place, action, title, artist, isrc, problems, raw FROM import_row
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
    dialect: readDialect(row.dialect),
    mapping: readMapping(row.mapping),
    preset: row.preset,
    state: row.state,
    counts: {
      rows: row.rows,
      create: row.to_create,
      update: row.to_update,
      unchanged: row.unchanged,
      rejected: row.rejected,
      warnings: row.warnings,
      repeated: row.repeated,
      skipped: row.skipped,
      conflicts: row.conflicts,
      taken: row.taken,
      newReleases: row.new_releases,
      newWorks: row.new_works,
      newParties: row.new_parties,
      newCredits: row.new_credits,
      newShares: row.new_shares,
    },
    createdAt: row.created_at,
    committedAt: row.committed_at,
  }
}

/** A stored dialect; imports of the first version were all tables in text and did not say so. */
export function readDialect(stored: string): SourceDialect {
  const value: unknown = JSON.parse(stored)
  const known = sourceDialect.safeParse(value)
  return known.success
    ? known.data
    : sourceDialect.parse({ format: 'text', ...z.object({}).loose().parse(value) })
}

/** A stored mapping; those of the first version held one column a field. */
export function readMapping(stored: string): ColumnMapping {
  const value: unknown = JSON.parse(stored)
  const known = columnMapping.safeParse(value)
  if (known.success) return known.data
  const single = z.partialRecord(z.enum(importFields), z.int()).parse(value)
  const columns = Object.fromEntries(Object.entries(single).map(([field, column]) => [field, [column]]))
  return columnMapping.parse({ columns, durationUnit: 'auto' })
}

function toRow(row: z.infer<typeof importRow>): ImportRow {
  return { ...row, problems: z.array(fieldProblem).parse(JSON.parse(row.problems)) }
}

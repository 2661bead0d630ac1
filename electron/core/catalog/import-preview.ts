import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  columnMapping,
  type ImportBatch,
  type ImportRow,
  tableDialect,
} from '../../../shared/contract/imports.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { catalogueStamp, createDraft, finishDraft } from './import-draft.ts'
import { readTableBeginning } from './import-inspect.ts'
import { createCatalogueView } from './import-lookup.ts'
import { createPlanner, type PlannedRow } from './import-plan.ts'
import { type CheckedRow, checkRecord, rowSettings } from './import-rows.ts'
import { streamTable } from './table-stream.ts'

/** What a worker needs to read one catalogue file. */
export const importSource = z.object({
  importId: z.int(),
  path: z.string(),
  dialect: tableDialect,
  mapping: columnMapping,
  /** Artist of a table without a column for it, or null. */
  artist: z.string().nullable(),
  heldPrefixes: z.array(z.string()),
  draft: z.string(),
  sqliteBinding: z.string().nullable(),
})
export type ImportSource = z.infer<typeof importSource>

export type ImportCounts = ImportBatch['counts']

/** How a worker stays in touch while it works; `check` throws CANCELLED when the artist cancelled. */
export interface WorkerControl {
  readonly check: () => void
  readonly progress: (update: { done?: number; total?: number; rows?: number; note?: string }) => void
}

type OnRow = (row: CheckedRow, planned: PlannedRow) => void

/**
 * Reads the whole file and leaves a finished draft of everything the import would write. Memory does not grow with
 * the file. Returns the counts and the SHA-256 of what was read.
 * @throws RefrainError as `streamTable`, and CANCELLED. The draft is unfinished then.
 */
export async function planImport(
  main: Database,
  source: ImportSource,
  control: WorkerControl,
  onRow: OnRow,
): Promise<{ readonly counts: ImportCounts; readonly sha256: string }> {
  const beginning = await readTableBeginning(source.path, source.dialect)
  const settings = rowSettings(source.mapping, beginning.detected, {
    headerRow: source.dialect.headerRow,
    width: beginning.width,
    heldPrefixes: source.heldPrefixes,
    artist: source.artist,
  })
  const counts = { rows: 0, create: 0, update: 0, unchanged: 0, rejected: 0, warnings: 0 }
  const draft = createDraft(source.draft, source.sqliteBinding)
  try {
    const stamp = catalogueStamp(main)
    draft.exec('BEGIN')
    const plan = createPlanner(createCatalogueView(main, draft))
    const records = streamTable(source.path, source.dialect, (bytes) => {
      control.check()
      control.progress({ done: bytes, total: beginning.head.bytes, rows: counts.rows })
    })
    let step = await records.next()
    while (step.done !== true) {
      for (const record of step.value) {
        const row = checkRecord(record, settings)
        if (row === null) continue
        const planned = plan(row)
        counts.rows++
        counts[planned.action === 'rejected' ? 'rejected' : planned.action]++
        if (planned.action !== 'rejected' && planned.problems.length > 0) counts.warnings++
        onRow(row, planned)
      }
      step = await records.next()
    }
    finishDraft(draft, { sha256: step.value, stamp })
    draft.exec('COMMIT')
    return { counts, sha256: step.value }
  } finally {
    draft.close()
  }
}

const sampleRows = 100
const keptAtOnce = 500
const longestRaw = 4000
const longestText = 500

/**
 * Stores the rows the artist should see: every one with a problem, and the first hundred others. Writes in short
 * transactions, so that the core can write in between.
 */
export function createRowKeeper(db: Database, importId: number): { keep: OnRow; flush: () => void } {
  const insert = db.prepare<(string | number)[]>(
    `INSERT INTO import_row (batch_id, row, action, has_warning, title, artist, isrc, problems, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let waiting: (string | number)[][] = []
  let sampled = 0
  const flush = () => {
    const rows = waiting
    waiting = []
    db.transaction(() => {
      for (const row of rows) insert.run(...row)
    }).immediate()
  }
  return {
    keep(row, { action, problems }) {
      if (problems.length === 0 && sampled++ >= sampleRows) return
      const hasWarning = action !== 'rejected' && problems.length > 0 ? 1 : 0
      const { title, artist, isrc } = shown(row)
      waiting.push([
        ...[importId, row.row, action, hasWarning, title, artist, isrc],
        ...[JSON.stringify(problems), cut(row.raw, longestRaw)],
      ])
      if (waiting.length >= keptAtOnce) flush()
    },
    flush,
  }
}

function shown({ value, rawIsrc }: CheckedRow): Pick<ImportRow, 'title' | 'artist' | 'isrc'> {
  return {
    title: cut(value.title, longestText),
    artist: cut(value.artist, longestText),
    isrc: value.isrc ?? cut(rawIsrc.trim(), longestText),
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/** Thrown when the artist cancelled: nothing of the job remains. */
export function cancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'Cancelled. Nothing was imported.')
}

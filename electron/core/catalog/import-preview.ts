import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { ImportBatch, ImportRow } from '../../../shared/contract/imports.ts'
import { catalogueStamp, createDraft, finishDraft } from './import-draft.ts'
import type { FieldConflict } from './import-conflict.ts'
import { createRightsPlanner } from './import-contributors.ts'
import { createCatalogueView } from './import-lookup.ts'
import { createPlanner, type PlannedRow } from './import-plan.ts'
import { checkedRows } from './import-checked-rows.ts'
import type { CheckedRow } from './import-rows.ts'
import type { ImportSource } from './import-source.ts'

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
 * @throws RefrainError as `SourceKind.records`, and CANCELLED. The draft is unfinished then.
 */
export async function planImport(
  main: Database,
  source: ImportSource,
  control: WorkerControl,
  onRow: OnRow,
): Promise<{ readonly counts: PlannedCounts; readonly sha256: string }> {
  const counts = { ...noCounts }
  const draft = createDraft(source.draft, source.sqliteBinding)
  const batches = checkedRows(source, (done, total) => {
    control.check()
    control.progress({ done, total, rows: counts.rows })
  })
  try {
    const stamp = catalogueStamp(main)
    draft.exec('BEGIN')
    const view = createCatalogueView(main, draft)
    const plan = createPlanner(view, createRightsPlanner(main, draft))
    let step = await batches.next()
    for (; step.done !== true; step = await batches.next()) {
      counts.skipped += step.value.skipped
      for (const row of step.value.rows) {
        const planned = plan(row)
        count(counts, planned)
        onRow(row, planned)
      }
    }
    view.flush()
    finishDraft(draft, { sha256: step.value, stamp })
    draft.exec('COMMIT')
    return { counts: { ...counts, ...brought(draft) }, sha256: step.value }
  } finally {
    await batches.return('')
    draft.close()
  }
}

export type PlannedCounts = Omit<ImportCounts, 'conflicts' | 'taken'>

const noCounts = {
  ...{ rows: 0, create: 0, update: 0, unchanged: 0, rejected: 0, warnings: 0 },
  ...{ repeated: 0, skipped: 0 },
}
type RowCounts = typeof noCounts

const broughtSchema = z.object({
  newReleases: z.int(),
  newWorks: z.int(),
  newParties: z.int(),
  newCredits: z.int(),
  newShares: z.int(),
})

/** What a finished draft holds beside recordings that is not in the catalogue. */
function brought(draft: Database): z.output<typeof broughtSchema> {
  const counted = draft.prepare(
    `SELECT (SELECT count(*) FROM release WHERE is_new = 1) AS newReleases,
       (SELECT count(*) FROM work WHERE is_new = 1) AS newWorks,
       (SELECT count(*) FROM party WHERE is_new = 1) AS newParties,
       (SELECT count(*) FROM contribution) AS newCredits,
       (SELECT count(*) FROM (SELECT 1 FROM split GROUP BY work_id, party_id)) AS newShares`,
  )
  return broughtSchema.parse(counted.get())
}

function count(counts: RowCounts, planned: PlannedRow): void {
  counts.rows++
  counts[planned.action]++
  if (planned.repeated) counts.repeated++
  if (planned.action !== 'rejected' && planned.problems.length > 0) counts.warnings++
}

const sampleRows = 100
const keptAtOnce = 500
const longestRaw = 4000
const longestText = 500

/**
 * Stores what the artist should see: every row with a problem, the first hundred others, and every pair of values that
 * contradict each other, once. Writes in short transactions, so that the core can write in between.
 */
export function createRowKeeper(db: Database, importId: number): { keep: OnRow; flush: () => void } {
  const insertRow = db.prepare<(string | number)[]>(
    `INSERT INTO import_row (batch_id, row, place, action, has_warning, title, artist, isrc, problems, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertConflict = db.prepare<(string | number)[]>(
    `INSERT OR IGNORE INTO import_conflict (batch_id, row, place, subject, subject_id, release_id, title, artist, field,
       known, offered, from_file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let rows: (string | number)[][] = []
  let conflicts: (string | number)[][] = []
  let sampled = 0
  const flush = () => {
    const [someRows, someConflicts] = [rows, conflicts]
    rows = []
    conflicts = []
    db.transaction(() => {
      for (const row of someRows) insertRow.run(...row)
      for (const conflict of someConflicts) insertConflict.run(...conflict)
    }).immediate()
  }
  return {
    keep(row, { action, problems, conflicts: found }) {
      for (const conflict of found) conflicts.push(storedConflict(importId, row, conflict))
      if (conflicts.length >= keptAtOnce) flush()
      if (problems.length === 0 && sampled++ >= sampleRows) return
      const hasWarning = action !== 'rejected' && problems.length > 0 ? 1 : 0
      const { title, artist, isrc } = shown(row)
      rows.push([
        ...[importId, row.row, cut(row.place, longestText), action, hasWarning, title, artist, isrc],
        ...[JSON.stringify(problems), cut(row.raw, longestRaw)],
      ])
      if (rows.length >= keptAtOnce) flush()
    },
    flush,
  }
}

function storedConflict(importId: number, row: CheckedRow, conflict: FieldConflict): (string | number)[] {
  const { subject, subjectId, releaseId, title, artist, field, known, offered, fromFile } = conflict
  return [
    ...[importId, row.row, cut(row.place, longestText), subject, subjectId, releaseId],
    ...[cut(title, longestText), cut(artist, longestText), field],
    ...[JSON.stringify(known), JSON.stringify(offered), fromFile ? 1 : 0],
  ]
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

import type { Database } from 'better-sqlite3'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openStore } from '../database/open.ts'
import { toErrorShape } from '../platform/failures.ts'
import { withoutReferenceChecks } from './bulk-references.ts'
import { applyDraft, isBulk, newRecordings } from './import-apply.ts'
import type { FieldConflict } from './import-conflict.ts'
import { readTaken, renewDecisions, takeDecided } from './import-take.ts'
import { catalogueStamp, draftSource, removeDraft } from './import-draft.ts'
import { createRowKeeper, type PlannedCounts, planImport, type WorkerControl } from './import-preview.ts'
import { buildSearch, type SearchAside } from './import-search.ts'
import { cancelled, importSource, type ImportSource } from './import-source.ts'
import type { ImportWorkerMessage } from './import-worker-host.ts'
import { changed, hashFile } from './table-stream.ts'

/** Runs one preview or one commit of an import on a connection of its own, then ends. */
const task = z.object({
  kind: z.enum(['preview', 'commit']),
  database: z.string(),
  source: importSource,
  /** Hash of the file that was previewed. */
  sha256: z.string().nullable(),
  /** Stamps what is written, ISO 8601. */
  at: z.string(),
  cancelFlag: z.instanceof(Int32Array),
})
type Task = z.infer<typeof task>

const progressEveryMs = 50
const patienceMs = 10 * 60 * 1000
const commitCacheKibibytes = 128 * 1024

async function run(): Promise<void> {
  let db: Database | null = null
  try {
    const request = task.parse(workerData)
    db = openStore(request.database, request.source.sqliteBinding)
    await (request.kind === 'preview' ? preview(db, request) : commit(db, request))
    post({ type: 'done' })
    // What was committed is on the disk, in the log. It moves to its place while the artist goes on already.
    if (request.kind === 'commit') db.pragma('wal_checkpoint(PASSIVE)')
  } catch (error) {
    post({ type: 'failed', error: toErrorShape(error, log) })
  } finally {
    db?.close()
  }
}

/** The rows of a preview can be made again at any time, so its writes do not wait for the disk. */
async function preview(db: Database, { source, cancelFlag }: Task): Promise<void> {
  db.pragma('synchronous = NORMAL')
  // A commit that runs at the same time may hold the store for a while; here nobody is kept waiting.
  db.pragma(`busy_timeout = ${String(patienceMs)}`)
  deleteKeptRows(db, source.importId)
  const rows = createRowKeeper(db, source.importId)
  try {
    const { counts, sha256 } = await planImport(db, source, controlOf(cancelFlag), rows.keep)
    rows.flush()
    storeOutcome(db, source.importId, counts, sha256)
  } catch (error) {
    removeDraft(source.draft)
    deleteKeptRows(db, source.importId)
    throw error
  }
}

/** In short transactions, so that the core can write in between. */
function deleteKeptRows(db: Database, importId: number): void {
  const some = db.prepare(
    'DELETE FROM import_row WHERE batch_id = @importId AND row IN (SELECT row FROM import_row WHERE batch_id = @importId LIMIT 2000)',
  )
  while (some.run({ importId }).changes > 0);
  const conflicts = db.prepare(
    'DELETE FROM import_conflict WHERE id IN (SELECT id FROM import_conflict WHERE batch_id = @importId LIMIT 2000)',
  )
  while (conflicts.run({ importId }).changes > 0);
}

function storeOutcome(db: Database, importId: number, counts: PlannedCounts, sha256: string): void {
  db.prepare(
    `UPDATE import_batch SET state = 'previewed', sha256 = ?, rows = ?, to_create = ?, to_update = ?, unchanged = ?,
       rejected = ?, warnings = ?, repeated = ?, skipped = ?,
       new_releases = ?, new_works = ?, new_parties = ?, new_credits = ?, new_shares = ?,
       conflicts = (SELECT count(*) FROM import_conflict WHERE batch_id = import_batch.id) WHERE id = ?`,
  ).run(
    ...[sha256, counts.rows, counts.create, counts.update, counts.unchanged, counts.rejected],
    ...[counts.warnings, counts.repeated, counts.skipped],
    ...[counts.newReleases, counts.newWorks, counts.newParties, counts.newCredits],
    ...[counts.newShares, importId],
  )
}

/** What is written, where the catalogue has changed since the check: the rows that were listed stay as they were. */
function storeWritten(db: Database, importId: number, counts: PlannedCounts): void {
  db.prepare(
    `UPDATE import_batch SET to_create = ?, to_update = ?, unchanged = ?,
       new_releases = ?, new_works = ?, new_parties = ?, new_credits = ?, new_shares = ? WHERE id = ?`,
  ).run(
    ...[counts.create, counts.update, counts.unchanged],
    ...[counts.newReleases, counts.newWorks, counts.newParties, counts.newCredits],
    ...[counts.newShares, importId],
  )
}

/**
 * The draft of the preview is used while file and catalogue are what it was made from; else the file is planned again
 * first, against the catalogue as it is now. The draft goes either way: a failed commit must not hold disk space.
 */
async function commit(db: Database, { source, sha256, at, cancelFlag }: Task): Promise<void> {
  const control = controlOf(cancelFlag)
  const fileName = basename(source.path)
  // Room for what a large import changes, else every page goes to the log and comes back several times.
  db.pragma(`cache_size = -${String(commitCacheKibibytes)}`)
  db.pragma('wal_autocheckpoint = 0')
  // Sorting an index then takes its memory in one piece, up to the size of the cache, instead of row by row.
  db.pragma('temp_store = FILE')
  try {
    const hash = await hashFile(source.path, control.check)
    if (hash !== sha256) throw changed(fileName)
    const decisions = readTaken(db, source.importId)
    const { taken, counts } = await renewDraft(db, source, hash, decisions, control)
    db.prepare('ATTACH ? AS draft').run(source.draft)
    let aside: SearchAside | null = null
    try {
      aside = searchAside(db, source, taken.length, cancelFlag)
      const write = () =>
        inTransaction(db, async () => {
          takeDecided(db, taken)
          if (counts !== null) storeWritten(db, source.importId, counts)
          applyDraft(db, { importId: source.importId, fileName, sha256: hash, at }, control, aside)
          await aside?.take()
          control.check()
        })
      await (isBulk(newRecordings(db)) ? withoutReferenceChecks(db, write) : write())
    } finally {
      await aside?.end()
      db.exec('DETACH draft')
    }
  } finally {
    removeDraft(source.draft)
  }
}

/** From so many new recordings on a thread of its own builds their search index; below, starting it takes longer. */
const worthThread = 20_000

/** Only into an empty catalogue, whose index can be replaced as a whole, and only from a draft that stays as it is. */
function searchAside(
  db: Database,
  source: ImportSource,
  decisions: number,
  cancelFlag: Int32Array,
): SearchAside | null {
  const added = newRecordings(db)
  const pays = decisions === 0 && added.stored === 0 && added.count >= worthThread
  return pays ? buildSearch(db, source, added, cancelFlag) : null
}

/** One transaction around work that waits for another thread; nobody else uses this connection. */
async function inTransaction(db: Database, work: () => Promise<void>): Promise<void> {
  db.exec('BEGIN IMMEDIATE')
  try {
    await work()
    db.exec('COMMIT')
  } catch (error) {
    // A full disk may have ended it already.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/**
 * Nobody else writes meanwhile: the core holds its gate while this worker runs, and the workspace is locked. Returns
 * the decisions as they apply to the draft, and what was counted when it had to be made anew.
 */
async function renewDraft(
  db: Database,
  source: ImportSource,
  hash: string,
  decisions: readonly FieldConflict[],
  control: WorkerControl,
): Promise<{ readonly taken: readonly FieldConflict[]; readonly counts: PlannedCounts | null }> {
  const made = draftSource(source.draft, source.sqliteBinding)
  if (made?.sha256 === hash && made.stamp === catalogueStamp(db)) return { taken: decisions, counts: null }
  const renewal = renewDecisions(decisions)
  const { counts, sha256 } = await planImport(db, source, control, (_row, { conflicts }) => {
    conflicts.forEach(renewal.meet)
  })
  if (sha256 !== hash) throw changed(basename(source.path))
  return { taken: renewal.renewed(basename(source.path)), counts }
}

function controlOf(cancelFlag: Int32Array): WorkerControl {
  let sent = 0
  return {
    check() {
      if (Atomics.load(cancelFlag, 0) !== 0) throw cancelled()
    },
    progress(update) {
      const now = performance.now()
      if (now - sent < progressEveryMs && update.note === undefined) return
      sent = now
      post({ type: 'progress', update })
    },
  }
}

function log(line: string): void {
  post({ type: 'log', line })
}

function post(message: ImportWorkerMessage): void {
  parentPort?.postMessage(message)
}

void run()

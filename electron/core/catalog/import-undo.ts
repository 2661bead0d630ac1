import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import {
  indexRecordings,
  rebuildSearch,
  unindexRecordings,
  withoutIndexes,
  withoutSearchTriggers,
} from './bulk-load.ts'
import { refuseWhileRightsNeeded, takeOutRights } from './import-rights-apply.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'
import { quoted } from './recording-fields.ts'
import { createRecordingsRepository } from './recordings.repository.ts'

/** Below this many recordings dropping and building indexes costs more than it saves. */
const worthRebuilding = 5000

const image = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const changeRows = z.array(
  z.object({
    table_name: z.enum(['recording', 'release', 'track']),
    row_id: z.int(),
    before: z.string(),
    after: z.string(),
  }),
)

const searchKeys = {
  recording: 'search_key = search_key(title, version, artist, isrc)',
  release: 'search_key = search_key(title, artist, label, gtin)',
} as const

interface Restored {
  readonly table: 'recording' | 'release' | 'track'
  readonly id: number
  readonly before: z.infer<typeof image>
}

/**
 * Answers for undoing an import as one step: takes out what it created and puts back what it filled. Refuses, and
 * touches nothing, when something else has come to depend on either since.
 */
export function createImportUndo(context: CoreContext, ledger: IsrcLedgerRepository): void {
  const { db } = context
  context.mutations.handleUndo('import', (value) => {
    const importId = Number(value)
    refuseWhileReferred(db, importId)
    refuseWhileRightsNeeded(db, importId)
    const restored = readRestored(db, importId)
    const affected = recordingsAround(db, importId)
    retireOwnCodes(context, ledger, importId)
    takeOutRights(db, importId)
    takeOut(db, importId, restored)
    recount(db, affected)
    db.prepare("UPDATE import_batch SET state = 'undone' WHERE id = ?").run(importId)
    return ['recordings', 'releases', 'imports', 'isrc', 'works', 'parties', 'rights']
  })
}

interface Obstacle {
  readonly sql: string
  readonly why: (title: string) => string
}

/** Each query finds the title of one recording or release of the import that something else depends on. */
const obstacles: readonly Obstacle[] = [
  {
    sql: `SELECT r.title FROM recording r JOIN finding f ON f.recording_id = r.id WHERE r.import_id = @importId LIMIT 1`,
    why: (title) => `${title} has findings, which would lose what they are about`,
  },
  {
    sql: `SELECT r.title FROM recording r JOIN isrc_ledger l ON l.isrc = r.isrc
          WHERE r.import_id = @importId AND l.seq = (SELECT max(seq) FROM isrc_ledger WHERE isrc = r.isrc) AND l.state = 'assigned' LIMIT 1`,
    why: (title) => `${title} has been assigned a code from your own allocation`,
  },
  {
    sql: `SELECT r.title FROM recording r JOIN import_batch b ON b.id = r.import_id
          WHERE r.import_id = @importId AND r.updated_at <> b.committed_at LIMIT 1`,
    why: (title) => `${title} was edited since`,
  },
  {
    sql: `SELECT l.title FROM release l JOIN import_batch b ON b.id = l.import_id
          WHERE l.import_id = @importId AND l.updated_at <> b.committed_at LIMIT 1`,
    why: (title) => `the release ${title} was edited since`,
  },
  {
    sql: `SELECT l.title FROM release l JOIN track t ON t.release_id = l.id
          WHERE l.import_id = @importId AND t.import_id IS NOT @importId LIMIT 1`,
    why: (title) => `the release ${title} was given another track since`,
  },
  {
    sql: `SELECT r.title FROM recording r JOIN track t ON t.recording_id = r.id
          WHERE r.import_id = @importId AND t.import_id IS NOT @importId LIMIT 1`,
    why: (title) => `${title} was put on another release since`,
  },
]

function refuseWhileReferred(db: Database, importId: number): void {
  for (const { sql, why } of obstacles) {
    const title = z.string().optional().parse(db.prepare(sql).pluck().get({ importId }))
    if (title !== undefined) throw conflict(why(quoted(title)))
  }
}

/** What the import filled, checked to be as it left it. */
function readRestored(db: Database, importId: number): Restored[] {
  const rows = changeRows.parse(
    db
      .prepare(
        "SELECT table_name, row_id, before, after FROM import_change WHERE batch_id = ? AND table_name IN ('recording', 'release', 'track')",
      )
      .all(importId),
  )
  const current = {
    recording: db.prepare('SELECT * FROM recording WHERE id = ?'),
    release: db.prepare('SELECT * FROM release WHERE id = ?'),
    track: db.prepare(
      'SELECT r.title, t.* FROM track t JOIN recording r ON r.id = t.recording_id WHERE t.id = ?',
    ),
  }
  return rows.map(({ table_name: table, row_id: id, before, after }) => {
    const row = image.optional().parse(current[table].get(id))
    const left = image.parse(JSON.parse(after))
    if (!row) throw conflict(`a ${table} it added to was deleted since`)
    const same = Object.entries(left).every(([column, value]) => row[column] === value)
    if (!same) throw conflict(`${quoted(String(row.title))}, which it added to, was edited since`)
    return { table, id, before: image.parse(JSON.parse(before)) }
  })
}

/** Recordings that stay, but whose completeness the import touched. */
function recordingsAround(db: Database, importId: number): number[] {
  const ids = db
    .prepare(
      `SELECT row_id FROM import_change WHERE batch_id = @id AND table_name = 'recording'
       UNION SELECT t.recording_id FROM track t JOIN recording r ON r.id = t.recording_id
         WHERE t.import_id = @id AND r.import_id IS NOT @id
       UNION SELECT t.recording_id FROM import_change c JOIN track t ON t.release_id = c.row_id
         JOIN recording r ON r.id = t.recording_id
         WHERE c.batch_id = @id AND c.table_name = 'release' AND r.import_id IS NOT @id`,
    )
    .pluck()
    .all({ id: importId })
  return z.array(z.int()).parse(ids)
}

/** Codes of the artist's own allocations that were in the catalogue may be in use outside: they are kept from reuse. */
function retireOwnCodes(context: CoreContext, ledger: IsrcLedgerRepository, importId: number): void {
  for (const { prefix } of ledger.blocks()) {
    context.db
      .prepare(
        `INSERT INTO isrc_ledger (isrc, state, recording_id, recording_title, reason, at)
         SELECT r.isrc, 'reserved', r.id, r.title, 'The import that brought it was undone.', @at
         FROM recording r WHERE r.import_id = @importId AND r.isrc BETWEEN @prefix AND @prefix || '9999999'
           AND NOT EXISTS (SELECT 1 FROM isrc_ledger l WHERE l.isrc = r.isrc)`,
      )
      .run({ importId, prefix, at: context.now() })
  }
}

function takeOut(db: Database, importId: number, restored: readonly Restored[]): void {
  db.exec(
    'CREATE TEMP TABLE leaving (id INTEGER PRIMARY KEY); CREATE TEMP TABLE changing (id INTEGER PRIMARY KEY)',
  )
  const leaving = db
    .prepare('INSERT INTO temp.leaving SELECT id FROM recording WHERE import_id = ?')
    .run(importId).changes
  const change = db.prepare('INSERT INTO temp.changing VALUES (?)')
  for (const { table, id } of restored) if (table === 'recording') change.run(id)
  const staying = z.int().parse(db.prepare('SELECT count(*) FROM recording').pluck().get()) - leaving
  const rebuild = leaving >= worthRebuilding && leaving >= staying
  withoutSearchTriggers(db, () => {
    if (!rebuild) unindexRecordings(db, 'SELECT id FROM temp.leaving UNION SELECT id FROM temp.changing')
    db.prepare(
      `DELETE FROM identifier WHERE id IN
         (SELECT row_id FROM import_change WHERE batch_id = ? AND table_name = 'identifier')`,
    ).run(importId)
    db.prepare('DELETE FROM track WHERE import_id = ?').run(importId)
    withoutIndexes(
      db,
      rebuild ? ['recording'] : [],
      () => db.exec('DELETE FROM recording WHERE id IN (SELECT id FROM temp.leaving)'),
      () => undefined,
    )
    db.prepare('DELETE FROM release WHERE import_id = ?').run(importId)
    restore(db, restored)
    if (rebuild) rebuildSearch(db)
    else indexRecordings(db, 'SELECT id FROM temp.changing')
  })
  db.exec('DROP TABLE temp.leaving; DROP TABLE temp.changing')
}

function restore(db: Database, restored: readonly Restored[]): void {
  for (const { table, id, before } of restored) {
    const columns = Object.keys(before)
    const set = columns.map((column) => `${column} = ?`).join(', ')
    db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`).run(...columns.map((column) => before[column]), id)
    if (table !== 'track') db.prepare(`UPDATE ${table} SET ${searchKeys[table]} WHERE id = ?`).run(id)
  }
}

function recount(db: Database, ids: readonly number[]): void {
  const recordings = createRecordingsRepository(db)
  const update = db.prepare('UPDATE recording SET missing = ? WHERE id = ?')
  for (const id of ids) {
    const recording = recordings.get(id)
    if (recording) update.run(recordings.withFields(recording, {}).missing, id)
  }
}

function conflict(reason: string): RefrainError {
  return new RefrainError('UNDO_CONFLICT', `The import cannot be undone: ${reason}. Nothing was touched.`)
}

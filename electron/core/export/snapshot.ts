import type { Database } from 'better-sqlite3'
import type { CoreContext } from '../context.ts'
import { openPlain } from '../database/open.ts'

/** What of the catalogue is exported: all of it, or the chosen recordings and releases with what belongs to them. */
export interface ExportSelection {
  readonly recordingIds: readonly number[]
  readonly releaseIds: readonly number[]
}

/**
 * The catalogue as it is at this moment, whatever is changed while it is exported. Temporary tables number what is
 * exported from 1 in the order of its row ids: `chosen_recording`, `chosen_track`, `chosen_release`, `chosen_work`,
 * `chosen_party`, `chosen_document`, `chosen_registration`, each with `id` and (but for tracks) `number`.
 */
export interface Snapshot {
  readonly db: Database
  /** True when everything is exported. */
  readonly whole: boolean
  count(table: 'recording' | 'track' | 'release' | 'work' | 'party'): number
  close(): void
}

/** Opens a snapshot for reading. Close it as soon as possible: the store cannot shrink its log meanwhile. */
export function openSnapshot(context: CoreContext, selection: ExportSelection | null): Snapshot {
  const db = openPlain(context.paths.database, {
    sqliteBinding: context.resources.sqliteBinding,
    readonly: true,
  })
  try {
    db.pragma('temp_store = MEMORY')
    db.exec('BEGIN')
    const chosen = { recordings: selection?.recordingIds ?? [], releases: selection?.releaseIds ?? [] }
    const whole = selection === null
    for (const [table, all, some] of choices) {
      const sql = `CREATE TEMP TABLE chosen_${table} (number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE)`
      db.exec(sql)
      const fill = `INSERT INTO chosen_${table} (id) SELECT id FROM (${whole ? all : some}) ORDER BY id`
      const parameters = {
        recordings: JSON.stringify(chosen.recordings),
        releases: JSON.stringify(chosen.releases),
      }
      const statement = db.prepare(fill)
      if (whole || !/@(recordings|releases)/.test(some)) statement.run()
      else statement.run(parameters)
    }
    return {
      db,
      whole,
      count: (table) => Number(db.prepare(`SELECT count(*) FROM chosen_${table}`).pluck().get()),
      close() {
        db.close()
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}

/** A chosen recording of a version tree brings along what it was made from, so that the reference has an end. */
const recordingsWithParents = `
  WITH RECURSIVE wanted (id) AS (
    SELECT value FROM json_each(@recordings)
    UNION SELECT t.recording_id FROM track t JOIN json_each(@releases) l ON l.value = t.release_id
    UNION SELECT r.parent_id FROM wanted w JOIN recording r ON r.id = w.id WHERE r.parent_id IS NOT NULL)
  SELECT r.id FROM recording r JOIN wanted w ON w.id = r.id`

const subjects = (table: string, type: string) =>
  `x.subject_type = '${type}' AND x.subject_id IN (SELECT id FROM chosen_${table})`

/** In an order in which each can look at those before it. */
const choices: readonly (readonly [table: string, all: string, some: string])[] = [
  ['recording', 'SELECT id FROM recording', recordingsWithParents],
  [
    'track',
    'SELECT id FROM track',
    `SELECT t.id FROM track t WHERE t.release_id IN (SELECT value FROM json_each(@releases))
     OR t.recording_id IN (SELECT value FROM json_each(@recordings))`,
  ],
  [
    'release',
    'SELECT id FROM release',
    `SELECT l.id FROM release l WHERE l.id IN (SELECT value FROM json_each(@releases))
     OR l.id IN (SELECT t.release_id FROM track t JOIN chosen_track c ON c.id = t.id)`,
  ],
  [
    'work',
    'SELECT id FROM work',
    'SELECT DISTINCT work_id AS id FROM recording_work WHERE recording_id IN (SELECT id FROM chosen_recording)',
  ],
  [
    'registration',
    'SELECT id FROM registration',
    `SELECT DISTINCT x.registration_id AS id FROM registration_subject x
     WHERE (${subjects('recording', 'recording')}) OR (${subjects('work', 'work')}) OR (${subjects('release', 'release')})`,
  ],
  [
    'party',
    'SELECT id FROM party',
    `SELECT x.party_id AS id FROM contribution x
     WHERE (${subjects('recording', 'recording')}) OR (${subjects('work', 'work')}) OR (${subjects('release', 'release')})
     UNION SELECT x.party_id FROM split x WHERE (${subjects('recording', 'recording')}) OR (${subjects('work', 'work')})`,
  ],
  [
    'document',
    'SELECT id FROM document',
    `SELECT x.document_id AS id FROM document_link x
     WHERE (${subjects('recording', 'recording')}) OR (${subjects('work', 'work')}) OR (${subjects('release', 'release')})
       OR (${subjects('party', 'party')}) OR (${subjects('registration', 'registration')})
     UNION SELECT x.document_id FROM split x WHERE x.document_id IS NOT NULL
       AND ((${subjects('recording', 'recording')}) OR (${subjects('work', 'work')}))`,
  ],
]

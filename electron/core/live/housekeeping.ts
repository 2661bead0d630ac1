import type { Database } from 'better-sqlite3'
import { keptForMs } from '../../../shared/domain/live/retention.ts'

const keptJobs = 100

/**
 * Deletes what may not be kept and what nobody needs: what a source with such terms said and was not read there again
 * in time (its address, hash and times stay; a listing that a case names or that is sealed is the artist's own record
 * and stays whole), and the jobs of old visits. Inside a transaction.
 */
export function createHousekeeping(db: Database, clock: () => number) {
  const oldFacts = db
    .prepare<[string, string], number>(
      `SELECT l.id FROM live_listing v JOIN listing l ON l.id = v.listing_id
       WHERE l.source_id = ? AND v.facts_kept = 1 AND v.last_seen_at < ?
         AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.listing_id = l.id AND (
           EXISTS (SELECT 1 FROM case_member m WHERE m.finding_id = f.id)
           OR EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = f.id)
           OR EXISTS (SELECT 1 FROM capture c WHERE c.finding_id = f.id)))`,
    )
    .pluck()
  const oldVersions = db.prepare<[string, string]>(
    'DELETE FROM listing_version WHERE source_id = ? AND at < ?',
  )
  const empty = db.prepare<[number]>(
    `UPDATE listing SET title = '', artist = '', album = NULL, label = NULL, label_key = NULL, account = NULL,
       account_key = NULL, duration_ms = NULL, isrc = '' WHERE id = ?`,
  )
  const emptyLive = db.prepare<[number]>(
    'UPDATE live_listing SET facts_kept = 0, gtin = NULL, year = NULL WHERE listing_id = ?',
  )
  const dropAccounts = db.prepare<[number]>('DELETE FROM listing_page WHERE listing_id = ?')
  const dropVersions = db.prepare<[number]>('DELETE FROM listing_version WHERE listing_id = ?')
  const dropJobs = db.prepare<[number]>(
    `DELETE FROM job WHERE kind = 'watch.run' AND state IN ('done', 'failed', 'cancelled') AND id <= (
       SELECT id FROM job WHERE kind = 'watch.run' ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  )
  return {
    /** How many listings were reduced. */
    run(sourceIds: readonly string[]): number {
      let reduced = 0
      for (const sourceId of sourceIds) {
        const keptFor = keptForMs(sourceId)
        if (keptFor === Infinity) continue
        const before = new Date(clock() - keptFor).toISOString()
        for (const id of oldFacts.all(sourceId, before)) {
          empty.run(id)
          emptyLive.run(id)
          dropVersions.run(id)
          dropAccounts.run(id)
          reduced++
        }
        oldVersions.run(sourceId, before)
      }
      dropJobs.run(keptJobs)
      return reduced
    },
  }
}

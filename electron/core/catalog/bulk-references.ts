import type { Database } from 'better-sqlite3'
import { rightsTables } from './import-rights-apply.ts'

/**
 * Runs `work` without SQLite looking up, row by row, what each new row refers to, which takes a tenth of a large commit;
 * `refuseStrangers` looks once. Not within a transaction.
 */
export async function withoutReferenceChecks(db: Database, work: () => Promise<void>): Promise<void> {
  db.pragma('foreign_keys = OFF')
  try {
    await work()
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

/** Places of the draft, attached as `draft`, that would refer to something the catalogue does not have. */
const strangePlaces = `
  SELECT 1 FROM draft.recording WHERE release_id IS NOT NULL AND release_id NOT IN (SELECT id FROM main.release)
  UNION ALL
  SELECT 1 FROM draft.track WHERE release_id NOT IN (SELECT id FROM main.release)
    OR recording_id NOT IN (SELECT id FROM main.recording)
  LIMIT 1`

/**
 * Makes sure that what a draft has written refers to what is there, where SQLite was told not to: tracks as a set, since
 * there are as many as recordings, the rest by SQLite's own check. Throws, so that the transaction is taken back.
 */
export function refuseStrangers(db: Database): void {
  if (db.pragma('foreign_keys', { simple: true }) === 1) return
  const strange = db.prepare(strangePlaces).pluck().get() !== undefined
  const broken = ['identifier', ...rightsTables].some((table) => {
    return db.prepare('SELECT 1 FROM pragma_foreign_key_check(?) LIMIT 1').pluck().get(table) !== undefined
  })
  if (strange || broken) throw new Error('an import would refer to records that the catalogue does not have')
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { importFields } from '../../../shared/contract/imports.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { conflictColumns, derivedOf, type FieldConflict } from './import-conflict.ts'

const scalar = z.union([z.string(), z.number()])

const takenRow = z.object({
  subject: z.enum(['recording', 'release', 'track']),
  subject_id: z.int(),
  release_id: z.int(),
  title: z.string(),
  artist: z.string(),
  field: z.enum(importFields),
  known: z.string(),
  offered: z.string(),
  from_file: z.int(),
})

/** The conflicts of an import that the artist decided in favour of the file. */
export function readTaken(db: Database, importId: number): FieldConflict[] {
  const rows = db
    .prepare("SELECT * FROM import_conflict WHERE batch_id = ? AND choice = 'take' ORDER BY id")
    .all(importId)
  return z
    .array(takenRow)
    .parse(rows)
    .map((row) => ({
      subject: row.subject,
      subjectId: row.subject_id,
      releaseId: row.release_id,
      title: row.title,
      artist: row.artist,
      field: row.field,
      known: scalar.parse(JSON.parse(row.known)),
      offered: scalar.parse(JSON.parse(row.offered)),
      fromFile: row.from_file === 1,
    }))
}

/**
 * Puts the taken values into the draft, attached as `draft`. A recording or release that the import would not have
 * touched enters the draft for it. Must run inside the transaction of the commit, before the draft is applied.
 */
export function takeDecided(db: Database, decisions: readonly FieldConflict[]): void {
  for (const { subject, subjectId, releaseId, field, offered } of decisions) {
    const column = conflictColumns[subject][field]
    if (column === undefined) throw new Error(`a conflict about the ${field} of a ${subject} has no column`)
    enterDraft(db, subject, subjectId, releaseId)
    const where = subject === 'track' ? 'recording_id = ? AND release_id = ?' : 'id = ?'
    const keys = subject === 'track' ? [subjectId, releaseId] : [subjectId]
    const stale = subject === 'track' ? {} : { search_key: null }
    const values = { [column]: offered, ...derivedOf(subject, column, offered), ...stale }
    const set = Object.keys(values).map((name) => `${name} = ?`)
    db.prepare(`UPDATE draft.${subject} SET ${set.join(', ')} WHERE ${where}`).run(
      ...Object.values(values),
      ...keys,
    )
  }
}

const ofDraftAlone = "'is_new', 'release_id', 'disc', 'number', 'also_single'"

function enterDraft(db: Database, subject: FieldConflict['subject'], id: number, releaseId: number): void {
  if (subject === 'track') {
    db.prepare(
      `INSERT OR IGNORE INTO draft.track (recording_id, release_id, is_new, disc, number, also_single)
       SELECT id, release_id, 1, disc, number, also_single FROM draft.recording WHERE id = ? AND release_id = ?`,
    ).run(id, releaseId)
  }
  const own = subject === 'recording' ? ofDraftAlone : "'is_new'"
  const columns = z
    .array(z.string())
    .parse(
      db
        .prepare(`SELECT name FROM pragma_table_info(?, 'draft') WHERE name NOT IN (${own})`)
        .pluck()
        .all(subject),
    )
    .join(', ')
  const where = subject === 'track' ? 'recording_id = ? AND release_id = ?' : 'id = ?'
  db.prepare(
    `INSERT OR IGNORE INTO draft.${subject} (${columns}, is_new) SELECT ${columns}, 0 FROM main.${subject} WHERE ${where}`,
  ).run(...(subject === 'track' ? [id, releaseId] : [id]))
}

/**
 * Carries decisions over to a draft that is planned anew, because the catalogue was changed after the preview: each
 * must meet the same contradiction again, of the same two values.
 */
export function renewDecisions(decisions: readonly FieldConflict[]): {
  readonly meet: (conflict: FieldConflict) => void
  /** @throws RefrainError CONFLICT when a decision has lost what it was about. */
  readonly renewed: (fileName: string) => readonly FieldConflict[]
} {
  const waiting = new Map(decisions.map((decision) => [keyOf(decision), decision]))
  const met: FieldConflict[] = []
  return {
    meet(conflict) {
      if (waiting.size > 0 && waiting.delete(keyOf(conflict))) met.push(conflict)
    },
    renewed(fileName) {
      const [lost] = waiting.values()
      if (lost === undefined) return met
      throw new RefrainError(
        'CONFLICT',
        `The catalogue was changed since “${fileName}” was checked, and what you decided about “${lost.title}” does not apply any more. Nothing was imported. Check the file again.`,
      )
    },
  }
}

function keyOf({ subject, title, artist, field, known, offered }: FieldConflict): string {
  return JSON.stringify([subject, title, artist, field, known, offered])
}

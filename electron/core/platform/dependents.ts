import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Change, UndoableTable } from '../context.ts'

/** Rows that lose their meaning with the row they refer to, or only the reference. */
interface Dependents {
  readonly table: UndoableTable
  /** Finds them; `?` is the id of the row that goes. */
  readonly where: string
  /** The column that is emptied; the rows themselves go when it is null. */
  readonly cleared: string | null
}

function removed(table: UndoableTable, where: string): Dependents {
  return { table, where, cleared: null }
}

function ofSubject(table: UndoableTable, type: string): Dependents {
  return removed(table, `subject_type = '${type}' AND subject_id = ?`)
}

const dependents: Readonly<Partial<Record<UndoableTable, readonly Dependents[]>>> = {
  recording: [
    removed('track', 'recording_id = ?'),
    removed('identifier', 'recording_id = ?'),
    removed('isrc_decision', 'recording_id = ?'),
    removed('recording_work', 'recording_id = ?'),
    ofSubject('contribution', 'recording'),
    ofSubject('split', 'recording'),
    ofSubject('document_link', 'recording'),
    ofSubject('registration_subject', 'recording'),
    { table: 'recording', where: 'parent_id = ?', cleared: 'parent_id' },
    { table: 'asset', where: 'recording_id = ?', cleared: 'recording_id' },
  ],
  release: [
    removed('track', 'release_id = ?'),
    ofSubject('contribution', 'release'),
    ofSubject('document_link', 'release'),
    ofSubject('registration_subject', 'release'),
  ],
  work: [
    removed('recording_work', 'work_id = ?'),
    ofSubject('contribution', 'work'),
    ofSubject('split', 'work'),
    ofSubject('document_link', 'work'),
    ofSubject('registration_subject', 'work'),
  ],
  party: [removed('party_alias', 'party_id = ?'), ofSubject('document_link', 'party')],
  document: [
    removed('document_link', 'document_id = ?'),
    { table: 'split', where: 'document_id = ?', cleared: 'document_id' },
  ],
  registration: [
    removed('registration_subject', 'registration_id = ?'),
    ofSubject('document_link', 'registration'),
  ],
}

const ids = z.array(z.int())

/**
 * Deletes a row together with what depends on it, each row through the change, so that undo brings all of it back.
 * The store's own cascades would take them too, but in silence.
 * @throws RefrainError NOT_FOUND; CONFLICT when something that must not go still refers to it.
 */
export function removeWithDependents(db: Database, change: Change, table: UndoableTable, id: number): void {
  for (const { table: dependent, where, cleared } of dependents[table] ?? []) {
    const found = ids.parse(
      db.prepare(`SELECT id FROM ${dependent} WHERE ${where} ORDER BY id`).pluck().all(id),
    )
    for (const rowId of found) {
      if (cleared === null) change.remove(dependent, rowId)
      else change.update(dependent, rowId, { [cleared]: null })
    }
  }
  change.remove(table, id)
}

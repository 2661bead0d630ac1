import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { tables } from '../../../shared/contract/tables.ts'

const values = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

const rowChange = z.object({
  table: z.enum([
    'recording',
    'release',
    'track',
    'identifier',
    'finding',
    'authorization_rule',
    'case_item',
    'carried_item',
    'profile',
    'import_batch',
    'party',
    'party_alias',
    'work',
    'recording_work',
    'contribution',
    'split',
    'registration',
    'registration_subject',
    'document',
    'document_link',
    'asset',
    'isrc_decision',
    'audio_scan',
  ]),
  id: z.int(),
  /** Null: the row did not exist before. */
  before: values.nullable(),
  /** Null: the row does not exist any more. */
  after: values.nullable(),
})
export type RowChange = z.infer<typeof rowChange>

const changeSet = z.object({
  rows: z.array(rowChange),
  effects: z.array(
    z.object({
      kind: z.enum(['void-isrc', 'reserve-isrc', 'import', 'catalogue-json']),
      value: z.union([z.string(), z.number()]),
    }),
  ),
  touched: z.array(z.enum(tables)),
})
export type ChangeSet = z.infer<typeof changeSet>

const entryRow = z.object({ id: z.int(), label: z.string(), changes: z.string(), redoable: z.int() })

export interface UndoEntry {
  readonly id: number
  readonly label: string
  readonly changes: ChangeSet
  readonly redoable: boolean
}

const kept = 200

/**
 * Stores the inverse of a command. Must run in the transaction of the command itself, on whichever connection
 * carries it. Forgets what had been undone (redo is cleared) and what is older than two hundred steps.
 */
export function insertUndoEntry(
  db: Database,
  entry: {
    readonly label: string
    readonly changes: ChangeSet
    readonly redoable: boolean
    readonly at: string
  },
): number {
  db.prepare("DELETE FROM undo_entry WHERE state = 'undone'").run()
  const { lastInsertRowid } = db
    .prepare("INSERT INTO undo_entry (label, changes, redoable, state, at) VALUES (?, ?, ?, 'done', ?)")
    .run(entry.label, JSON.stringify(entry.changes), entry.redoable ? 1 : 0, entry.at)
  db.prepare('DELETE FROM undo_entry WHERE id <= ? - ?').run(lastInsertRowid, kept)
  return Number(lastInsertRowid)
}

/** The step Undo would take back, or null. */
export function lastDone(db: Database): UndoEntry | null {
  return read(db.prepare("SELECT * FROM undo_entry WHERE state = 'done' ORDER BY id DESC LIMIT 1").get())
}

/** The step Redo would repeat, or null. */
export function firstUndone(db: Database): UndoEntry | null {
  return read(db.prepare("SELECT * FROM undo_entry WHERE state = 'undone' ORDER BY id LIMIT 1").get())
}

/** Labels only: what the Edit menu shows. */
export function undoLabels(db: Database): { readonly undo: string | null; readonly redo: string | null } {
  const label = z.object({ label: z.string() }).optional()
  const undo = label.parse(
    db.prepare("SELECT label FROM undo_entry WHERE state = 'done' ORDER BY id DESC LIMIT 1").get(),
  )
  const redo = label.parse(
    db.prepare("SELECT label FROM undo_entry WHERE state = 'undone' ORDER BY id LIMIT 1").get(),
  )
  return { undo: undo?.label ?? null, redo: redo?.label ?? null }
}

/** Moves a step between done and undone; a step that cannot be repeated is forgotten once undone. */
export function markEntry(db: Database, entry: UndoEntry, state: 'done' | 'undone'): void {
  if (state === 'undone' && !entry.redoable) db.prepare('DELETE FROM undo_entry WHERE id = ?').run(entry.id)
  else db.prepare('UPDATE undo_entry SET state = ? WHERE id = ?').run(state, entry.id)
}

/** Forgets a step: it is neither undone nor offered again. */
export function forgetEntry(db: Database, { id }: UndoEntry): void {
  db.prepare('DELETE FROM undo_entry WHERE id = ?').run(id)
}

function read(row: unknown): UndoEntry | null {
  if (row === undefined) return null
  const { id, label, changes, redoable } = entryRow.parse(row)
  return { id, label, changes: changeSet.parse(JSON.parse(changes)), redoable: redoable === 1 }
}

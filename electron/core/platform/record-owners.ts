import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { RowValues, UndoableTable } from '../context.ts'
import type { RowChange } from './undo-log.ts'

/** A record that has a history, by table and id. */
export interface RecordRef {
  readonly table: UndoableTable
  readonly id: number
}

/** The columns of what belongs to records that name the record, with its table. */
const owners: Readonly<Partial<Record<UndoableTable, Readonly<Record<string, UndoableTable>>>>> = {
  track: { recording_id: 'recording', release_id: 'release' },
  identifier: { recording_id: 'recording' },
  isrc_decision: { recording_id: 'recording' },
  asset: { recording_id: 'recording' },
  recording_work: { recording_id: 'recording', work_id: 'work' },
  party_alias: { party_id: 'party' },
}

const subjects = new Set<UndoableTable>(['contribution', 'split', 'document_link', 'registration_subject'])
const subjectTables: Readonly<Record<string, UndoableTable>> = {
  recording: 'recording',
  release: 'release',
  work: 'work',
  party: 'party',
}

const row = z.record(z.string(), z.unknown())

/** Finds whose history a change of what belongs to a record enters: both when it moved from one to another. */
export function createOwnerFinder(db: Database): (change: RowChange) => readonly RecordRef[] {
  return (change) => {
    const { table, id, before, after } = change
    if (owners[table] === undefined && !subjects.has(table)) return []
    const whole = before === null || after === null ? (after ?? before) : null
    if (whole !== null) return namedIn(table, whole)
    const stored = row.safeParse(db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id))
    const now = { ...(stored.success ? stored.data : {}), ...after }
    return [...namedIn(table, now), ...namedIn(table, { ...now, ...before })]
  }
}

function namedIn(table: UndoableTable, values: Readonly<Record<string, unknown>> | RowValues): RecordRef[] {
  if (subjects.has(table)) {
    const owner = subjectTables[String(values.subject_type)]
    return owner !== undefined && typeof values.subject_id === 'number'
      ? [{ table: owner, id: values.subject_id }]
      : []
  }
  return Object.entries(owners[table] ?? {}).flatMap(([column, owner]) => {
    const id = values[column]
    return typeof id === 'number' ? [{ table: owner, id }] : []
  })
}

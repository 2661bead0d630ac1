import type { Database } from 'better-sqlite3'
import type { Table } from '../../../shared/contract/index.ts'
import type { UndoState } from '../../../shared/contract/workspace.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, Mutations, ReplayedRow, RowValues, UndoEffect } from '../context.ts'
import { createHistoryWriter } from './record-history.ts'
import { createRowStore, type RowStore } from './row-store.ts'
import {
  firstUndone,
  forgetEntry,
  insertUndoEntry,
  lastDone,
  markEntry,
  type RowChange,
  undoLabels,
  type UndoEntry,
} from './undo-log.ts'

type UndoHandler = (value: string | number) => readonly Table[]
type ReplayHandler = (row: ReplayedRow) => readonly Table[]

/** The mutation layer: what modules use, and what the undo procedures use. */
export interface MutationLayer extends Mutations {
  state(): UndoState
  /** Takes back the last step. Throws NOT_FOUND when there is none, UNDO_CONFLICT when a row changed since. */
  undo(): { readonly label: string; readonly state: UndoState }
  /** Forgets the last step, which stays done. Throws NOT_FOUND when there is none. */
  skip(): { readonly label: string; readonly state: UndoState }
  /** Repeats the step last undone. Same failures as `undo`. */
  redo(): { readonly label: string; readonly state: UndoState }
}

/** Builds the layer over one store. `touched` announces tables after a commit. */
export function createMutations(
  db: Database,
  deps: {
    readonly now: () => string
    readonly touched: (...tables: readonly Table[]) => void
    /** Who makes the changes, as the history of a record names them. */
    readonly actor?: string
  },
): MutationLayer {
  const rows = createRowStore(db)
  const history = createHistoryWriter(db, deps.now, deps.actor ?? 'window')
  const handlers = new Map<UndoEffect['kind'], UndoHandler>()
  const replayHandlers: ReplayHandler[] = []

  const travel = (entry: UndoEntry | null, direction: 'undo' | 'redo') => {
    if (!entry) throw new RefrainError('NOT_FOUND', `There is nothing to ${direction}.`)
    const touched = new Set<Table>([...entry.changes.touched, 'undo'])
    db.transaction(() => {
      const replayed = replay(rows, entry, direction)
      history(`${direction === 'undo' ? 'Undo' : 'Redo'}: ${entry.label}`, replayed)
      for (const handler of replayHandlers)
        for (const row of replayed) for (const table of handler(row)) touched.add(table)
      if (direction === 'undo') {
        for (const effect of entry.changes.effects) {
          const handler = handlers.get(effect.kind)
          if (!handler) throw new Error(`nobody answers for the undo effect ${effect.kind}`)
          for (const table of handler(effect.value)) touched.add(table)
        }
      }
      markEntry(db, entry, direction === 'undo' ? 'undone' : 'done')
    }).immediate()
    deps.touched(...touched)
    return { label: entry.label, state: undoLabels(db) }
  }

  return {
    undoable(label, touched, work) {
      const changes: RowChange[] = []
      const effects: UndoEffect[] = []
      const result = db
        .transaction(() => {
          const value = work(recordingChange(rows, changes, effects))
          if (changes.length > 0 || effects.length > 0) {
            const set = {
              rows: changes,
              effects: effects.map((effect) => ({ ...effect })),
              touched: [...touched],
            }
            insertUndoEntry(db, { label, changes: set, redoable: effects.length === 0, at: deps.now() })
            history(label, changes)
          }
          return value
        })
        .immediate()
      deps.touched(...touched, 'undo')
      return result
    },
    lasting(label, touched, work) {
      const changes: RowChange[] = []
      const result = db
        .transaction(() => {
          const value = work(recordingChange(rows, changes, []))
          history(label, changes)
          return value
        })
        .immediate()
      deps.touched(...touched)
      return result
    },
    once(touched, work) {
      const result = db.transaction(work).immediate()
      deps.touched(...touched)
      return result
    },
    handleUndo(kind, handler) {
      handlers.set(kind, handler)
    },
    onReplay(handler) {
      replayHandlers.push(handler)
    },
    state: () => undoLabels(db),
    skip() {
      const entry = lastDone(db)
      if (!entry) throw new RefrainError('NOT_FOUND', 'There is no step to leave out.')
      forgetEntry(db, entry)
      deps.touched('undo')
      return { label: entry.label, state: undoLabels(db) }
    },
    undo: () => travel(lastDone(db), 'undo'),
    redo: () => travel(firstUndone(db), 'redo'),
  }
}

function recordingChange(rows: RowStore, changes: RowChange[], effects: UndoEffect[]): Change {
  return {
    insert(table, values) {
      const id = rows.insert(table, values)
      changes.push({ table, id, before: null, after: { ...rows.read(table, id) } })
      return id
    },
    update(table, id, values) {
      const current = rows.read(table, id)
      if (!current) throw gone(table)
      const differing = Object.keys(values).filter((column) => current[column] !== values[column])
      if (differing.length === 0) return false
      const after = pick(values, differing)
      rows.update(table, id, after)
      changes.push({ table, id, before: pick(current, differing), after })
      return true
    },
    remove(table, id) {
      const current = rows.read(table, id)
      if (!current) throw gone(table)
      rows.remove(table, id)
      changes.push({ table, id, before: { ...current }, after: null })
    },
    onUndo(effect) {
      effects.push(effect)
    },
  }
}

/** Puts the rows back (or forth) and returns what was done to them. */
function replay(rows: RowStore, entry: UndoEntry, direction: 'undo' | 'redo'): readonly RowChange[] {
  const ordered = direction === 'undo' ? [...entry.changes.rows].reverse() : entry.changes.rows
  for (const change of ordered) {
    const expected = direction === 'undo' ? change.after : change.before
    const wanted = direction === 'undo' ? change.before : change.after
    const current = rows.read(change.table, change.id)
    if (!sameWhereKnown(current, expected)) throw conflict(entry.label, direction)
    if (wanted === null) rows.remove(change.table, change.id)
    else if (current === null) rows.insert(change.table, wanted)
    else rows.update(change.table, change.id, wanted)
  }
  return ordered.map(({ table, id, before, after }) =>
    direction === 'undo' ? { table, id, before: after, after: before } : { table, id, before, after },
  )
}

function sameWhereKnown(current: RowValues | null, expected: RowValues | null): boolean {
  if (current === null || expected === null) return current === expected
  return Object.keys(expected).every(
    (column) => column === 'updated_at' || current[column] === expected[column],
  )
}

function pick(values: RowValues, columns: readonly string[]): Record<string, string | number | null> {
  return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]))
}

function gone(table: string): RefrainError {
  return new RefrainError(
    'NOT_FOUND',
    `This ${table.replaceAll('_', ' ')} is not there any more. Nothing was changed.`,
  )
}

function conflict(label: string, direction: 'undo' | 'redo'): RefrainError {
  return new RefrainError(
    'UNDO_CONFLICT',
    `“${label}” cannot be ${direction === 'undo' ? 'undone' : 'redone'}: what it changed has been changed again since. Nothing was touched.`,
  )
}

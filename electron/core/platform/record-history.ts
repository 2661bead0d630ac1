import type { Database } from 'better-sqlite3'
import type { RowValues } from '../context.ts'
import type { RowChange } from './undo-log.ts'

/** Records with a history of their own; what hangs on them is found through their commands. */
const kept: readonly RowChange['table'][] = ['recording', 'release', 'track', 'identifier']

/** Columns that follow from others or say only that something changed. */
const derived = new Set([
  'title_key',
  'artist_key',
  'search_key',
  'missing',
  'updated_at',
  'created_at',
  'gtin14',
])

/**
 * Writes what a command changed into the history of each record: who, when, from what to what. Must run in the
 * transaction of the command. One line a record and command, however many steps it took.
 */
export function createHistoryWriter(
  db: Database,
  now: () => string,
  actor: string,
): (label: string, changes: readonly RowChange[]) => void {
  const insert = db.prepare(
    'INSERT INTO record_history (table_name, row_id, at, actor, label, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  return (label, changes) => {
    for (const { table, id, before, after } of merged(changes)) {
      const [from, to] = [told(before), told(after)]
      if (from !== null && to !== null && Object.keys(to).length === 0) continue
      insert.run(table, id, now(), actor, label, asJson(from), asJson(to))
    }
  }
}

function merged(changes: readonly RowChange[]): readonly RowChange[] {
  const byRow = new Map<string, RowChange>()
  for (const change of changes) {
    if (!kept.includes(change.table)) continue
    const key = `${change.table} ${String(change.id)}`
    const earlier = byRow.get(key)
    byRow.set(
      key,
      earlier === undefined
        ? change
        : {
            ...change,
            before: earlier.before === null ? null : { ...change.before, ...earlier.before },
            after: change.after === null ? null : { ...earlier.after, ...change.after },
          },
    )
  }
  return [...byRow.values()]
}

function told(values: RowValues | null): RowValues | null {
  if (values === null) return null
  return Object.fromEntries(Object.entries(values).filter(([column]) => !derived.has(column)))
}

function asJson(values: RowValues | null): string | null {
  return values === null ? null : JSON.stringify(values)
}

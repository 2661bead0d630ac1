import type { Database } from 'better-sqlite3'
import type { RowValues } from '../context.ts'
import { createOwnerFinder, type RecordRef } from './record-owners.ts'
import type { RowChange } from './undo-log.ts'

/** Records with a history of their own; a change of what belongs to them is a line in it, without values. */
const kept: readonly RowChange['table'][] = ['recording', 'release', 'work', 'party', 'track', 'identifier']

/** Columns that follow from others or say only that something changed. */
const derived = new Set([
  'title_key',
  'artist_key',
  'search_key',
  'missing',
  'updated_at',
  'created_at',
  'gtin14',
  'name_key',
  'number_key',
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
  const ownersOf = createOwnerFinder(db)
  return (label, changes) => {
    const told = new Set<string>()
    for (const { table, id, before, after } of merged(changes)) {
      const [from, to] = [values(before), values(after)]
      if (from !== null && to !== null && Object.keys(to).length === 0) continue
      insert.run(table, id, now(), actor, label, asJson(from), asJson(to))
      told.add(keyOf({ table, id }))
    }
    for (const owner of changes.flatMap(ownersOf)) {
      if (told.has(keyOf(owner))) continue
      told.add(keyOf(owner))
      insert.run(owner.table, owner.id, now(), actor, label, '{}', '{}')
    }
  }
}

function merged(changes: readonly RowChange[]): readonly RowChange[] {
  const byRow = new Map<string, RowChange>()
  for (const change of changes) {
    if (!kept.includes(change.table)) continue
    const key = keyOf(change)
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

function keyOf({ table, id }: RecordRef): string {
  return `${table} ${String(id)}`
}

function values(image: RowValues | null): RowValues | null {
  if (image === null) return null
  return Object.fromEntries(Object.entries(image).filter(([column]) => !derived.has(column)))
}

function asJson(image: RowValues | null): string | null {
  return image === null ? null : JSON.stringify(image)
}

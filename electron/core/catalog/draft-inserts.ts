import type { Database } from 'better-sqlite3'

const rowsAtOnce = 40

export interface RowBuffer<Row extends object> {
  /** Adds a row under a key that has none. */
  add(key: number, row: Row): void
  /** Puts another row in the place of one that still waits; false when none waits under the key. */
  replace(key: number, row: Row): boolean
  /** The row that waits under the key, or undefined. */
  get(key: number): Row | undefined
  /** Writes what waits. */
  readonly flush: () => void
}

/**
 * Gathers new rows and inserts forty with one statement, which takes a third of the time of forty statements. Whoever
 * reads the table must look here first, or flush.
 */
export function createRowBuffer<Row extends object>(
  db: Database,
  table: string,
  columns: readonly (keyof Row & string)[],
): RowBuffer<Row> {
  const one = `(${columns.map(() => '?').join(', ')})`
  const into = `INSERT INTO ${table} (${columns.join(', ')}) VALUES`
  const insertMany = db.prepare(`${into} ${Array.from({ length: rowsAtOnce }, () => one).join(', ')}`)
  const insertOne = db.prepare(`${into} ${one}`)
  const waiting = new Map<number, Row>()

  function flush(): void {
    if (waiting.size === rowsAtOnce) {
      const values: unknown[] = []
      for (const row of waiting.values()) for (const column of columns) values.push(row[column])
      insertMany.run(values)
    } else {
      for (const row of waiting.values()) insertOne.run(columns.map((column) => row[column]))
    }
    waiting.clear()
  }
  return {
    add(key, row) {
      waiting.set(key, row)
      if (waiting.size >= rowsAtOnce) flush()
    },
    replace(key, row) {
      if (!waiting.has(key)) return false
      waiting.set(key, row)
      return true
    },
    get: (key) => waiting.get(key),
    flush,
  }
}

import type { Database } from 'better-sqlite3'

const rowsAtOnce = 20

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
 * Gathers new rows and inserts twenty with one statement, which takes half the time of twenty statements. A column
 * is bound from the first row on that holds anything else than its `usual` value: most files fill few of them. Whoever
 * reads the table must look here first, or flush.
 */
export function createRowBuffer<Row extends object>(
  db: Database,
  table: string,
  columns: readonly (keyof Row & string)[],
  usual: Partial<Row>,
): RowBuffer<Row> {
  /** Never more than a few, so looking through them costs less than a Map does. */
  const keys: number[] = []
  const waiting: Row[] = []
  const rare = new Set(columns.filter((column) => column in usual))
  let statements = prepareInserts(db, table, columns, rare, usual)

  function meet(row: Row): void {
    let met = false
    for (const column of rare) if (row[column] !== usual[column]) met = rare.delete(column)
    if (met) statements = prepareInserts(db, table, columns, rare, usual)
  }

  function flush(): void {
    if (rare.size > 0) for (const row of waiting) meet(row)
    const { bound, many, one } = statements
    if (waiting.length === rowsAtOnce) {
      const values: unknown[] = []
      for (const row of waiting) for (const column of bound) values.push(row[column])
      // One by one as arguments: SQLite's binding reads those faster than an array.
      many.run(...values)
    } else {
      for (const row of waiting) one.run(bound.map((column) => row[column]))
    }
    keys.length = 0
    waiting.length = 0
  }
  return {
    add(key, row) {
      keys.push(key)
      if (waiting.push(row) >= rowsAtOnce) flush()
    },
    replace(key, row) {
      const at = keys.lastIndexOf(key)
      if (at < 0) return false
      waiting[at] = row
      return true
    },
    get(key) {
      return waiting[keys.lastIndexOf(key)]
    },
    flush,
  }
}

/** Statements that insert one row and many, with the value of a rare column in their text. */
function prepareInserts<Row extends object>(
  db: Database,
  table: string,
  columns: readonly (keyof Row & string)[],
  rare: ReadonlySet<keyof Row & string>,
  usual: Partial<Row>,
) {
  const row = `(${columns.map((column) => (rare.has(column) ? literal(usual[column]) : '?')).join(', ')})`
  const into = `INSERT INTO ${table} (${columns.join(', ')}) VALUES`
  return {
    bound: columns.filter((column) => !rare.has(column)),
    many: db.prepare(`${into} ${Array.from({ length: rowsAtOnce }, () => row).join(', ')}`),
    one: db.prepare(`${into} ${row}`),
  }
}

function literal(value: unknown): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new TypeError('a usual value is a text, a number or null')
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { defineFunctions } from '../database/functions.ts'

const triggers = ['recording_search_insert', 'recording_search_update', 'recording_search_delete'] as const

/** Memory in which FTS5 gathers terms before it writes a segment; few large ones cost half of many small ones. */
const bulkHashBytes = 64 * 1024 * 1024
const usualHashBytes = 1024 * 1024

const schemaRow = z.object({ name: z.string(), sql: z.string() })

/**
 * Runs `work` without the triggers that keep the search index, which cost ten times the row they follow, because FTS5
 * writes its index after each of them. `work` brings the index up to date itself, with the functions below. Must run
 * inside the transaction of the change: a rollback brings the triggers back.
 */
export function withoutSearchTriggers(db: Database, work: () => void): void {
  const read = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?")
  const dropped = triggers.map((name) => schemaRow.parse(read.get(name)))
  for (const { name } of dropped) db.exec(`DROP TRIGGER ${name}`)
  setHashSize(db, bulkHashBytes)
  work()
  setHashSize(db, usualHashBytes)
  for (const { sql } of dropped) db.exec(sql)
}

/** Takes recordings out of the search index; they must still read as they were indexed. `ids` is a subquery. */
export function unindexRecordings(db: Database, ids: string): void {
  db.exec(
    `INSERT INTO recording_search (recording_search, rowid, search_key)
     SELECT 'delete', id, search_key FROM recording WHERE id IN (${ids})`,
  )
}

/** Puts recordings into the search index. `ids` is a subquery. */
export function indexRecordings(db: Database, ids: string): void {
  db.exec(
    `INSERT INTO recording_search (rowid, search_key)
     SELECT id, search_key FROM recording WHERE id IN (${ids})`,
  )
}

/** The key under which a recording of table `of` is searched: in a draft, one made by a decision comes without. */
export function searchKeyOf(of: '' | `${string}.`): string {
  return `coalesce(${of}search_key, search_key(${of}title, ${of}version, ${of}artist, ${of}isrc))`
}

/** So many rows are indexed between two looks at whether the artist has cancelled: a few hundredths of a second. */
const rowsBetweenPauses = 16_384

/**
 * Puts the recordings with ids from `first` to `last` into the search index; `pause` is called now and then, and what it
 * throws ends the work. One statement for all of them, because each ends with a segment of the index of its own: many
 * segments take as long again to merge, and a search walks each of them.
 */
export function indexRecordingRange(
  db: Database,
  first: number,
  last: number,
  pause: (done: number) => void,
): void {
  db.function('index_pause', (id: unknown) => {
    pause(Number(id) - first + 1)
    return 1
  })
  db.prepare<[number, number]>(
    `INSERT INTO recording_search (rowid, search_key)
     SELECT id, ${searchKeyOf('')} FROM recording
     WHERE id BETWEEN ? AND ? AND (id % ${String(rowsBetweenPauses)} <> 0 OR index_pause(id))`,
  ).run(first, last)
  pause(last - first + 1)
}

/**
 * Builds the whole search index anew from the recordings that are left. In the order of their ids, where FTS5's own
 * command takes them as the index of titles has them, and each that is out of order makes it write a segment.
 */
export function rebuildSearch(db: Database): void {
  db.exec("INSERT INTO recording_search (recording_search) VALUES ('delete-all')")
  db.exec(
    'INSERT INTO recording_search (rowid, search_key) SELECT id, search_key FROM recording NOT INDEXED ORDER BY id',
  )
}

/**
 * Runs `work` without the given tables' indexes and builds them afterwards, sorted and at once. Pays where most rows
 * of a table are new. Must run inside a transaction.
 */
export function withoutIndexes(
  db: Database,
  tables: readonly string[],
  work: () => void,
  pause: (index: string) => void,
): void {
  const read = db.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
  )
  const dropped = tables.flatMap((table) => z.array(schemaRow).parse(read.all(table)))
  for (const { name } of dropped) db.exec(`DROP INDEX ${name}`)
  work()
  for (const { name, sql } of dropped) {
    pause(name)
    db.exec(sql)
  }
}

/**
 * Runs `work` without looking at the CHECKs of the tables it writes: SQLite builds a list of the allowed words for each
 * of them and searches it row by row, which takes twice as long as the rows themselves. Only for rows whose values have
 * been held to the same rules already.
 */
export function withoutChecks(db: Database, work: () => void): void {
  db.pragma('ignore_check_constraints = ON')
  try {
    work()
  } finally {
    db.pragma('ignore_check_constraints = OFF')
  }
}

/** The statement that made the search index. */
export function searchSchema(db: Database): string {
  return z
    .string()
    .parse(db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'recording_search'").pluck().get())
}

/**
 * Builds the search index of the recordings of a draft in a database of its own, to which the draft is attached; `pause` as
 * in `indexRecordingRange`.
 */
export function buildSearchAside(
  db: Database,
  { schema, first, last }: { readonly schema: string; readonly first: number; readonly last: number },
  pause: (done: number) => void,
): void {
  defineFunctions(db)
  db.exec(schema)
  setHashSize(db, bulkHashBytes)
  indexRecordingRange(db, first, last, pause)
}

/**
 * Makes the index that `buildSearchAside` built in the database attached as `built` that of the catalogue, in whose own
 * nothing is. FTS5 keeps an index in two tables, which say nothing of where they are (sqlite.org/fts5.html, appendix B).
 * Must run inside a transaction.
 */
export function takeBuiltSearch(db: Database): void {
  // Without it SQLite guards tables of an index against being written.
  db.unsafeMode(true)
  try {
    for (const [table, columns] of [
      ['recording_search_data', 'id, block'],
      ['recording_search_idx', 'segid, term, pgno'],
    ] as const) {
      db.exec(`DELETE FROM main.${table}`)
      db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM built.${table}`)
    }
  } finally {
    db.unsafeMode(false)
  }
  // Going back to a savepoint, FTS5 forgets what it remembers of the index, which is another one now.
  setHashSize(db, usualHashBytes)
  db.exec('SAVEPOINT taken; ROLLBACK TO taken; RELEASE taken')
}

function setHashSize(db: Database, bytes: number): void {
  // A literal, because a bound number would arrive as a floating-point value, which FTS5 refuses here.
  db.exec(`INSERT INTO recording_search (recording_search, rank) VALUES ('hashsize', ${String(bytes)})`)
}

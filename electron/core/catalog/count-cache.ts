import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { SqlPart } from './recording-search.ts'

const kept = 64

const stamp = z.object({ own: z.int(), others: z.int() })

/**
 * Answers counts, and remembers them until anything in the store is written, by this connection or another one:
 * a page of a list asks for the size of the list again and again while it scrolls.
 */
export function createCountCache(db: Database): (query: SqlPart) => number {
  const writes = db.prepare('SELECT total_changes() AS own, data_version AS others FROM pragma_data_version')
  const known = new Map<string, number>()
  let seen = ''
  return ({ sql, params }) => {
    const { own, others } = stamp.parse(writes.get())
    const now = `${String(own)}/${String(others)}`
    if (now !== seen || known.size >= kept) known.clear()
    seen = now
    const key = JSON.stringify([sql, params])
    const counted = known.get(key)
    if (counted !== undefined) return counted
    const count = z.int().parse(
      db
        .prepare(sql)
        .pluck()
        .get(...params),
    )
    known.set(key, count)
    return count
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { SqlPart } from './sql-part.ts'

const kept = 64

const stamp = z.object({ own: z.int(), others: z.int() })

export interface CountCache {
  (query: SqlPart): number
  /** Differs after any write to the store, by this connection or another one. */
  stamp(): string
}

/**
 * Answers counts, and remembers them until anything in the store is written, by this connection or another one:
 * a page of a list asks for the size of the list again and again while it scrolls.
 */
export function createCountCache(db: Database): CountCache {
  const writes = db.prepare('SELECT total_changes() AS own, data_version AS others FROM pragma_data_version')
  const known = new Map<string, number>()
  let seen = ''
  const stampNow = () => {
    const { own, others } = stamp.parse(writes.get())
    return `${String(own)}/${String(others)}`
  }
  const countOf = ({ sql, params }: SqlPart): number => {
    const now = stampNow()
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
  return Object.assign(countOf, { stamp: stampNow })
}

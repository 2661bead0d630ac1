import type { Database } from 'better-sqlite3'
import { z } from 'zod'

const rows = z.array(z.object({ key: z.string(), value: z.string() }))

/** Preferences of the artist in this workspace, one JSON value a key. */
export function createSettings(db: Database) {
  const read = db.prepare('SELECT key, value FROM setting ORDER BY key')
  const write = db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    all(): Record<string, unknown> {
      return Object.fromEntries(rows.parse(read.all()).map(({ key, value }) => [key, JSON.parse(value)]))
    },
    set(key: string, value: unknown): void {
      write.run(key, JSON.stringify(value))
    },
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'

const row = z.object({ value: z.string() }).optional()

/** A fact about the workspace itself (not a preference of the artist). */
export function getMeta(db: Database, key: string): string | null {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").get()
  if (exists === undefined) return null
  return row.parse(db.prepare('SELECT value FROM meta WHERE key = ?').get(key))?.value ?? null
}

/** Stores a fact about the workspace itself. */
export function setMeta(db: Database, key: string, value: string): void {
  db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value)
}

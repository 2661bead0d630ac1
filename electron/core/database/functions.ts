import type { Database } from 'better-sqlite3'
import { searchKey } from '../../../shared/domain/text/search-key.ts'

/**
 * Functions of ours that statements of the store may use: `search_key(text, ...)`, the key under which a row with
 * these texts is searched.
 */
export function defineFunctions(db: Database): void {
  db.function('search_key', { deterministic: true, varargs: true }, (...fields: unknown[]) =>
    searchKey(...fields.map(textOrNull)),
  )
}

// Without a schema: it runs several times for each row of a catalogue.
function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  throw new TypeError('search_key() takes texts')
}

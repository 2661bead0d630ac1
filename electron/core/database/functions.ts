import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { searchKey } from '../../../shared/domain/text/search-key.ts'

const text = z.string().nullable()

/**
 * Functions of ours that statements of the store may use: `search_key(text, ...)`, the key under which a row with
 * these texts is searched.
 */
export function defineFunctions(db: Database): void {
  db.function('search_key', { deterministic: true, varargs: true }, (...fields: unknown[]) =>
    searchKey(...fields.map((field) => text.parse(field))),
  )
}

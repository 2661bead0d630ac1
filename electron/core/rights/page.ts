import type { Database } from 'better-sqlite3'
import { z } from 'zod'

interface ListQuery {
  /** Tables and conditions, with `?` for `params`. */
  readonly from: string
  readonly params: readonly (string | number)[]
  readonly order: string
}

const ids = z.array(z.int())

/** A page of ids of a list that is short enough (thousands) to be sorted and counted as a whole. */
export function readIdPage(
  db: Database,
  { from, params, order }: ListQuery,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { readonly ids: readonly number[]; readonly total: number } {
  const total = z.int().parse(
    db
      .prepare(`SELECT count(*) ${from}`)
      .pluck()
      .get(...params),
  )
  const page = db.prepare(`SELECT x.id ${from} ORDER BY ${order}, x.id LIMIT ? OFFSET ?`).pluck()
  return { ids: ids.parse(page.all(...params, limit, offset)), total }
}

/** A LIKE pattern that finds a text anywhere; use with ESCAPE '\\'. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

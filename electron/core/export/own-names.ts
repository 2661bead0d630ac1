import type { Database } from 'better-sqlite3'
import { z } from 'zod'

const names = z.object({ legal_name: z.string(), artist_name: z.string(), company: z.string() }).optional()

/** The names under which the artist of this workspace may own something: company, artist and legal name. */
export function readOwnNames(db: Database): readonly string[] {
  const row = names.parse(db.prepare('SELECT legal_name, artist_name, company FROM profile').get())
  return row === undefined
    ? []
    : [row.company, row.artist_name, row.legal_name].filter((name) => name.trim() !== '')
}

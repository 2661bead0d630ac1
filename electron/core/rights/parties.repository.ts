import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { type PartyDetail, partyKinds, type PartyRow } from '../../../shared/contract/parties.ts'
import { compact } from '../../../shared/domain/identifiers/compact.ts'
import { artistKey } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { anywhere, readIdPage } from './page.ts'
import { subjectTitleSql } from './subjects.ts'

const storedParty = z.object({
  id: z.int(),
  kind: z.enum(partyKinds),
  name: z.string(),
  sort_name: z.string(),
  name_key: z.string(),
  ipi_name: z.string().nullable(),
  ipi_base: z.string().nullable(),
  isni: z.string().nullable(),
  email: z.string(),
  notes: z.string(),
})
export type StoredParty = z.infer<typeof storedParty>

const aliasRows = z.array(z.object({ id: z.int(), name: z.string() }))

const rowSql = `SELECT p.id, p.kind, p.name, p.ipi_name AS ipiName, p.isni,
    (SELECT count(*) FROM contribution WHERE party_id = p.id) AS credits,
    (SELECT count(*) FROM split WHERE party_id = p.id) AS shares
  FROM json_each(?) page JOIN party p ON p.id = page.value ORDER BY page.key`

const namedSql = `SELECT * FROM party WHERE name_key = @key
  UNION SELECT p.* FROM party_alias a JOIN party p ON p.id = a.party_id WHERE a.name_key = @key ORDER BY id`

export type PartiesRepository = ReturnType<typeof createPartiesRepository>

/** Parties as stored, and the ways to find one. */
export function createPartiesRepository(db: Database) {
  const one = db.prepare('SELECT * FROM party WHERE id = ?')
  const rows = db.prepare<[string], PartyRow>(rowSql)
  const byIpi = db.prepare('SELECT * FROM party WHERE ipi_name = ?')
  const byIsni = db.prepare('SELECT * FROM party WHERE isni = ? ORDER BY id')
  const named = db.prepare(namedSql)
  const aliases = db.prepare('SELECT id, name FROM party_alias WHERE party_id = ? ORDER BY id')
  const credits = db.prepare<[number], PartyDetail['credits'][number]>(
    `SELECT x.subject_type AS subjectType, x.subject_id AS subjectId, ${subjectTitleSql} AS title, x.role
     FROM contribution x WHERE x.party_id = ? ORDER BY x.id LIMIT 200`,
  )
  const get = (id: number): StoredParty | null => {
    const row = one.get(id)
    return row === undefined ? null : storedParty.parse(row)
  }
  return {
    /** @throws RefrainError NOT_FOUND. */
    mustGet(id: number): StoredParty {
      const party = get(id)
      if (party) return party
      throw new RefrainError(
        'NOT_FOUND',
        'This person or company is not in the workspace any more. Nothing was changed.',
      )
    },
    byIpiName(ipi: string): StoredParty | null {
      const row = byIpi.get(ipi)
      return row === undefined ? null : storedParty.parse(row)
    },
    byIsni: (isni: string): readonly StoredParty[] => storedParty.array().parse(byIsni.all(isni)),
    /** Parties whose name or alias is the same but for case, accents and punctuation. */
    named: (name: string): readonly StoredParty[] =>
      storedParty.array().parse(named.all({ key: artistKey(name) })),
    aliasesOf: (id: number): readonly { readonly id: number; readonly name: string }[] =>
      aliasRows.parse(aliases.all(id)),
    creditsOf: (id: number): PartyDetail['credits'] => credits.all(id),
    rows: (ids: readonly number[]): PartyRow[] => rows.all(JSON.stringify(ids)),
    /** Every word of the search is part of the name, of an alias or of a number. */
    list(request: Parsed<'parties.list'>): { readonly rows: PartyRow[]; readonly total: number } {
      const words = request.search.split(/\s+/).filter((word) => word !== '')
      const tests = words.map(
        () => `(x.name LIKE ? ESCAPE '\\' OR x.name_key LIKE ? ESCAPE '\\' OR x.ipi_name LIKE ? OR x.isni LIKE ?
          OR EXISTS (SELECT 1 FROM party_alias a WHERE a.party_id = x.id AND a.name_key LIKE ? ESCAPE '\\'))`,
      )
      const params = words.flatMap((word) => {
        const [key, number] = [anywhere(artistKey(word)), anywhere(compact(word))]
        return [anywhere(word), key, number, number, key]
      })
      const from = `FROM party x WHERE ${['true', ...tests].join(' AND ')}`
      const order = "CASE x.sort_name WHEN '' THEN x.name ELSE x.sort_name END COLLATE NOCASE"
      const page = readIdPage(db, { from, params, order }, request)
      return { rows: rows.all(JSON.stringify(page.ids)), total: page.total }
    },
  }
}

import { z } from 'zod'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { type ProviderRow, providerRow } from '../../../shared/contract/providers.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { providerFields } from '../../../shared/domain/notices/provider-facts.ts'
import { foldText } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createProviderFactsRepository, shippedEntry } from '../cases/index.ts'
import type { CoreContext } from '../context.ts'

const stored = providerRow
  .pick({ id: true, name: true, source: true, checkedOn: true, confidence: true, cases: true })
  .extend({ domains: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))) })

const sql = `SELECT p.id, p.name, p.domains, p.source, p.checked_on AS checkedOn, p.confidence,
    (SELECT count(*) FROM enforcement_case c WHERE c.provider_id = p.id) AS cases
  FROM provider p`

/** Lists providers and keeps what the artist knows better about them. */
export function createProvidersService(context: CoreContext) {
  const { db, mutations } = context
  const facts = createProviderFactsRepository(db)
  const all = db.prepare(`${sql} ORDER BY cases = 0, p.name COLLATE NOCASE, p.id`)
  const one = db.prepare<[number]>(`${sql} WHERE p.id = ?`)

  const toRow = (row: unknown): ProviderRow => {
    const { shipped, own, setAt } = facts.of(stored.parse(row).id)
    const provider = stored.parse(row)
    return { ...provider, kind: shippedEntry(context, provider.name)?.kind ?? 'unknown', shipped, own, setAt }
  }
  const get = (id: number): ProviderRow => {
    const row = one.get(id)
    if (row === undefined)
      throw new RefrainError('NOT_FOUND', 'This provider is not in the directory. Nothing was changed.')
    return toRow(row)
  }

  return {
    list({ search }: Parsed<'providers.list'>): Output<'providers.list'> {
      const wanted = foldText(search)
      const rows = all.all().map(toRow)
      return {
        providers: rows.filter(
          ({ name, domains }) =>
            foldText(name).includes(wanted) || domains.some((each) => each.includes(wanted)),
        ),
      }
    },
    /** Throws VALIDATION when nothing is to be set. */
    set({ providerId, patch }: Parsed<'providers.set'>): ProviderRow {
      get(providerId)
      const fields = providerFields.filter((field) => patch[field] !== undefined)
      if (fields.length === 0) throw new RefrainError('VALIDATION', 'Nothing was given to be set.')
      mutations.once(['cases', 'notices'], () => {
        for (const field of fields) facts.set(providerId, field, patch[field], context.now())
      })
      return get(providerId)
    },
    reset({ providerId, field }: Parsed<'providers.reset'>): ProviderRow {
      get(providerId)
      mutations.once(['cases', 'notices'], () => facts.reset(providerId, field))
      return get(providerId)
    },
    /** Throws CONFLICT for a name or domain that is taken, VALIDATION for what is no domain. */
    add({ name, domains }: Parsed<'providers.add'>): ProviderRow {
      const known = [...new Set(domains.map(domainOf))]
      return get(
        mutations.once(['cases'], () => {
          refuseTaken(name, known)
          const { lastInsertRowid } = db
            .prepare(
              `INSERT INTO provider (name, domains, source, checked_on, confidence)
               VALUES (?, ?, 'Entered in this workspace', ?, 'medium')`,
            )
            .run(name, JSON.stringify(known), context.now().slice(0, 10))
          const claim = db.prepare('INSERT INTO provider_domain (domain, provider_id) VALUES (?, ?)')
          for (const domain of known) claim.run(domain, lastInsertRowid)
          return Number(lastInsertRowid)
        }),
      )
    },
  }

  function refuseTaken(name: string, domains: readonly string[]): void {
    if (db.prepare('SELECT 1 FROM provider WHERE name = ? COLLATE NOCASE').get(name) !== undefined)
      throw new RefrainError('CONFLICT', `“${name}” is in the directory already. Nothing was added.`)
    const owner = db
      .prepare<[string]>(
        'SELECT p.name FROM provider_domain d JOIN provider p ON p.id = d.provider_id WHERE d.domain = ?',
      )
      .pluck()
    for (const domain of domains) {
      const taken = z.string().optional().parse(owner.get(domain))
      if (taken !== undefined)
        throw new RefrainError(
          'CONFLICT',
          `${domain} belongs to ${taken} in the directory. Nothing was added.`,
        )
    }
  }
}

function domainOf(text: string): string {
  const domain = webDomain(/^https?:\/\//i.test(text) ? text : `https://${text}/`)
  if (domain?.includes('.') === true) return domain
  throw new RefrainError(
    'VALIDATION',
    `“${text}” is no domain. Nothing was added. Give one such as host.example.`,
  )
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { provider, type Provider } from '../../../shared/contract/cases.ts'
import { notInDirectory } from '../../../shared/domain/notices/providers.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createProviderFactsRepository } from './provider-facts.repository.ts'
import { type KnownProvider, providerOfDomain, readProvidersByDomain } from '../findings/index.ts'

const stored = z.object({
  id: z.int(),
  name: z.string(),
  domains: z.string(),
  source: z.string(),
  checkedOn: z.string(),
  confidence: z.string(),
})

const textList = z.array(z.string())
const texts = (json: string) => textList.parse(JSON.parse(json))

/** Reads providers with the facts that hold, the artist's own before the shipped, and adds the one of a domain nobody knows yet. */
export function createProvidersRepository(db: Database) {
  const one = db.prepare<[number]>(
    `SELECT id, name, domains, source, checked_on AS checkedOn, confidence
     FROM provider WHERE id = ?`,
  )
  const facts = createProviderFactsRepository(db)
  const insert = db.prepare<[string, string, string, string], { id: number }>(
    `INSERT INTO provider (name, domains, source, checked_on, confidence) VALUES (?, ?, ?, ?, 'low')
     ON CONFLICT (name) DO UPDATE SET domains = excluded.domains RETURNING id`,
  )
  const insertDomain = db.prepare<[string, number]>(
    'INSERT INTO provider_domain (domain, provider_id) VALUES (?, ?)',
  )
  return {
    get(id: number): Provider {
      const row = stored.optional().parse(one.get(id))
      if (!row) throw new RefrainError('NOT_FOUND', 'This provider is not in the directory any more.')
      const { email, form, requirements } = facts.of(id).effective
      return provider.parse({ ...row, domains: texts(row.domains), email, form, requirements })
    },
    /**
     * Finds the provider of a domain or its parents; a domain nobody knows gets one of its own, marked low. Reads
     * the directory once: use it for one transaction.
     */
    resolver(today: string): (domain: string) => KnownProvider {
      const known = readProvidersByDomain(db)
      return (domain) => {
        const found = providerOfDomain(known, domain)
        if (found) return found
        const row = insert.get(domain, JSON.stringify([domain]), notInDirectory, today)
        if (!row) throw new Error(`the provider of ${domain} could not be stored`)
        const added = { id: row.id, name: domain }
        insertDomain.run(domain, added.id)
        known.set(domain, added)
        return added
      }
    },
  }
}

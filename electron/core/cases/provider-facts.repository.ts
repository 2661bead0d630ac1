import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  effectiveFacts,
  type ProviderFacts,
  ownFacts,
  type ProviderField,
  providerFields,
  setFacts,
} from '../../../shared/domain/notices/provider-facts.ts'
import { providerRuleOf } from '../../../shared/domain/notices/rules/provider-rules.ts'

const shippedRow = z.object({
  name: z.string(),
  email: z.string().nullable(),
  form: z.string().nullable(),
  requirements: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
})
const ownRow = z.object({ field: z.enum(providerFields), value: z.string(), setAt: z.string() })

/** What is known about a provider: shipped, set by the artist, and what holds. */
export interface KnownFacts {
  readonly shipped: ProviderFacts
  readonly own: Partial<ProviderFacts>
  readonly setAt: Partial<Record<ProviderField, string>>
  readonly effective: ProviderFacts
}

/** Table access for the facts about providers; what the artist set lies beside what was shipped. */
export function createProviderFactsRepository(db: Database) {
  const shippedOf = db.prepare<[number]>('SELECT name, email, form, requirements FROM provider WHERE id = ?')
  const ownOf = db.prepare<[number]>(
    'SELECT field, value, set_at AS setAt FROM provider_override WHERE provider_id = ? ORDER BY field',
  )
  const put = db.prepare<[number, string, string, string]>(
    `INSERT INTO provider_override (provider_id, field, value, set_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (provider_id, field) DO UPDATE SET value = excluded.value, set_at = excluded.set_at`,
  )
  const drop = db.prepare<[number, string]>(
    'DELETE FROM provider_override WHERE provider_id = ? AND field = ?',
  )
  return {
    of(providerId: number): KnownFacts {
      const { name, ...row } = shippedRow.parse(shippedOf.get(providerId))
      const respondsIn = providerRuleOf(name)?.respondsIn ?? null
      const shipped: ProviderFacts = { ...row, respondsIn, country: null, note: '' }
      const rows = z.array(ownRow).parse(ownOf.all(providerId))
      const entries = rows.map(({ field, value }) => [field, JSON.parse(value) as unknown])
      const parsed = ownFacts.safeParse(Object.fromEntries(entries))
      // A value an older version took and this one does not is left out; the shipped fact holds then.
      const own: Partial<ProviderFacts> = parsed.success ? setFacts(parsed.data) : {}
      const setAt = Object.fromEntries(rows.map(({ field, setAt }) => [field, setAt]))
      return { shipped, own, setAt, effective: effectiveFacts(shipped, own) }
    },
    set(providerId: number, field: ProviderField, value: unknown, at: string): void {
      put.run(providerId, field, JSON.stringify(value), at)
    },
    /** Returns false when there was none. */
    reset: (providerId: number, field: ProviderField): boolean => drop.run(providerId, field).changes > 0,
  }
}

import { z } from 'zod'
import { providerFacts, providerFields } from '../domain/notices/provider-facts.ts'
import { id, instant } from './common.ts'
import { command, query } from './procedure.ts'

export const providerRow = z.object({
  id,
  name: z.string(),
  /** Kind by the shipped directory; `unknown` when it is not in it. */
  kind: z.string(),
  domains: z.array(z.string()),
  /** As shipped, or as first entered; stays visible beside what the artist set. */
  shipped: providerFacts,
  /** What the artist set, by field. */
  own: providerFacts.partial(),
  /** When each was set. */
  setAt: z.partialRecord(z.enum(providerFields), instant),
  source: z.string(),
  checkedOn: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  cases: z.int(),
})
export type ProviderRow = z.infer<typeof providerRow>

export const providerProcedures = {
  'providers.list': query(
    z.object({ search: z.string().max(200).default('') }),
    z.object({ providers: z.array(providerRow) }),
  ),
  /** Sets facts of the artist's own; cases and checks use them at once. The shipped ones stay on record. */
  'providers.set': command(z.object({ providerId: id, patch: providerFacts.partial() }), providerRow),
  /** Takes one own fact away, so that the shipped one holds again. */
  'providers.reset': command(z.object({ providerId: id, field: z.enum(providerFields) }), providerRow),
  /** A provider that is not in the directory. */
  'providers.add': command(
    z.object({
      name: z.string().trim().min(1).max(200),
      domains: z.array(z.string().trim().min(3).max(253)).min(1).max(50),
    }),
    providerRow,
  ),
} as const

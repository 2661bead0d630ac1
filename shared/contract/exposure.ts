import { z } from 'zod'
import { id } from './common.ts'
import { query } from './procedure.ts'

export const exposureRange = z.object({
  code: z.enum(['statutory', 'cmi', 'circumvention', 'claims-board']),
  /** US dollars. */
  low: z.int(),
  high: z.int(),
  /** Why there is no range, in words; null where there is one. */
  none: z.string().nullable(),
  assumptions: z.array(z.string()),
  source: z.string(),
})
export type ExposureRow = z.infer<typeof exposureRange>

export const exposure = z.object({
  works: z.int(),
  registeredInTime: z.int(),
  registeredLate: z.int(),
  unsure: z.int(),
  /** Works that are on an album together with others. */
  onAlbums: z.int(),
  ranges: z.array(exposureRange),
})
export type Exposure = z.infer<typeof exposure>

export const exposureProcedures = {
  /** What American law could award, as ranges: for the items of a case, or for every confirmed finding. */
  'exposure.get': query(
    z.object({
      caseId: id.nullable().default(null),
      albumRule: z.enum(['one-work', 'economic-value', 'unknown']).default('unknown'),
      /** Violations of 17 U.S.C. 1202 the artist wants counted; none where nothing shows one. */
      cmiViolations: z.int().min(0).max(1_000_000).default(0),
    }),
    exposure,
  ),
} as const

import { z } from 'zod'
import { id, instant } from './common.ts'
import { query } from './procedure.ts'

/** A column of the map: a source of ours or a provider (the site's owner). */
const mapColumn = z.object({ key: z.string(), name: z.string(), listings: z.int() })

export const liveOverviewProcedures = {
  /** New findings by the week in which they were found (Monday, UTC), oldest first, weeks without any too. */
  'live.perWeek': query(
    z.object({ weeks: z.int().min(1).max(104).default(12) }),
    z.object({
      weeks: z.array(
        z.object({
          from: instant,
          /** Found that week; `authorized` of them a rule settled at once. */
          findings: z.int(),
          authorized: z.int(),
          bySource: z.array(z.object({ sourceId: z.string(), findings: z.int() })),
        }),
      ),
    }),
  ),
  /** Where each recording appears: listings that are not known to be gone. Most places first. */
  'live.places': query(
    z.object({
      by: z.enum(['source', 'provider']).default('provider'),
      /** Without what the artist's rules authorize or what she dismissed. */
      openOnly: z.boolean().default(false),
      offset: z.int().min(0).max(1_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      /** The 40 with most listings. */
      columns: z.array(mapColumn),
      rows: z.array(
        z.object({
          recordingId: id,
          title: z.string(),
          artist: z.string(),
          total: z.int(),
          cells: z.array(z.object({ key: z.string(), listings: z.int(), fresh: z.int() })),
        }),
      ),
      total: z.int(),
    }),
  ),
  /** How long providers took to remove what notices named; times in hours from sending to being seen down. */
  'live.removalTimes': query(
    z.object({}).strict(),
    z.object({
      providers: z.array(
        z.object({
          providerId: id,
          name: z.string(),
          /** Items of sent cases with an address. */
          sent: z.int(),
          down: z.int(),
          medianHours: z.number().nullable(),
          shortestHours: z.number().nullable(),
          longestHours: z.number().nullable(),
        }),
      ),
    }),
  ),
} as const

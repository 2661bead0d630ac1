import { z } from 'zod'
import {
  readinessActions,
  readinessCriteria,
  type RecordingCriterion,
} from '../domain/catalogue/readiness.ts'
import { id } from './common.ts'
import { query } from './procedure.ts'

/** A criterion by which recordings can be filtered: all but the contact, which is the same for every recording. */
export const recordingCriterion = z
  .enum(readinessCriteria)
  .exclude(['contact']) satisfies z.ZodType<RecordingCriterion>

export const readinessLine = z.object({
  criterion: z.enum(readinessCriteria),
  state: z.enum(['ok', 'missing', 'advised']),
  reason: z.string(),
  source: z.string(),
  action: z.enum(readinessActions).nullable(),
})

export const readiness = z.object({
  lines: z.array(readinessLine),
  missing: z.int(),
  advised: z.int(),
  next: readinessLine.nullable(),
})

export const readinessProcedures = {
  'readiness.get': query(z.object({ recordingId: id }), readiness),
  /** How many recordings lack each thing, of how many. */
  'readiness.counts': query(
    z.object({}).strict(),
    z.object({
      recordings: z.int(),
      /** Recordings about which no notice can be sent yet. */
      blocked: z.int(),
      contactGaps: z.array(z.string()),
      counts: z.record(recordingCriterion, z.int()),
    }),
  ),
  /** Recordings that lack something, in the order of their ids, each with what it lacks. */
  'readiness.list': query(
    z.object({
      missing: z.array(recordingCriterion).max(20).default([]),
      afterId: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(500),
    }),
    z.object({
      rows: z.array(
        z.object({
          id,
          title: z.string(),
          artist: z.string(),
          isrc: z.string().nullable(),
          /** In the order of the criteria; those that keep a notice from being sent are in `needed` too. */
          lacks: z.array(recordingCriterion),
          needed: z.array(recordingCriterion),
        }),
      ),
      nextAfterId: z.int().nullable(),
    }),
  ),
} as const

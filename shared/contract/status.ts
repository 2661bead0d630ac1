import { z } from 'zod'
import { listingLives } from '../domain/live/status/listing-life.ts'
import { listingStates, stateReasonCodes } from '../domain/live/status/verdicts.ts'
import { recordedStates } from '../domain/cases/case-states.ts'
import { id, instant, jobStarted, nothing } from './common.ts'
import { command, query } from './procedure.ts'

/** Whether changes are captured; and whether items of sent cases are looked at by themselves. */
export const statusCapturesSetting = 'status.captures'
export const statusAutomaticSetting = 'status.automatic'

/** One look at an address, as it was recorded. */
export const stateCheck = z.object({
  id,
  findingId: id,
  url: z.string(),
  checkedAt: instant,
  /** The source that told by its interface; empty where the page was read. */
  source: z.string(),
  status: z.int().nullable(),
  finalUrl: z.string().nullable(),
  bodySha256: z.string().nullable(),
  state: z.enum(listingStates),
  reason: z.enum(stateReasonCodes),
  /** For the artist. */
  sentence: z.string(),
  /** The words or the header that show it. */
  snippet: z.string(),
  changed: z.boolean(),
  /** `none`: nothing changed. `waiting`: the capture is under way. */
  capture: z.object({
    state: z.enum(['none', 'waiting', 'done', 'failed', 'off', 'no-program']),
    captureId: id.nullable(),
  }),
})
export type StateCheck = z.infer<typeof stateCheck>

/** By what a listing is taken for the same again: the very file, who put it there, or the host. */
export const relistedBy = ['file', 'uploader', 'host'] as const
/** The same recording at another address, found after it was gone. */
export const relistingHint = z.object({
  findingId: id,
  url: z.string(),
  foundAt: instant,
  by: z.enum(relistedBy),
})

/** Where an item stands by all looks at its address. */
export const itemStanding = z.object({
  findingId: id,
  url: z.string(),
  life: z.enum(listingLives),
  /** The newest look; null when nobody looked. */
  last: stateCheck.nullable(),
  downSince: instant.nullable(),
  goneAt: instant.nullable(),
  backSince: instant.nullable(),
  seenAt: instant.nullable(),
  /** When it is due again; null: at once. */
  nextAt: instant.nullable(),
  looks: z.int(),
  elsewhere: z.array(relistingHint),
})
export type ItemStanding = z.infer<typeof itemStanding>

export const standingCounts = z.object({
  unchecked: z.int(),
  live: z.int(),
  suspected: z.int(),
  gone: z.int(),
  relisted: z.int(),
  /** Of all: those whose newest look could not tell. */
  untold: z.int(),
})
export type StandingCounts = z.infer<typeof standingCounts>

/** A change of the case that the looks speak for; the artist makes it, or does not. */
export const caseProposal = z.object({
  state: z.enum(recordedStates),
  happenedOn: z.iso.date(),
  /** Written into the history with the change. */
  note: z.string(),
  findingIds: z.array(id),
  /** The notice that was sent for them. */
  earlier: z.object({ sentAt: instant, channel: z.string(), reference: z.string() }),
})
export type CaseProposal = z.infer<typeof caseProposal>

export const caseStanding = z.object({
  caseId: id,
  items: z.array(itemStanding),
  counts: standingCounts,
  proposal: caseProposal.nullable(),
  /** The check that is under way. */
  jobId: id.nullable(),
})
export type CaseStanding = z.infer<typeof caseStanding>

/** Result of the job `status.check`. */
export const statusCheckResult = z.object({
  checked: z.int(),
  there: z.int(),
  down: z.int(),
  unknown: z.int(),
  /** Findings whose address changed its state with this look. */
  changed: z.array(id),
})
export type StatusCheckResult = z.infer<typeof statusCheckResult>

export const statusProcedures = {
  /**
   * Looks whether what was found is still at its address. Names a case, findings, or all items of sent cases that are
   * due. Throws VALIDATION when nothing of it has a web address. The job's result is a `statusCheckResult`.
   */
  'status.check': command(
    z.object({
      caseId: id.nullable().default(null),
      findingIds: z.array(id).max(5000).default([]),
      due: z.boolean().default(false),
      /** Null: as the setting says. */
      capture: z.boolean().nullable().default(null),
    }),
    jobStarted.extend({ addresses: z.int(), skipped: z.array(id) }),
  ),
  'status.ofCase': query(z.object({ caseId: id }), caseStanding),
  /** The looks at the address of a finding, or at all of a case, newest first. */
  'status.checks': query(
    z.object({
      findingId: id.nullable().default(null),
      caseId: id.nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ checks: z.array(stateCheck) }),
  ),
  /** Over the items of all sent cases that are not closed. */
  'status.counts': query(nothing, standingCounts.extend({ due: z.int(), nextAt: instant.nullable() })),
} as const

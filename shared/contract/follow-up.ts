import { z } from 'zod'
import { draftLanguages } from '../domain/notices/drafts/draft-input.ts'
import { draftRegimes } from '../domain/notices/rules/regimes.ts'
import { id, nothing } from './common.ts'
import { command, query } from './procedure.ts'

const day = z.iso.date()

export const escalationCodes = [
  'file-host',
  'service',
  'distributor',
  'cdn',
  'host',
  'registrar',
  'search',
  'payment',
  'monitor',
] as const

/** What the artist found out about where the material lies. */
export const circumstances = z.object({
  fileElsewhere: z.boolean(),
  behindCdn: z.boolean(),
  hostKnown: z.boolean(),
  sells: z.boolean(),
  /** A claim at the Copyright Claims Board: filed, and served on the other side. */
  claimFiledOn: day.nullable(),
  claimServedOn: day.nullable(),
})
export type Circumstances = z.infer<typeof circumstances>

/** How a case came from another: at a step of the way, or as the same letter, mended and sent again. */
export const linkSteps = [...escalationCodes, 'again'] as const

export const linkedCase = z.object({ caseId: id, providerName: z.string(), step: z.enum(linkSteps) })

export const escalationStep = z.object({
  code: z.enum(escalationCodes),
  regime: z.enum(draftRegimes).nullable(),
  title: z.string(),
  expectedYield: z.enum(['high', 'medium', 'low', 'none']),
  why: z.string(),
  source: z.string(),
  /** This very case is that step. */
  here: z.boolean(),
  /** The case opened for it, if any. */
  opened: linkedCase.nullable(),
  /** Providers of the directory that can be written to. */
  suggestions: z.array(z.object({ providerId: id, name: z.string() })),
  /** Where the files lie, when no provider of the directory is there. */
  domain: z.string().nullable(),
})
export type EscalationRow = z.infer<typeof escalationStep>

export const followUp = z.object({
  caseId: id,
  circumstances,
  /** Kind of the provider by the directory; `unknown` when it is not in it. */
  providerKind: z.string(),
  steps: z.array(escalationStep),
  from: linkedCase.nullable(),
  /** The case in which the letter of this one was mended and sent again. */
  again: linkedCase.nullable(),
})
export type FollowUp = z.infer<typeof followUp>

export const followUpProcedures = {
  'cases.followUp': query(z.object({ caseId: id }), followUp),
  'cases.circumstances': command(z.object({ caseId: id, patch: circumstances.partial() }), followUp),
  /** Opens a case for the next provider with the same items, linked to this one, which is then escalated. */
  'cases.escalate': command(
    z.object({
      caseId: id,
      step: z.enum(escalationCodes),
      to: z.union([z.object({ providerId: id }), z.object({ domain: z.string().trim().min(3).max(253) })]),
      happenedOn: day,
      note: z.string().max(5000).default(''),
    }),
    z.object({ caseId: id }),
  ),
  /**
   * Opens a case for the same provider in which a letter that was turned down, or got no answer, is mended and sent
   * again. This case is closed and stays as it was sent. Throws CONFLICT while an answer is awaited.
   */
  'cases.again': command(
    z.object({ caseId: id, happenedOn: day, note: z.string().max(5000).default('') }),
    z.object({ caseId: id }),
  ),
  /** The letter that takes a sent notice back, for the items named or all of them. Nothing is recorded. */
  'cases.withdrawal': query(
    z.object({
      caseId: id,
      findingIds: z.array(id).max(5000).default([]),
      reason: z.string().max(500).default(''),
      language: z.enum(draftLanguages).default('en'),
    }),
    z.object({ subject: z.string(), text: z.string() }),
  ),
  'cases.withdrawalSave': command(
    z.object({
      caseId: id,
      findingIds: z.array(id).max(5000).default([]),
      reason: z.string().max(500).default(''),
      language: z.enum(draftLanguages).default('en'),
      path: z.string().min(1),
    }),
    nothing,
  ),
} as const

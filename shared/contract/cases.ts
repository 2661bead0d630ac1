import { z } from 'zod'
import { caseStates } from '../domain/cases/case-states.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'
import { rightsHeld } from './catalog.ts'

export { caseStates } from '../domain/cases/case-states.ts'

export const provider = z.object({
  id,
  name: z.string(),
  domains: z.array(z.string()),
  email: z.string().nullable(),
  form: z.string().nullable(),
  requirements: z.array(z.string()),
  source: z.string(),
  checkedOn: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
})
export type Provider = z.infer<typeof provider>

/** The four questions of 17 U.S.C. 107, asked for each item and kept (Lenz v. Universal, 815 F.3d 1145). */
export const fairUse = z.object({
  purpose: z.string().max(1000),
  nature: z.string().max(1000),
  amount: z.string().max(1000),
  market: z.string().max(1000),
  conclusion: z.enum(['undecided', 'not-fair-use', 'may-be-fair-use']),
  consideredAt: instant.nullable(),
})
export type FairUse = z.infer<typeof fairUse>

export const caseItem = z.object({
  findingId: id,
  recordingId: id,
  recordingTitle: z.string(),
  recordingArtist: z.string(),
  isrc: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  authorizedUrl: z.string().nullable(),
  url: z.string(),
  rightHeld: z.enum(rightsHeld),
  fairUse,
  firstSeenAt: instant,
  sealed: z.boolean(),
})
export type CaseItem = z.infer<typeof caseItem>

/** One element of a notice: what the law asks, whether it is there, and what is still missing. */
export const noticeElement = z.object({
  code: z.string(),
  title: z.string(),
  status: z.enum(['present', 'partial', 'missing']),
  message: z.string(),
  source: z.string(),
  /** Where in the window it is mended. */
  fix: z.enum(['profile', 'items', 'fair-use', 'right', 'statements', 'signature', 'none']),
})
export type NoticeElement = z.infer<typeof noticeElement>

export const notice = z.object({
  id,
  regime: z.enum(['us-512c3']),
  templateVersion: z.string(),
  status: z.enum(['draft', 'complete', 'exported', 'sent']),
  goodFaith: z.boolean(),
  accurate: z.boolean(),
  signature: z.string(),
  signedOn: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  elements: z.array(noticeElement),
  complete: z.boolean(),
  updatedAt: instant,
})
export type Notice = z.infer<typeof notice>

export const caseRow = z.object({
  id,
  providerName: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  items: z.int(),
  recordings: z.int(),
  openedAt: instant,
  sentAt: instant.nullable(),
  /** The day since which the case is in its state, YYYY-MM-DD. */
  stateSince: z.string(),
  noticeComplete: z.boolean(),
})
export type CaseRow = z.infer<typeof caseRow>

export const caseDetail = caseRow.extend({
  provider,
  itemsList: z.array(caseItem),
  notice: notice.nullable(),
  sent: z.object({ at: instant, channel: z.string(), reference: z.string() }).nullable(),
})
export type CaseDetail = z.infer<typeof caseDetail>

export const caseProcedures = {
  'cases.group': command(nothing, z.object({ created: z.int(), added: z.int(), caseIds: z.array(id) })),
  'cases.list': query(nothing, z.object({ cases: z.array(caseRow) })),
  'cases.get': query(z.object({ caseId: id }), caseDetail),
  'cases.itemUpdate': command(
    z.object({
      caseId: id,
      findingIds: z.array(id).min(1).max(5000),
      patch: z
        .object({ rightHeld: z.enum(rightsHeld), fairUse: fairUse.omit({ consideredAt: true }).partial() })
        .partial(),
    }),
    caseDetail,
  ),
  'cases.itemRemove': command(z.object({ caseId: id, findingIds: z.array(id).min(1).max(5000) }), caseDetail),
  'cases.recordSent': command(
    z.object({
      caseId: id,
      at: instant,
      channel: z.string().min(1).max(100),
      reference: z.string().max(300).default(''),
    }),
    caseDetail,
  ),
  'notices.draft': command(
    z.object({ caseId: id, regime: z.enum(['us-512c3']).default('us-512c3') }),
    notice,
  ),
  'notices.update': command(
    z.object({
      noticeId: id,
      patch: z
        .object({ goodFaith: z.boolean(), accurate: z.boolean(), signature: z.string().max(200) })
        .partial(),
    }),
    notice,
  ),
  /** Refuses with NOTICE_INCOMPLETE, naming every missing element. Writes into `path`, atomically. */
  'notices.export': command(
    z.object({ noticeId: id, format: z.enum(['txt', 'pdf']), path: z.string().min(1) }),
    z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }),
  ),
} as const

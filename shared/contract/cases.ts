import { z } from 'zod'
import { caseStates } from '../domain/cases/case-states.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'
import { rightsHeld } from './catalog.ts'
import { notice, noticeProcedures } from './notices.ts'

export type { Notice, NoticeElement, NoticeWarning } from './notices.ts'

/** Rights an item can be claimed under: those of a recording, and artwork and lyrics, which are works of their own. */
export const itemRights = [...rightsHeld, 'artwork', 'lyrics'] as const
export const performances = ['unknown', 'own', 'cover'] as const
export const exclusivities = ['exclusive', 'public-domain', 'leased', 'sample-pack'] as const

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
  /** The address the letter lists. */
  url: z.string(),
  /** The listing, where the letter lists the file. */
  foundOn: z.string().nullable(),
  /** The address of the file itself, where the listing leads to it. */
  fileUrl: z.string().nullable(),
  rightHeld: z.enum(itemRights),
  /** Whose performance the material is. */
  performance: z.enum(performances),
  exclusivity: z.enum(exclusivities),
  fairUse,
  firstSeenAt: instant,
  /** When it was last found at its address: by a capture or by the artist; null when nobody looked again. */
  lastSeenAt: instant.nullable(),
  sealed: z.boolean(),
})
export type CaseItem = z.infer<typeof caseItem>

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
        .object({
          rightHeld: z.enum(itemRights),
          performance: z.enum(performances),
          exclusivity: z.enum(exclusivities),
          fairUse: fairUse.omit({ consideredAt: true }).partial(),
        })
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
  ...noticeProcedures,
} as const

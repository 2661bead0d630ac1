import { z } from 'zod'
import { draftLetter } from '../domain/notices/drafts/draft-blocks.ts'
import { draftDetails, draftLanguages } from '../domain/notices/drafts/draft-input.ts'
import { fixes } from '../domain/notices/check-outcome.ts'
import { noticeFormats } from '../domain/notices/exports/formats.ts'
import { draftRegimes } from '../domain/notices/rules/regimes.ts'
import { id, instant } from './common.ts'
import { command, query } from './procedure.ts'

const checked = z.object({
  code: z.string(),
  title: z.string(),
  message: z.string(),
  source: z.string(),
  /** Where, or by which act, it is mended. */
  fix: z.enum(fixes),
  /** The items it is about; empty when it is about the letter. */
  findingIds: z.array(id),
})

/** One thing a notice must have or must not do: whether it is so, and what is still missing. */
export const noticeElement = checked.extend({
  status: z.enum(['present', 'partial', 'missing']),
  /** A hard stop: nothing clicks it away, the items have to leave the letter. */
  stop: z.boolean(),
})
export type NoticeElement = z.infer<typeof noticeElement>

/** Something to know before sending; it keeps nothing back. */
export const noticeWarning = checked
export type NoticeWarning = z.infer<typeof noticeWarning>

const capacity = z.enum(['owner', 'exclusive-licensee', 'agent'])

export const notice = z.object({
  id,
  regime: z.enum(draftRegimes),
  language: z.enum(draftLanguages),
  providerClass: z.string(),
  /** What the recipient should get, and why; the regime and language in use may be others. */
  proposal: z.object({
    regime: z.enum(draftRegimes),
    language: z.enum(draftLanguages),
    regimeReason: z.string(),
    languageReason: z.string(),
  }),
  templateVersion: z.string(),
  status: z.enum(['draft', 'complete', 'exported', 'sent']),
  goodFaith: z.boolean(),
  accurate: z.boolean(),
  /** The declaration of Art. 16(2)(d) DSA. */
  accurateAndComplete: z.boolean(),
  signature: z.string(),
  /** The calendar day where the signer was, and the time zone in words; null for one signed before zones were kept. */
  signedOn: z.string().nullable(),
  signedIn: z.string().nullable(),
  /** In which capacity the signer acts, for whom when as an agent, and whether that differs from the profile. */
  capacity: z.object({ role: capacity, owner: z.string(), fromProfile: z.boolean() }).nullable(),
  freeText: z.string(),
  details: draftDetails,
  /** To whom label lines of its items say that the claimant licensed them. */
  labelLicenses: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  letter: draftLetter,
  elements: z.array(noticeElement),
  warnings: z.array(noticeWarning),
  complete: z.boolean(),
  updatedAt: instant,
})
export type Notice = z.infer<typeof notice>

export const formField = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string(),
  limit: z.int().nullable(),
})

export const noticeProcedures = {
  /**
   * The notice of a case; drafted on first asking with the regime and language its recipient should get. Those given
   * replace the ones in use.
   */
  'notices.draft': command(
    z.object({
      caseId: id,
      regime: z.enum(draftRegimes).optional(),
      language: z.enum(draftLanguages).optional(),
    }),
    notice,
  ),
  'notices.update': command(
    z.object({
      noticeId: id,
      patch: z
        .object({
          goodFaith: z.boolean(),
          accurate: z.boolean(),
          accurateAndComplete: z.boolean(),
          signature: z.string().max(200),
          /** IANA time zone of the signer; that of this machine when left out. */
          zone: z.string().max(60),
          /** Null: as the profile says. */
          role: capacity.nullable(),
          owner: z.string().max(200),
          freeText: z.string().max(4000),
          details: draftDetails.partial(),
        })
        .partial(),
    }),
    notice,
  ),
  /** Refuses with NOTICE_INCOMPLETE, naming every missing element. Writes into `path`, atomically. */
  'notices.export': command(
    z.object({ noticeId: id, format: z.enum(noticeFormats), path: z.string().min(1) }),
    z.object({ path: z.string(), bytes: z.int(), sha256: z.string() }),
  ),
  /** The parts of a complete notice for the fields of a web form. Refuses with NOTICE_INCOMPLETE. */
  'notices.fields': query(
    z.object({ noticeId: id }),
    z.object({ form: z.string().nullable(), email: z.string().nullable(), fields: z.array(formField) }),
  ),
  /** Records that the artist looked at these addresses just now and found the material there. */
  'cases.itemsSeen': command(
    z.object({ caseId: id, findingIds: z.array(id).min(1).max(5000) }),
    z.object({ at: instant }),
  ),
  /** Divides an unsent case into letters its recipient takes; the first part stays. */
  'cases.split': command(z.object({ caseId: id }), z.object({ caseIds: z.array(id) })),
} as const

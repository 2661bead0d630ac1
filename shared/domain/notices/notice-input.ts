import { z } from 'zod'

const right = z.enum(['unknown', 'sound-recording', 'composition', 'both', 'none'])
export type RightHeld = z.infer<typeof right>

const role = z.enum(['owner', 'exclusive-licensee', 'agent'])
export type ClaimantRole = z.infer<typeof role>

/** One listing a notice names: the work, the right in it, where the material is, and what was considered. */
export const noticeItem = z.object({
  findingId: z.int(),
  recordingId: z.int(),
  title: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  authorizedUrl: z.string().nullable(),
  url: z.string().nullable(),
  offers: z.enum(['metadata', 'page', 'file', 'art']),
  findingState: z.enum(['new', 'confirmed', 'authorized', 'dismissed', 'monitor']),
  /** The authorization rule that covers the listing, in words, or null. */
  authorizedBy: z.string().nullable(),
  rightHeld: right,
  fairUse: z.enum(['undecided', 'not-fair-use', 'may-be-fair-use']),
  /** UTC, ISO 8601. */
  firstSeenAt: z.string(),
})
export type NoticeItem = z.infer<typeof noticeItem>

export const claimant = z.object({
  legalName: z.string(),
  artistName: z.string(),
  company: z.string(),
  address: z.string(),
  country: z.string(),
  email: z.string(),
  phone: z.string(),
  role,
})
export type Claimant = z.infer<typeof claimant>

/**
 * Everything a notice is made of. The letter and the check are pure functions of it: the same input gives the
 * same text on every machine and on every day, so what was sent can be kept as its input.
 */
export const noticeInput = z.object({
  claimant: claimant.nullable(),
  recipient: z.object({
    name: z.string(),
    domains: z.array(z.string()),
    email: z.string().nullable(),
    form: z.string().nullable(),
  }),
  items: z.array(noticeItem),
  /** What the signer has declared so far; each is a separate act. */
  statements: z.object({ goodFaith: z.boolean(), accurate: z.boolean() }),
  signature: z.object({
    name: z.string(),
    /** The calendar day where the signer was, YYYY-MM-DD, or null while unsigned. */
    signedOn: z.string().nullable(),
    /** The signer’s time zone in words; without it the day is that of UTC. */
    zone: z.string().nullish(),
    /** False when the letter changed after it was signed. */
    coversLetter: z.boolean(),
  }),
})
export type NoticeInput = z.infer<typeof noticeInput>

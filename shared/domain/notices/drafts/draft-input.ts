import { z } from 'zod'
import { noticeInput, noticeItem } from '../notice-input.ts'
import { draftRegimes } from '../rules/regimes.ts'

export const draftLanguages = ['en', 'de', 'fr', 'es', 'pt'] as const
export type DraftLanguage = (typeof draftLanguages)[number]

/** Rights an item can be claimed under; artwork and lyrics are works of their own. */
const draftRight = z.enum(['unknown', 'sound-recording', 'composition', 'both', 'artwork', 'lyrics', 'none'])
export type DraftRight = z.infer<typeof draftRight>

/** One item with what the checks need to know beside the letter. */
const draftItem = noticeItem.extend({
  rightHeld: draftRight,
  /** UTC, ISO 8601: when the material was last seen at its address; null when never looked at again. */
  lastVerifiedAt: z.string().nullable(),
  /** Where the sealed record of the listing is kept, as printed in the letter. */
  capture: z.string().nullable(),
  /** Whose performance the material is. */
  performance: z.enum(['own', 'cover', 'unknown']),
  /** How exclusive the right is. */
  exclusivity: z.enum(['exclusive', 'public-domain', 'leased', 'sample-pack']),
  /** Owner of the right by the catalogue, or null when it says none. */
  catalogueOwner: z.string().nullable(),
  /** True when the artist's own distributor or an account of the artist delivered it. */
  ownDelivery: z.boolean(),
  /** Day on which a notice about this address was already sent to this recipient, or null. */
  noticedOn: z.string().nullable(),
  /** To whom the label line of the listing says that the claimant licensed it; null where it says no such thing. */
  licensedTo: z.string().nullable().default(null),
  /** The page that leads to the address, where the address is that of the file itself. */
  foundOn: z.string().nullable().default(null),
})
export type DraftItem = z.infer<typeof draftItem>

/** What a letter is about beside its items. */
export const draftDetails = z.object({
  /** The site a CDN, host, registrar, registry or payment service is written to about. */
  hostname: z.string().max(253).nullable(),
  ipAddress: z.string().max(60).nullable(),
  /** Earlier letters about the same material: to whom, when. */
  earlier: z
    .array(z.object({ to: z.string().max(200), on: z.string().max(10), reference: z.string().max(300) }))
    .max(50),
  /** The earlier notice to the same recipient that this one corrects and replaces. */
  corrects: z.object({ on: z.string().max(10), reference: z.string().max(300) }).nullish(),
  /** Licenses that label lines name and that were never granted, by the name of the licensee. */
  deniedLicenses: z.array(z.string().max(300)).max(50).optional(),
  /** The notice that a withdrawal takes back. */
  withdrawn: z
    .object({ on: z.string().max(10), reference: z.string().max(300), reason: z.string().max(500) })
    .nullable(),
})
export type DraftDetails = z.infer<typeof draftDetails>

/** All that a letter of any regime is made of. The same input gives the same letter. */
export const draftInput = noticeInput.extend({
  regime: z.enum(draftRegimes),
  language: z.enum(draftLanguages),
  items: z.array(draftItem),
  statements: z.object({ goodFaith: z.boolean(), accurate: z.boolean(), complete: z.boolean() }),
  details: draftDetails.extend({
    /** Words of the artist's own, put after the opening and checked again. */
    freeText: z.string(),
    /** A person read this very letter and let it go. */
    reviewed: z.boolean(),
  }),
})
export type DraftInput = z.infer<typeof draftInput>

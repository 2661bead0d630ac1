import { z } from 'zod'
import { sourceProblems } from '../domain/live/source-listing.ts'
import { id, instant, nothing } from './common.ts'
import { command, query } from './procedure.ts'
import { ruleKinds } from './watch.ts'

/** What the artist can name to be looked at again and again. */
export const addressKinds = ['page', 'feed', 'sitemap', 'torrent', 'magnet', 'folder'] as const
export type AddressKind = (typeof addressKinds)[number]

export const liveAddress = z.object({
  id,
  kind: z.enum(addressKinds),
  /** A web address, a magnet link, or a path on this computer. */
  value: z.string(),
  note: z.string(),
  addedAt: instant,
  lastLookedAt: instant.nullable(),
  nextLookAt: instant.nullable(),
  listings: z.int(),
  problem: z.object({ kind: z.enum(sourceProblems), message: z.string() }).nullable(),
})
export type LiveAddress = z.infer<typeof liveAddress>

/** One official link, and the authorization rules it stands for. */
export const officialLink = z.object({
  link: z.string(),
  /** What the link leads to, in words, e.g. “the SoundCloud account luna-vale”. */
  leadsTo: z.string(),
  proposals: z.array(
    z.object({
      kind: z.enum(ruleKinds),
      value: z.string(),
      /** What it would authorize, in words. */
      words: z.string(),
      /** True for the one that fits best: the narrowest that covers the link. */
      recommended: z.boolean(),
      exists: z.boolean(),
      wouldSettle: z.int(),
    }),
  ),
  /** Why nothing can be made of it; null otherwise. */
  refusal: z.string().nullable(),
})
export type OfficialLink = z.infer<typeof officialLink>

export const liveAddressProcedures = {
  'live.addresses': query(
    z.object({ kind: z.enum(addressKinds).nullable().default(null) }),
    z.object({ addresses: z.array(liveAddress) }),
  ),
  /** Adds addresses; what is there already stays, what cannot be looked at is refused with a sentence. */
  'live.addAddresses': command(
    z.object({
      addresses: z
        .array(
          z.object({
            /** Null: by what the value looks like. */
            kind: z.enum(addressKinds).nullable().default(null),
            value: z.string().trim().min(1).max(20_000),
            note: z.string().trim().max(500).default(''),
          }),
        )
        .min(1)
        .max(1000),
    }),
    z.object({
      added: z.array(liveAddress),
      known: z.int(),
      refused: z.array(z.object({ value: z.string(), message: z.string() })),
    }),
  ),
  /** It is not looked at any more; what was found there stays. */
  'live.removeAddress': command(z.object({ addressId: id }), nothing),
  /** What official links of the artist (own pages, channels, distributor) would authorize; changes nothing. */
  'live.readLinks': query(
    z.object({ links: z.array(z.string().trim().min(1).max(2000)).min(1).max(200) }),
    z.object({ links: z.array(officialLink) }),
  ),
  /** Makes rules of them, in one step that can be undone; those that exist already are passed over. */
  'live.acceptLinks': command(
    z.object({
      rules: z
        .array(
          z.object({
            kind: z.enum(ruleKinds),
            value: z.string().min(1).max(500),
            note: z.string().max(500).default(''),
          }),
        )
        .min(1)
        .max(400),
    }),
    z.object({ created: z.int(), known: z.int(), settled: z.int() }),
  ),
} as const

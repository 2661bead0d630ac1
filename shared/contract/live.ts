import { z } from 'zod'
import { sourceProblems } from '../domain/live/source-listing.ts'
import { id, instant, jobStarted, nothing, pageOf, pageRequest } from './common.ts'
import { liveAddressProcedures } from './live-addresses.ts'
import { liveOverviewProcedures } from './live-overview.ts'
import { command, query } from './procedure.ts'
import { listingOffers } from './watch.ts'

/** Short name of a source, e.g. `deezer`; the same for ever. */
export const sourceId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

/** A source is looked at no more often than hourly and no less often than every 60 days. */
export const shortestIntervalMs = 60 * 60 * 1000
export const longestIntervalMs = 60 * 24 * 60 * 60 * 1000

/** Why a source gave no answer, and the sentence that says so. */
export const liveProblem = z.object({
  kind: z.enum(sourceProblems),
  message: z.string(),
  at: instant,
  /** It is left alone until then; null: until its next look. */
  until: instant.nullable(),
})
export type LiveProblem = z.infer<typeof liveProblem>

/** One visit to a source. */
export const liveRun = z.object({
  id,
  startedAt: instant,
  /** Null while it runs, or where a crash ended it. */
  endedAt: instant.nullable(),
  looks: z.int(),
  listings: z.int(),
  /** Findings that are new to the artist: those that a rule authorizes are not among them. */
  newFindings: z.int(),
  problem: liveProblem.nullable(),
})
export type LiveRun = z.infer<typeof liveRun>

export const liveSource = z.object({
  id: sourceId,
  name: z.string(),
  enabled: z.boolean(),
  searches: z.array(z.enum(['isrc', 'names', 'address'])),
  key: z.object({
    needs: z.enum(['none', 'optional', 'required']),
    state: z.enum(['none', 'missing', 'set']),
    /** What it is made of and where the artist gets it, in a sentence. */
    help: z.string().nullable(),
  }),
  /** The artist's own address of it, e.g. of a SearXNG; null: the source's own. */
  base: z.string().nullable(),
  /** `checkedOn`: the day its terms were read; null: from our notes, not read again. */
  terms: z.object({ says: z.string(), source: z.string(), checkedOn: z.iso.date().nullable() }),
  intervalMs: z.int(),
  /** At most so many requests in any so many milliseconds, and so many at once. */
  limits: z.object({ requests: z.int(), perMs: z.int(), atOnce: z.int() }),
  running: z.object({ jobId: id }).nullable(),
  lastRun: liveRun.nullable(),
  /** When it is looked at next by itself; null while it is off or there is nothing to look for. */
  nextRunAt: instant.nullable(),
  /** What stands in the way now; null when the last visit went well. */
  problem: liveProblem.nullable(),
  /** Units of its daily budget, by the day in UTC. */
  budget: z.object({ spent: z.int(), perDay: z.int().nullable() }),
  /** Questions (one recording by code, by names, or one address) and how many of them are due. */
  looks: z.object({ all: z.int(), due: z.int() }),
  /** Listings of the catalogue's recordings it has shown. */
  listings: z.int(),
  /** Findings of the last seven days that nobody has decided about. */
  newFindings: z.int(),
})
export type LiveSource = z.infer<typeof liveSource>

/** Why nothing is looked at by itself at the moment. */
export const livePauses = ['offline', 'battery', 'metered'] as const

export const liveState = z.object({
  /** The artist's switch: while it is on, nothing is asked of any source. */
  offline: z.boolean(),
  /** What holds the schedule; null when it runs. */
  pause: z.enum(livePauses).nullable(),
  power: z.object({ onBattery: z.boolean(), metered: z.boolean() }),
  running: z.array(id),
  nextRunAt: instant.nullable(),
  enabledSources: z.int(),
  /** Findings that nobody has decided about, of the last seven days. */
  newFindings: z.int(),
})
export type LiveState = z.infer<typeof liveState>

export const liveSettings = z.object({
  /** A quiet notification when something new is found. */
  notify: z.boolean(),
  /** Goes on looking in the tray when the window is closed. */
  tray: z.boolean(),
  pauseOnBattery: z.boolean(),
  pauseOnMetered: z.boolean(),
  /** E-mail or web address that sources can reach the artist under; part of the user agent. Empty: none. */
  contact: z.string().max(200),
})
export type LiveSettings = z.infer<typeof liveSettings>

/** The compared fields, as the source said them. */
export const listingFacts = z.object({
  title: z.string(),
  artist: z.string(),
  account: z.string().nullable(),
  album: z.string().nullable(),
  label: z.string().nullable(),
  isrc: z.string().nullable(),
  gtin: z.string().nullable(),
  durationMs: z.int().nullable(),
  year: z.int().nullable(),
})
export type ListingFacts = z.infer<typeof listingFacts>

export const liveListing = z.object({
  id,
  sourceId,
  sourceName: z.string(),
  url: z.string(),
  domain: z.string().nullable(),
  offers: z.enum(listingOffers),
  facts: listingFacts,
  /** False where the source's terms had what it said deleted; the address stays. */
  factsKept: z.boolean(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  /** How often what it says has changed. */
  changes: z.int(),
  findings: z.array(
    z.object({ findingId: id, recordingId: id, recordingTitle: z.string(), state: z.string() }),
  ),
})
export type LiveListing = z.infer<typeof liveListing>

/** A listing with all that happened to it. */
export const liveListingHistory = liveListing.extend({
  /** Every source that showed it. */
  sightings: z.array(
    z.object({ sourceId, sourceName: z.string(), ref: z.string(), firstAt: instant, lastAt: instant }),
  ),
  /** What it said, newest first. `changed`: the fields that differ from the version before. */
  versions: z.array(
    z.object({
      at: instant,
      sourceId,
      why: z.enum(['first', 'changed', 'better-source']),
      facts: listingFacts,
      changed: z.array(z.string()),
    }),
  ),
})

export const liveProcedures = {
  'live.state': query(nothing, liveState),
  /** Nothing gets around this switch: a run that is under way ends at its next request. */
  'live.setOffline': command(z.object({ offline: z.boolean() }), liveState),
  /** Told by the host: what the computer runs on. */
  'live.setPower': command(z.object({ onBattery: z.boolean(), metered: z.boolean() }), liveState),
  'live.settings': query(nothing, liveSettings),
  'live.setSettings': command(liveSettings.partial(), liveSettings),
  'live.sources': query(
    nothing,
    z.object({
      sources: z.array(liveSource),
      /** Where keys are kept; without one a key cannot be set. */
      secretStore: z.object({ name: z.string(), available: z.boolean(), reason: z.string().nullable() }),
    }),
  ),
  /** What is left out stays as it is. `base` null: back to the source's own address. */
  'live.setSource': command(
    z.object({
      sourceId,
      enabled: z.boolean().optional(),
      intervalMs: z.int().min(shortestIntervalMs).max(longestIntervalMs).optional(),
      base: z.string().trim().min(1).max(2000).nullable().optional(),
    }),
    liveSource,
  ),
  /** Kept by the system's secret store; it is never given out again. */
  'live.setKey': command(z.object({ sourceId, key: z.string().trim().min(1).max(2000) }), liveSource),
  'live.removeKey': command(z.object({ sourceId }), liveSource),
  /** The last visits to a source, newest first. */
  'live.runs': query(
    z.object({ sourceId, limit: z.int().min(1).max(200).default(30) }),
    z.object({ runs: z.array(liveRun) }),
  ),
  /** Looks now at all sources that are on, or at one: at everything, due or not, unless `dueOnly`. */
  'live.run': command(
    z.object({ sourceId: sourceId.nullable().default(null), dueOnly: z.boolean().default(false) }),
    jobStarted,
  ),
  /** Listings of the catalogue's recordings, last seen first. */
  'live.listings': query(
    pageRequest.extend({
      sourceId: sourceId.nullable().default(null),
      recordingId: id.nullable().default(null),
      search: z.string().max(200).default(''),
    }),
    pageOf(liveListing),
  ),
  /** By the listing or by one of its findings. Null: the finding is of a swept file. */
  'live.listing': query(
    z.union([z.object({ listingId: id }).strict(), z.object({ findingId: id }).strict()]),
    z.object({ listing: liveListingHistory.nullable() }),
  ),
  ...liveAddressProcedures,
  ...liveOverviewProcedures,
} as const

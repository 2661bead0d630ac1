import { z } from 'zod'
import { rightsHeld, singleAnswers } from '../domain/catalogue/release-facts.ts'
import { id, instant, nothing, pageOf, pageRequest } from './common.ts'
import { command, query } from './procedure.ts'
import { recordingCriterion } from './readiness.ts'

export const recordingKinds = ['audio', 'video'] as const
export { rightsHeld, singleAnswers }

/** What a recording was made from another one as. */
export const parentRelations = [
  'remix',
  'edit',
  'live',
  'remaster',
  'instrumental',
  'acoustic',
  'cover',
  'other',
] as const
export const explicitStates = ['unknown', 'explicit', 'not-explicit', 'cleaned'] as const
export const releaseTypes = ['', 'single', 'ep', 'album', 'compilation', 'live', 'other'] as const

/** YYYY, YYYY-MM or YYYY-MM-DD: as exact as the artist knows it. */
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

export const recordingSortKeys = [
  'title',
  'artist',
  'release',
  'isrc',
  'duration',
  'year',
  'updated',
] as const

export const recordingRow = z.object({
  id,
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
  year: z.int().nullable(),
  kind: z.enum(recordingKinds),
  rightHeld: z.enum(rightsHeld),
  releaseId: id.nullable(),
  releaseTitle: z.string().nullable(),
  gtin: z.string().nullable(),
  trackNumber: z.int().nullable(),
  findings: z.int(),
  /** How many things keep a notice about it from being sent. */
  missing: z.int(),
})
export type RecordingRow = z.infer<typeof recordingRow>

export const recordingFields = z.object({
  title: z.string().trim().min(1).max(500),
  version: z.string().max(300),
  artist: z.string().trim().min(1).max(500),
  isrc: z.string().max(40).nullable(),
  durationMs: z.int().min(1).max(86_400_000).nullable(),
  year: z.int().min(1860).max(2100).nullable(),
  kind: z.enum(recordingKinds),
  rightHeld: z.enum(rightsHeld),
  registrationNumber: z.string().max(40).nullable(),
  authorizedUrl: z.string().max(2000).nullable(),
  notes: z.string().max(10_000),
  /** The recording this one was made from (null: none in the catalogue), and as what. */
  parentId: id.nullable(),
  parentRelation: z.enum(parentRelations).nullable(),
  /** First publication: the three months of 17 U.S.C. 412(2) are counted from it. */
  publishedOn: partialDate.nullable(),
  /** Where it was recorded, ISO 3166-1 alpha-2; empty when not known. */
  country: z.string().max(20),
  pLine: z.string().max(300),
  genre: z.string().max(100),
  explicit: z.enum(explicitStates),
})
export type RecordingFields = z.infer<typeof recordingFields>

export const missingItem = z.object({
  code: z.string(),
  message: z.string(),
  severity: z.enum(['needed', 'advised']),
})

export const recordingDetail = recordingFields.extend({
  id,
  createdAt: instant,
  updatedAt: instant,
  importId: id.nullable(),
  tracks: z.array(
    z.object({
      releaseId: id,
      releaseTitle: z.string(),
      gtin: z.string().nullable(),
      disc: z.int(),
      number: z.int().nullable(),
      alsoSingle: z.enum(singleAnswers),
      titleOverride: z.string(),
    }),
  ),
  /** The recording it was made from, as it is called. */
  parentTitle: z.string().nullable(),
  identifiers: z.array(
    z.object({
      scheme: z.string(),
      value: z.string(),
      raw: z.string(),
      source: z.string(),
      state: z.string(),
    }),
  ),
  missing: z.array(missingItem),
  findingsByState: z.record(z.string(), z.int()),
})
export type RecordingDetail = z.infer<typeof recordingDetail>

export const releaseRow = z.object({
  id,
  title: z.string(),
  artist: z.string(),
  label: z.string(),
  gtin: z.string().nullable(),
  releaseDate: z.string().nullable(),
  tracks: z.int(),
})
export type ReleaseRow = z.infer<typeof releaseRow>

export const releaseFields = z.object({
  title: z.string().trim().min(1).max(500),
  artist: z.string().max(500),
  label: z.string().max(300),
  gtin: z.string().max(40).nullable(),
  releaseDate: partialDate.nullable(),
  notes: z.string().max(10_000),
  type: z.enum(releaseTypes),
  catalogueNumber: z.string().max(60),
  pLine: z.string().max(300),
  cLine: z.string().max(300),
  genre: z.string().max(100),
})
export type ReleaseFields = z.infer<typeof releaseFields>

/** What a track says beyond its recording. */
export const trackFields = z.object({
  disc: z.int().min(1).max(99),
  number: z.int().min(0).max(999).nullable(),
  alsoSingle: z.enum(singleAnswers),
  /** The title on this release, where it differs from the recording's. */
  titleOverride: z.string().max(500),
})
export type TrackFields = z.infer<typeof trackFields>

export const catalogProcedures = {
  'recordings.list': query(
    pageRequest.extend({
      search: z.string().max(200).default(''),
      sort: z.enum(recordingSortKeys).default('title'),
      direction: z.enum(['asc', 'desc']).default('asc'),
      releaseId: id.nullable().default(null),
      missingIsrc: z.boolean().default(false),
      /** Only recordings that lack any of these. */
      missing: z.array(recordingCriterion).max(20).default([]),
    }),
    pageOf(recordingRow),
  ),
  'recordings.get': query(z.object({ recordingId: id }), recordingDetail),
  'recordings.create': command(
    recordingFields.partial().extend({
      title: recordingFields.shape.title,
      artist: recordingFields.shape.artist,
      releaseId: id.nullable().default(null),
    }),
    z.object({ recordingId: id }),
  ),
  'recordings.update': command(z.object({ recordingId: id, patch: recordingFields.partial() }), recordingRow),
  'recordings.delete': command(
    z.object({ recordingIds: z.array(id).min(1).max(10_000) }),
    z.object({ deleted: z.int() }),
  ),
  'releases.list': query(
    pageRequest.extend({
      search: z.string().max(200).default(''),
      sort: z.enum(['title', 'artist', 'date', 'tracks']).default('title'),
      direction: z.enum(['asc', 'desc']).default('asc'),
    }),
    pageOf(releaseRow),
  ),
  'releases.get': query(
    z.object({ releaseId: id }),
    releaseFields.extend({
      id,
      tracks: z.array(recordingRow),
      /** What each track says of itself, in the order of `tracks`. */
      trackFacts: z.array(trackFields.extend({ recordingId: id })),
    }),
  ),
  'releases.create': command(
    releaseFields.partial().extend({ title: releaseFields.shape.title }),
    z.object({ releaseId: id }),
  ),
  'releases.update': command(z.object({ releaseId: id, patch: releaseFields.partial() }), releaseRow),
  /** The recordings on them stay. */
  'releases.delete': command(z.object({ releaseIds: z.array(id).min(1).max(10_000) }), nothing),
  /** Changes what a recording is on one release; puts it there when it is not on it yet. */
  'tracks.set': command(
    z.object({ releaseId: id, recordingId: id, patch: trackFields.partial().default({}) }),
    nothing,
  ),
  'tracks.remove': command(z.object({ releaseId: id, recordingId: id }), nothing),
} as const

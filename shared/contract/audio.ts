import { z } from 'zod'
import { containers } from '../domain/audio/container.ts'
import { audioTags } from '../domain/audio/tags.ts'
import { id, instant, jobStarted, nothing, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

export const audioProblem = z.object({ field: z.string(), code: z.string(), message: z.string() })
export type AudioProblem = z.infer<typeof audioProblem>

export const embeddedArt = z.object({ sha256, bytes: z.int(), type: z.string() })

/** One audio file: what it is, byte for byte, and what it says about itself. */
export const audioFileFacts = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  modifiedMs: z.number(),
  sha256,
  container: z.enum(containers),
  codec: z.string(),
  lossless: z.boolean(),
  sampleRate: z.int().nullable(),
  bits: z.int().nullable(),
  channels: z.int().nullable(),
  durationMs: z.int().nullable(),
  tags: audioTags,
  art: embeddedArt.nullable(),
  problems: z.array(audioProblem),
})
export type AudioFileFacts = z.infer<typeof audioFileFacts>

export const audioScanStates = [
  'scanning',
  'scanned',
  'committed',
  'failed',
  'cancelled',
  'discarded',
] as const

/** A folder that was read for its audio. */
export const audioScan = z.object({
  id,
  root: z.string(),
  state: z.enum(audioScanStates),
  jobId: id.nullable(),
  /** The job that writes it to the catalogue, while there is one. */
  commitJobId: id.nullable(),
  counts: z.object({
    /** Audio files found. */
    files: z.int(),
    /** Read this time. */
    read: z.int(),
    /** Known by path, size and time, and not read again. */
    unchanged: z.int(),
    /** Could not be taken, with the reason. */
    rejected: z.int(),
    /** Taken, with something to say about them. */
    warnings: z.int(),
    /** Files that are no audio. */
    others: z.int(),
  }),
  createdAt: instant,
  committedAt: instant.nullable(),
})
export type AudioScan = z.infer<typeof audioScan>

/** A file of a scan that was rejected, or taken with warnings. */
export const audioScanFile = z.object({
  /** 1-based place in the list. */
  row: z.int(),
  path: z.string(),
  outcome: z.enum(['read', 'unchanged', 'rejected']),
  code: z.string(),
  problems: z.array(z.string()),
})
export type AudioScanFile = z.infer<typeof audioScanFile>

/** By what a file was recognised as a recording of the catalogue. */
export const audioMatches = ['file', 'isrc', 'gtin-position', 'title-artist-duration'] as const

export const plannedTrack = z.object({
  assetId: id,
  /** Index of its release in the preview. */
  release: z.int(),
  releaseTitle: z.string(),
  fileName: z.string(),
  path: z.string(),
  disc: z.int(),
  number: z.int().nullable(),
  title: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
  /** `create`: a new recording. `link`: one that exists gets this file. `unchanged`: it has it already. */
  action: z.enum(['create', 'link', 'unchanged', 'rejected']),
  recordingId: id.nullable(),
  matchedBy: z.enum(audioMatches).nullable(),
  problems: z.array(z.string()),
})
export type PlannedTrack = z.infer<typeof plannedTrack>

export const plannedRelease = z.object({
  index: z.int(),
  title: z.string(),
  artist: z.string(),
  gtin: z.string().nullable(),
  date: z.string().nullable(),
  folder: z.string(),
  tracks: z.int(),
  create: z.int(),
  link: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  /** Release of the catalogue it is, or null when it is new. */
  releaseId: id.nullable(),
  /** False: files that belong to no release by their tags. */
  isRelease: z.boolean(),
})
export type PlannedRelease = z.infer<typeof plannedRelease>

export const audioPlanCounts = z.object({
  releases: z.int(),
  newReleases: z.int(),
  tracks: z.int(),
  create: z.int(),
  link: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
})
export type AudioPlanCounts = z.infer<typeof audioPlanCounts>

export const fingerprintStates = ['computed', 'waiting', 'failed'] as const

/** An audio file of a recording. */
export const audioAsset = z.object({
  id,
  role: z.enum(['master', 'export', 'reference']),
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  sha256,
  container: z.string(),
  codec: z.string(),
  lossless: z.boolean(),
  sampleRate: z.int().nullable(),
  bits: z.int().nullable(),
  channels: z.int().nullable(),
  durationMs: z.int().nullable(),
  fingerprint: z.enum(fingerprintStates),
  fingerprintProblem: z.string(),
  addedAt: instant,
})
export type AudioAsset = z.infer<typeof audioAsset>

export const audioSegment = z.object({ fromMs: z.int(), toMs: z.int() })

/** One file of the catalogue that a compared file resembles. */
export const audioComparisonMatch = z.object({
  assetId: id,
  recordingId: id.nullable(),
  title: z.string(),
  artist: z.string(),
  fileName: z.string(),
  verdict: z.enum(['match', 'possible']),
  /** Share of fingerprint bits that differ along the segment, 0 to 1. */
  bitErrorRate: z.number(),
  /** How much faster than the catalogue's file the compared one runs: 0.03 is 3 % faster. */
  faster: z.number(),
  /** The same stretch in both files. */
  compared: audioSegment,
  catalogue: audioSegment,
})
export type AudioComparisonMatch = z.infer<typeof audioComparisonMatch>

/** Result of the job `audio.compare`. */
export const audioComparison = z.object({
  path: z.string(),
  fileName: z.string(),
  durationMs: z.int(),
  verdict: z.enum(['match', 'possible', 'none']),
  matches: z.array(audioComparisonMatch),
  /** Fingerprints it was compared with. */
  compared: z.int(),
  /** Files of the catalogue that have no fingerprint yet and could not be compared. */
  withoutFingerprint: z.int(),
  /** True when other speeds were searched, which is done when nothing matches as it is. */
  speedsSearched: z.boolean(),
})
export type AudioComparison = z.infer<typeof audioComparison>

const scanRef = z.object({ scanId: id })

export const audioProcedures = {
  /** Reads one file, writes nothing anywhere. */
  'audio.tags': query(z.object({ path: z.string().min(1) }), audioFileFacts),
  /** Reads every audio file below a folder; files are remembered, nothing is written to the catalogue. */
  'audio.scan': command(z.object({ path: z.string().min(1) }), z.object({ scanId: id, jobId: id })),
  'audio.scans': query(
    z.object({ limit: z.int().min(1).max(100).default(20) }),
    z.object({ scans: z.array(audioScan) }),
  ),
  'audio.scanGet': query(scanRef, audioScan),
  /** Files that were rejected or have a warning. */
  'audio.files': query(
    pageRequest.extend({ scanId: id, only: z.enum(['rejected', 'warnings']) }),
    pageOf(audioScanFile),
  ),
  /** What a commit would do, worked out anew from the catalogue as it is. */
  'audio.preview': query(
    pageRequest.extend({ scanId: id }),
    pageOf(plannedRelease).extend({ counts: audioPlanCounts }),
  ),
  'audio.previewTracks': query(
    pageRequest.extend({ scanId: id, release: z.int().nullable().default(null) }),
    pageOf(plannedTrack),
  ),
  /** One transaction; undoable as one step. The job's result are the `audioPlanCounts` of what was added. */
  'audio.commit': command(scanRef, jobStarted),
  'audio.discard': command(scanRef, nothing),
  'audio.assets': query(z.object({ recordingId: id }), z.object({ assets: z.array(audioAsset) })),
  'audio.fingerprintState': query(
    nothing,
    z.object({ computed: z.int(), waiting: z.int(), failed: z.int() }),
  ),
  /** Computes what is missing; `retry` also takes the files that failed before. */
  'audio.fingerprint': command(z.object({ retry: z.boolean().default(false) }), jobStarted),
  /** Compares a file with every fingerprint of the catalogue; the job's result is an `audioComparison`. */
  'audio.compare': command(z.object({ path: z.string().min(1) }), jobStarted),
} as const

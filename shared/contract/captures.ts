import { z } from 'zod'
import { allowedHost } from '../domain/evidence/capture/allowed-hosts.ts'
import {
  captureFile,
  captureFileName,
  captureOutcomes,
  captureRecord,
} from '../domain/evidence/capture/capture-record.ts'
import { framings } from '../domain/evidence/capture/download-record.ts'
import { providerFacts, providerRecord } from '../domain/evidence/provider/provider-record.ts'
import { errorSchema } from './error-shape.ts'
import { audioComparison } from './audio.ts'
import { id, instant, jobStarted, pageOf, pageRequest, sha256 } from './common.ts'
import { command, query } from './procedure.ts'

/** A capture of a web page, as a list shows it. */
export const captureSummary = z.object({
  id,
  findingId: id.nullable(),
  /** The case its finding is in. */
  caseId: id.nullable(),
  requestedUrl: z.string(),
  finalUrl: z.string().nullable(),
  title: z.string(),
  outcome: z.enum(captureOutcomes),
  /** HTTP status of the page; null when no server answered. */
  status: z.int().nullable(),
  complete: z.boolean(),
  gaps: z.int(),
  /** A person led a visible window to the page. */
  assisted: z.boolean(),
  startedAt: instant,
  endedAt: instant,
  /** SHA-256 of its record, `capture.json`. */
  recordSha256: sha256,
  toolVersion: z.string(),
  custodySeq: z.int(),
})
export type CaptureSummary = z.infer<typeof captureSummary>

/** What became of one address of a batch. Exactly one of `capture` and `error` is there. */
export const captureItem = z.object({
  url: z.string(),
  capture: captureSummary
    .pick({ id: true, outcome: true, status: true, complete: true, gaps: true })
    .nullable(),
  error: errorSchema.nullable(),
})
export type CaptureItem = z.infer<typeof captureItem>

/** How a capture is sorted in lists: the page with everything, with gaps, or what a server answered instead of it. */
export const captureStates = ['complete', 'gaps', 'gone'] as const
export type CaptureState = (typeof captureStates)[number]

/** The state of a capture. A page that is gone counts as gone whether or not the answer was recorded whole. */
export function captureStateOf({
  outcome,
  complete,
}: Pick<CaptureSummary, 'outcome' | 'complete'>): CaptureState {
  if (outcome !== 'page') return 'gone'
  return complete ? 'complete' : 'gaps'
}

/** Name of the record among the files of a capture. */
export const captureRecordName = 'capture.json'

/** Most bytes one `capture.read` gives. */
export const capturePartBytes = 1024 * 1024

/** Result of the job `capture`: one item for each address, in the order they were given. */
export const captureJobResult = z.object({ items: z.array(captureItem) })

/** A file with sound that a captured page offers. */
export const captureAudioOffer = z.object({
  url: z.string(),
  from: z.enum(['loaded', 'player', 'link']),
  mime: z.string(),
  recorded: z.int().nullable(),
  whole: z.boolean(),
})
export type CaptureAudioOffer = z.infer<typeof captureAudioOffer>

/** A file that was downloaded whole, and what its fingerprint is like. */
export const captureDownload = z.object({
  id,
  captureId: id,
  url: z.string(),
  fileName: z.string(),
  status: z.int(),
  mime: z.string(),
  bytes: z.int(),
  sha256,
  recordSha256: sha256,
  /** Null when it could not be compared; the reason is beside it. */
  comparison: audioComparison.omit({ path: true }).nullable(),
  notCompared: z.string(),
  /** How the server told where it ends; with `close` that cannot be known, empty for older downloads. */
  framing: z.enum([...framings, '']),
  downloadedAt: instant,
  custodySeq: z.int(),
})
export type CaptureDownload = z.infer<typeof captureDownload>

/** Result of the job `capture.download`. */
export const captureDownloadResult = z.object({ downloadId: id })

/** Who was found to be behind the address of a capture. */
export const captureProvider = z.object({
  id,
  captureId: id,
  facts: providerFacts,
  recordSha256: sha256,
  lookedUpAt: instant,
  custodySeq: z.int(),
})
export type CaptureProvider = z.infer<typeof captureProvider>

/** Result of the job `capture.provider`. */
export const captureProviderResult = z.object({ providerId: id })

export const captureProcedures = {
  /** Captures addresses, each in a process of its own; the job's result is a `captureJobResult`. */
  'capture.start': command(
    z.object({
      urls: z.array(z.string().min(1).max(20_000)).min(1).max(500),
      findingId: id.nullable().default(null),
      /** Hosts these captures may reach although they are not public, beside those of the workspace's setting. */
      allowHosts: z.array(allowedHost).max(20).default([]),
    }),
    jobStarted,
  ),
  /**
   * Opens a visible, isolated window on an address, for a person to pass a cookie wall or sign in and then ask for the
   * capture. Every action is logged into the record, never what is typed. The job's result is a `captureJobResult`;
   * given up, the job is cancelled. Throws as `capture.start`; CONFLICT where there is no screen.
   */
  'capture.assisted': command(
    z.object({
      url: z.string().min(1).max(20_000),
      findingId: id.nullable().default(null),
      allowHosts: z.array(allowedHost).max(20).default([]),
    }),
    jobStarted,
  ),
  /**
   * Captures the addresses of findings, each address once; it is kept with the first finding that has it. Findings
   * without a web address are `skipped`. Throws as `capture.start`; VALIDATION when none has an address.
   */
  'capture.findings': command(
    z.object({
      findingIds: z.array(id).min(1).max(500),
      allowHosts: z.array(allowedHost).max(20).default([]),
    }),
    jobStarted.extend({ pages: z.int(), skipped: z.array(id) }),
  ),
  /** Newest first. */
  'capture.list': query(
    pageRequest.extend({
      findingId: id.nullable().default(null),
      /** Of the findings in this case. */
      caseId: id.nullable().default(null),
      /** Of exactly this address. */
      url: z.string().max(20_000).nullable().default(null),
      state: z.enum(captureStates).nullable().default(null),
      /** Words of the address or the title. */
      search: z.string().max(200).default(''),
    }),
    pageOf(captureSummary),
  ),
  /** The record is read from its blob and its hash compared. */
  'capture.get': query(
    z.object({ captureId: id }),
    z.object({ summary: captureSummary, record: captureRecord, files: z.array(captureFile) }),
  ),
  /**
   * A part of one file, or of the record `capture.json`. The bytes are not checked: who puts the parts together
   * compares the whole with `sha256`.
   */
  'capture.read': query(
    z.object({
      captureId: id,
      name: captureFileName,
      offset: z.int().min(0).default(0),
      length: z.int().min(1).max(capturePartBytes).default(capturePartBytes),
    }),
    z.object({ base64: z.string(), bytes: z.int(), sha256 }),
  ),
  /** Writes a copy of one file, or of the record, and compares its hash; a file of that name is replaced. */
  'capture.saveFile': query(
    z.object({ captureId: id, name: captureFileName, path: z.string().min(1) }),
    z.object({ path: z.string(), bytes: z.int(), sha256 }),
  ),
  /** The files with sound a captured page offers, and those downloaded from it, newest first. */
  'capture.audio': query(
    z.object({ captureId: id }),
    z.object({ offers: z.array(captureAudioOffer), downloads: z.array(captureDownload) }),
  ),
  /** Where the newest captured page of a finding leads: addresses that may be the file behind it. */
  'capture.fileLinks': query(
    z.object({ findingId: id }),
    z.object({
      captureId: id.nullable(),
      links: z.array(
        z.object({
          url: z.string(),
          domain: z.string(),
          /** A host of files lies there, or the page offers it as sound. */
          because: z.enum(['file-host', 'sound']),
          providerName: z.string().nullable(),
        }),
      ),
    }),
  ),
  /**
   * Downloads one of these files whole, seals it, and compares its fingerprint with the catalogue. The job's result is
   * a `captureDownloadResult`. Throws VALIDATION for an address the page does not offer, FORBIDDEN for a private one.
   */
  'capture.download': command(z.object({ captureId: id, url: z.string().min(1).max(20_000) }), jobStarted),
  /** Writes a copy of a downloaded file and compares its hash; a file of that name is replaced. */
  'capture.saveDownload': query(
    z.object({ downloadId: id, path: z.string().min(1) }),
    z.object({ path: z.string(), bytes: z.int(), sha256 }),
  ),
  /** Who was found behind the address of a capture, newest first. */
  'capture.providers': query(z.object({ captureId: id }), z.object({ providers: z.array(captureProvider) })),
  /** Every question and answer of one look-up, word for word. The record is read from its blob, its hash compared. */
  'capture.providerRecord': query(z.object({ providerId: id }), providerRecord),
  /**
   * Asks name servers and registries who is behind the address of a capture. The job's result is a
   * `captureProviderResult`. Throws FORBIDDEN while the setting `provider.lookup` is not true, unless this one look-up
   * is allowed.
   */
  'capture.lookUpProvider': command(z.object({ captureId: id, allow: z.boolean().optional() }), jobStarted),
  /** Writes copies of the record and all files into a folder that must exist; hashes are compared on the way. */
  'capture.save': query(
    z.object({ captureId: id, folder: z.string().min(1) }),
    z.object({ folder: z.string(), files: z.int(), bytes: z.int() }),
  ),
} as const

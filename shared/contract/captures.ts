import { z } from 'zod'
import { allowedHost } from '../domain/evidence/capture/allowed-hosts.ts'
import { captureFile, captureOutcomes, captureRecord } from '../domain/evidence/capture/capture-record.ts'
import { errorSchema } from '../errors.ts'
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

/** Result of the job `capture`: one item for each address, in the order they were given. */
export const captureJobResult = z.object({ items: z.array(captureItem) })

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
  /** Newest first. */
  'capture.list': query(
    pageRequest.extend({ findingId: id.nullable().default(null) }),
    pageOf(captureSummary),
  ),
  /** The record is read from its blob and its hash compared. */
  'capture.get': query(
    z.object({ captureId: id }),
    z.object({ summary: captureSummary, record: captureRecord, files: z.array(captureFile) }),
  ),
  /** Writes copies of the record and all files into a folder that must exist; hashes are compared on the way. */
  'capture.save': query(
    z.object({ captureId: id, folder: z.string().min(1) }),
    z.object({ folder: z.string(), files: z.int(), bytes: z.int() }),
  ),
} as const

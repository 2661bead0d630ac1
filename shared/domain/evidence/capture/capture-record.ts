import { z } from 'zod'
import { allowedHost } from './allowed-hosts.ts'
import { captureLimits } from './capture-limits.ts'
import { captureGap, captureNote } from './capture-remarks.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime()
const url = z.string().max(100_000)
const header = z.tuple([z.string(), z.string()])

/** Name of a file of a capture: what the program gives, nothing a page could choose. */
export const captureFileName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,120}$/)

/** What each file of a capture is. */
export const captureFileKinds = [
  'viewport',
  'page',
  'mhtml',
  'text',
  'dom',
  'warc',
  'netlog',
  'certificate',
  'actions',
] as const

export const captureFile = z.object({
  name: captureFileName,
  kind: z.enum(captureFileKinds),
  bytes: z.int().positive(),
  sha256,
})
export type CaptureFile = z.infer<typeof captureFile>

/** One request and what came of it. Bodies lie in the WARC; here stands what was recorded of each. */
export const captureExchange = z.object({
  at: instant,
  method: z.string(),
  url,
  type: z.string(),
  /** HTTP status; null when no response came. */
  status: z.int().nullable(),
  mime: z.string(),
  /** IP address and port of the server, when the browser told it for this response. */
  peer: z.string().nullable(),
  protocol: z.string(),
  tls: z.object({ version: z.string(), cipher: z.string() }).nullable(),
  /** Absent in records of versions that kept them in the WARC alone. */
  requestHeaders: z.array(header).optional(),
  responseHeaders: z.array(header),
  body: z
    .object({ bytes: z.int(), sha256, truncated: z.enum(['length', 'time', 'unspecified']).nullable() })
    .nullable(),
  /** Chromium's name of the failure, such as ERR_NAME_NOT_RESOLVED. */
  error: z.string().nullable(),
})
export type CaptureExchange = z.infer<typeof captureExchange>

export const captureCertificate = z.object({
  host: z.string(),
  file: captureFileName,
  /** Chromium's verdict: `net::OK` or the name of the failure. */
  verdict: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: instant,
  validTo: instant,
  fingerprint: z.string(),
})

/** Why no page could be taken, in the browser's word and in ours. */
export const unreachableReasons = [
  'name-not-found',
  'refused',
  'timed-out',
  'certificate',
  'blocked',
  'redirect',
  'other',
] as const

/**
 * Outcome of a capture: `page` the server gave a page; `gone` it answered that there is none (404, 410, 451);
 * `refused` it answered with another error; `unreachable` no page came, and no picture is kept.
 */
export const captureOutcomes = ['page', 'gone', 'refused', 'unreachable'] as const
export type CaptureOutcome = (typeof captureOutcomes)[number]

const pageKinds: ReadonlySet<string> = new Set(['viewport', 'page', 'mhtml', 'text', 'dom'])

const environment = z.object({
  app: z.string(),
  electron: z.string(),
  chromium: z.string(),
  system: z.string(),
  userAgent: z.string(),
  language: z.string(),
  timeZone: z.string(),
  viewport: z.object({ width: z.int(), height: z.int(), scale: z.number() }),
})

/**
 * `capture.json`: what one capture recorded, how, and what it lacks. `complete` is true exactly when there is no
 * gap; a record of an unreachable page holds no picture, text or DOM, because what a browser then shows is its own.
 */
export const captureRecord = z
  .object({
    format: z.literal('refrain-capture/1'),
    requestedUrl: url,
    finalUrl: url.nullable(),
    title: z.string(),
    /** A person led a visible window to the page; what they did stands in `actions.jsonl`. Absent: nobody did. */
    assisted: z
      .object({
        /** Presses, keys, scrolls, pages: everything done before the capture was asked for. */
        actions: z.int().min(0),
        openedAt: instant,
        takenAt: instant,
      })
      .optional(),
    outcome: z.enum(captureOutcomes),
    status: z.int().nullable(),
    unreachable: z.object({ reason: z.enum(unreachableReasons), error: z.string() }).nullable(),
    startedAt: instant,
    endedAt: instant,
    /** Server's Date of the main response beside the local clock when it arrived; positive: the server is ahead. */
    clock: z.object({ server: instant, local: instant, offsetMs: z.int() }).nullable(),
    environment,
    /** How the capture was made, in sentences. */
    method: z.array(z.string()),
    limits: captureLimits,
    allowedHosts: z.array(allowedHost),
    redirects: z.array(z.object({ url, status: z.int(), location: z.string() })),
    /** Every server a connection was made to, address and port. */
    connections: z.array(z.string()),
    certificates: z.array(captureCertificate),
    exchanges: z.array(captureExchange),
    files: z.array(captureFile),
    gaps: z.array(captureGap),
    notes: z.array(captureNote),
    complete: z.boolean(),
  })
  .refine((record) => record.complete === (record.gaps.length === 0), 'complete contradicts the gaps')
  .refine(
    (record) => (record.outcome === 'unreachable') === (record.unreachable !== null),
    'outcome lacks its reason',
  )
  .refine(
    ({ outcome, files }) => outcome !== 'unreachable' || !files.some(({ kind }) => pageKinds.has(kind)),
    'an unreachable page has no picture',
  )
  .refine(
    ({ assisted, files }) => (assisted !== undefined) === files.some(({ kind }) => kind === 'actions'),
    'an assisted capture has its actions, and no other has',
  )
  .refine(
    ({ files }) => new Set(files.map(({ name }) => name)).size === files.length,
    'a file is listed twice',
  )
export type CaptureRecord = z.infer<typeof captureRecord>

/** What a status means for the page that was asked for. */
export function outcomeOf(status: number): Exclude<CaptureOutcome, 'unreachable'> {
  if (status === 404 || status === 410 || status === 451) return 'gone'
  return status >= 400 ? 'refused' : 'page'
}

/** Sorts Chromium's net error names into reasons (net/base/net_error_list.h). */
export function unreachableReason(error: string): (typeof unreachableReasons)[number] {
  if (/NAME_NOT_RESOLVED|NAME_RESOLUTION/.test(error)) return 'name-not-found'
  if (
    /CONNECTION_REFUSED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|CONNECTION_(RESET|CLOSED)|EMPTY_RESPONSE/.test(
      error,
    )
  )
    return 'refused'
  if (error.includes('TIMED_OUT')) return 'timed-out'
  if (/CERT_|SSL_/.test(error)) return 'certificate'
  if (error.includes('BLOCKED')) return 'blocked'
  if (error.includes('REDIRECT')) return 'redirect'
  return 'other'
}

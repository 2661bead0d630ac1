import { createHash } from 'node:crypto'
import {
  type CaptureExchange,
  type CaptureRecord,
  captureRecord,
  outcomeOf,
  unreachableReason,
} from '../../shared/domain/evidence/capture/capture-record.ts'
import type { CaptureRequest } from '../../shared/domain/evidence/capture/capture-request.ts'
import {
  headerValues,
  mediaType,
  type RecordedExchange,
  type RecordedResponse,
  startDocuments,
} from './exchange.ts'
import type { OutputFiles } from './output-files.ts'
import type { Remarks } from './remarks.ts'
import type { Visit } from './visit.ts'

export type Environment = Omit<CaptureRecord['environment'], 'viewport'>

/** Everything a capture came to know. */
export interface Captured {
  readonly request: CaptureRequest
  readonly startedAt: number
  /** What is seen of the page without scrolling. */
  readonly viewport: CaptureRecord['environment']['viewport']
  /** Null when nobody led the window to the page. */
  readonly assisted: NonNullable<CaptureRecord['assisted']> | null
  readonly seen: Visit
  readonly exchanges: readonly RecordedExchange[]
  readonly environment: Environment
  readonly connections: readonly string[]
  readonly certificates: CaptureRecord['certificates']
  readonly files: OutputFiles
  readonly remarks: Remarks
}

/** What a reader must know about how the record came about, and cannot see from it. */
const method = [
  'Loaded by the Chromium named above in a process of its own, offscreen, in a new session in memory: no cookies, no cache, no extensions, no signed-in account.',
  'Connected directly, without a proxy. Certificates were judged by Chromium; a certificate it refused ended the capture.',
  'The first picture was taken before anything was done to the page. Then it was scrolled to its end and back. The full picture shows it beyond the edges of the window, as it was laid out in that window.',
  'Nothing was clicked and nothing was typed. Dialogs, windows, permissions and downloads the page asked for were refused. Service workers were passed over.',
  'Bodies in the WARC are the bytes after content decoding (gzip, br, zstd), not those on the wire; the headers of the wire are kept under X-Archive-Orig-*.',
  'Chromium discards the body of a redirect; its head is recorded, and the WARC says that the body is missing.',
  'TLS proves to the browser which server answered, not to others what it said: the record rests on the program and the person who ran it.',
] as const

const [, direct, , , bodies, redirects, proof] = method
const assistedMethod = [
  'A person led a visible window of the Chromium named above to the page, in a process of its own, in a new session in memory that began without cookies, cache, extensions and accounts. What the person did stands in actions.jsonl: presses, scrolls, forms and pages with their times, keys only as a number.',
  'What the server sent may be meant for that person alone: it may depend on what was entered and on the account that was used.',
  direct,
  'The first picture shows the page as it stood in the window when the person asked for the capture. Then it was scrolled to its end and back. The full picture shows it beyond the edges of the window, as it was laid out in that window.',
  'Recorded is the page that was shown then, from its first request on. Pages before it were let go: of them the addresses stand in actions.jsonl.',
  'What was sent with requests is not kept. Values of cookies, credentials and passwords are replaced by [redacted] in headers, addresses and texts, wherever they were found; in pictures they cannot be.',
  'Dialogs, windows, permissions and downloads the page asked for were refused. Service workers were passed over.',
  bodies,
  redirects,
  proof,
] as const

/** Puts the record together. Throws when it would contradict itself. */
export function makeRecord(captured: Captured): CaptureRecord {
  const { request, seen, exchanges, files, remarks } = captured
  const documents = startDocuments(exchanges)
  const last = documents.at(-1)
  const status = last?.response?.status ?? null
  // A server that only sends a head, or redirects to where nothing answers, gave no page.
  const gaveBody = last?.redirectTo === null && last.body !== null
  const isUnreachable = status === null || (!gaveBody && seen.page === null)
  const failure = seen.loadError ?? last?.error ?? 'ERR_TIMED_OUT'
  const gaps = remarks.gaps()
  return captureRecord.parse({
    format: 'refrain-capture/1',
    requestedUrl: request.url,
    finalUrl: seen.page?.href ?? last?.request.url ?? null,
    title: seen.page?.title ?? '',
    ...(captured.assisted === null ? {} : { assisted: captured.assisted }),
    outcome: isUnreachable ? 'unreachable' : outcomeOf(status),
    status,
    unreachable: isUnreachable ? { reason: unreachableReason(failure), error: failure } : null,
    startedAt: new Date(captured.startedAt).toISOString(),
    endedAt: new Date().toISOString(),
    clock: clockOf(documents),
    environment: { ...captured.environment, viewport: captured.viewport },
    method: [...(captured.assisted === null ? method : assistedMethod)],
    limits: request.limits,
    allowedHosts: request.allowedHosts,
    redirects: documents.flatMap(({ request: { url }, response, redirectTo }) =>
      redirectTo === null || response === null
        ? []
        : [{ url, status: response.status, location: redirectTo }],
    ),
    connections: [...captured.connections],
    certificates: [...captured.certificates],
    exchanges: exchanges.map(describeExchange),
    files: [...files.listed()],
    gaps: [...gaps],
    notes: [...remarks.notes()],
    complete: gaps.length === 0,
  } satisfies CaptureRecord)
}

function clockOf(documents: readonly RecordedExchange[]): CaptureRecord['clock'] {
  for (const { response, respondedAt } of documents.toReversed()) {
    const server = Date.parse(headerValues(response?.headers ?? [], 'date').at(-1) ?? '')
    if (Number.isNaN(server) || respondedAt === null) continue
    return {
      server: new Date(server).toISOString(),
      local: new Date(respondedAt).toISOString(),
      offsetMs: server - respondedAt,
    }
  }
  return null
}

function describeExchange(exchange: RecordedExchange): CaptureExchange {
  const { request, response, body, truncated } = exchange
  return {
    at: exchange.at,
    method: request.method,
    url: request.url,
    type: exchange.type,
    status: response?.status ?? null,
    mime: mediaType(response?.headers ?? []),
    peer: peerText(response?.peer ?? null),
    protocol: response?.protocol ?? '',
    tls: response?.tls ?? null,
    requestHeaders: request.headers.map(([name, value]) => [name, value]),
    responseHeaders: (response?.headers ?? []).map(([name, value]) => [name, value]),
    body:
      body === null
        ? null
        : { bytes: body.byteLength, sha256: createHash('sha256').update(body).digest('hex'), truncated },
    error: exchange.error,
  }
}

function peerText(peer: RecordedResponse['peer']): string | null {
  if (peer === null) return null
  return `${peer.ip.includes(':') ? `[${peer.ip}]` : peer.ip}:${String(peer.port)}`
}

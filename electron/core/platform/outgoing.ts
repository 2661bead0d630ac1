import type { Database } from 'better-sqlite3'
import { setTimeout as pause } from 'node:timers/promises'
import { mustBeOnline, offline, whenOffline } from './net/offline.ts'

/** A request to a server the artist named, and how much of an answer is taken. */
export interface OutgoingRequest {
  /** A code word for what it is for, e.g. `timestamp`; it stands in the list of requests. */
  readonly purpose: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  readonly timeoutMs: number
  readonly mostBytes: number
}

export interface OutgoingAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

/** Why no answer came. The message is a clause that fits behind “the server …”. */
export class OutgoingFailure extends Error {}

export interface Outgoing {
  /**
   * Sends one request without cookies and without following redirects, and writes it down whether it succeeds or not.
   * Rejects with OutgoingFailure when the server cannot be reached, is too slow or sends too much; CANCELLED by signal.
   */
  send(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer>
}

/** What a request came to. `status`: of HTTP, or the code a name server answered with; null without an answer. */
interface RequestOutcome {
  readonly status: number | null
  readonly receivedBytes: number
  readonly failure: string | null
}

/** The list of what was asked of servers, beside the pages being captured: those stand in their captures. */
export interface RequestLog {
  /**
   * Writes down what is about to be asked; the function returned writes down what came of it. The one gate of every
   * request: throws OFFLINE while the artist keeps the workspace off the network.
   */
  begin(request: NotedRequest): (outcome: RequestOutcome) => void
}

export interface NotedRequest {
  readonly purpose: string
  readonly method: string
  /** Without secrets. */
  readonly url: string
  readonly sentBytes: number
  /** What was sent beside the address, headers and body as text, without secrets; left out where nothing is to tell. */
  readonly sent?: string
  /** Ends the request: the artist goes offline while it is under way. */
  readonly cut: () => void
}

/** The list of requests in table `outgoing_request`. */
export function createRequestLog(db: Database, now: () => string): RequestLog {
  const insert = db.prepare<[string, string, string, string, number, string | null]>(
    'INSERT INTO outgoing_request (at, purpose, method, url, sent_bytes, sent) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const settle = db.prepare<[number | null, number, string | null, number]>(
    'UPDATE outgoing_request SET status = ?, received_bytes = ?, failure = ? WHERE id = ?',
  )
  return {
    begin({ purpose, method, url, sentBytes, sent = null, cut }) {
      mustBeOnline(db)
      // Before it goes out: a crash on the way must not hide it.
      const row = Number(insert.run(now(), purpose, method, url, sentBytes, sent).lastInsertRowid)
      const forget = whenOffline(db, cut)
      return ({ status, receivedBytes, failure }) => {
        forget()
        if (db.open) settle.run(status, receivedBytes, failure, row)
      }
    },
  }
}

/** Sends requests and keeps the list of them: nothing leaves the machine without standing there. */
export function createOutgoing(db: Database, now: () => string): Outgoing {
  const log = createRequestLog(db, now)
  return {
    async send(request, signal) {
      const { purpose, method, url, body } = request
      const own = new AbortController()
      const state = { cut: false }
      const cut = () => {
        state.cut = true
        own.abort()
      }
      const settle = log.begin({ purpose, method, url, sentBytes: body?.byteLength ?? 0, cut })
      const got = { status: null as number | null, bytes: 0 }
      try {
        const answer = await exchange(request, AbortSignal.any([signal, own.signal]), got)
        settle({ status: answer.status, receivedBytes: answer.body.byteLength, failure: null })
        return answer
      } catch (error) {
        const failure = signal.aborted ? 'stopped' : error instanceof Error ? error.message : String(error)
        settle({
          status: got.status,
          receivedBytes: got.bytes,
          failure: state.cut ? 'went offline' : failure,
        })
        if (state.cut) throw offline('It was ended.')
        throw error
      }
    },
  }
}

async function exchange(
  request: OutgoingRequest,
  signal: AbortSignal,
  got: { status: number | null; bytes: number },
): Promise<OutgoingAnswer> {
  const own = new AbortController()
  const stop = () => {
    own.abort()
  }
  signal.addEventListener('abort', stop, { once: true })
  const timer = new AbortController()
  // A timer of our own: it also ends a body that trickles.
  void pause(request.timeoutMs, null, { signal: timer.signal, ref: false }).then(stop, () => undefined)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      // A copy: fetch wants bytes that nobody else can change meanwhile.
      body: request.body === null ? null : new Uint8Array(request.body),
      redirect: 'error',
      credentials: 'omit',
      signal: own.signal,
    })
    got.status = response.status
    const body = await readBounded(response, request.mostBytes, got)
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', body }
  } catch (cause) {
    own.abort()
    signal.throwIfAborted()
    if (cause instanceof OutgoingFailure) throw cause
    throw own.signal.aborted && isAbort(cause)
      ? new OutgoingFailure(`did not answer within ${String(Math.round(request.timeoutMs / 1000))} s`, {
          cause,
        })
      : new OutgoingFailure(`cannot be reached${reasonOf(cause)}`, { cause })
  } finally {
    timer.abort()
    signal.removeEventListener('abort', stop)
  }
}

async function readBounded(response: Response, mostBytes: number, got: { bytes: number }): Promise<Buffer> {
  const parts: Uint8Array[] = []
  if (response.body === null) return Buffer.alloc(0)
  const body: AsyncIterable<Uint8Array> = response.body
  for await (const part of body) {
    got.bytes += part.byteLength
    if (got.bytes > mostBytes) throw new OutgoingFailure(`sent more than ${String(mostBytes)} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError'
}

/** The system's word for why there was no connection, e.g. ECONNREFUSED. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error ? cause.cause : undefined
  const code = inner instanceof Error && 'code' in inner ? inner.code : undefined
  if (typeof code === 'string') return ` (${code})`
  return inner instanceof Error && inner.message.includes('redirect') ? ' (it redirects elsewhere)' : ''
}

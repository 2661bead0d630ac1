import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import type { downloadLimits, Framing } from '../../../../shared/domain/evidence/capture/download-record.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import type { RequestLog } from '../../platform/outgoing.ts'
import { cancelled, type GuardedAnswer, openGuarded } from '../../platform/net/guarded-request.ts'

type Limits = { readonly [Name in keyof typeof downloadLimits]: number }

export interface DownloadRequest {
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly allowedHosts: readonly string[]
  readonly signal: AbortSignal
  readonly limits: Limits
  readonly log: RequestLog
  /** Called with the bytes so far and the size the server announced. */
  readonly progress: (bytes: number, total: number | null) => void
}

export type Downloaded = Omit<GuardedAnswer, 'body' | 'settle'> & {
  readonly bytes: number
  readonly framing: Framing
}

/**
 * Downloads one address into a new file. Throws CAPTURE_FAILED when the server refuses, stops early, is silent or sends
 * more than may be kept; FORBIDDEN, CANCELLED. What is in the file then is worth nothing.
 */
export async function downloadFile(request: DownloadRequest): Promise<Downloaded> {
  const { limits, signal } = request
  const late = new AbortController()
  const stop = AbortSignal.any([signal, late.signal])
  const timer = setTimeout(() => {
    late.abort()
  }, limits.totalMs)
  try {
    const answer = await openGuarded({ ...request, purpose: 'download', signal: stop, idleMs: limits.idleMs })
    const bytes = await keepBody(answer, request, stop)
    const { body: _body, settle: _settle, ...head } = answer
    return { ...head, bytes, framing: framingOf(answer) }
  } catch (error) {
    if (signal.aborted) throw cancelled()
    if (late.signal.aborted) throw failed(request.url, 'took longer than a download may')
    throw isRefrainError(error) ? error : failed(request.url, describe(error), error)
  } finally {
    clearTimeout(timer)
  }
}

async function keepBody(
  answer: GuardedAnswer,
  request: DownloadRequest,
  signal: AbortSignal,
): Promise<number> {
  const got = { bytes: 0 }
  try {
    await readBody(answer, request, signal, got)
    answer.settle(got.bytes, null)
    return got.bytes
  } catch (error) {
    const refused = answer.status !== 200
    answer.settle(got.bytes, refused ? null : signal.aborted ? 'stopped' : describe(error))
    throw error
  }
}

async function readBody(
  answer: GuardedAnswer,
  request: DownloadRequest,
  signal: AbortSignal,
  got: { bytes: number },
): Promise<void> {
  const { body, status, url } = answer
  if (status !== 200) {
    body.destroy()
    throw failed(url, `was answered with HTTP ${String(status)}`)
  }
  const announced = body.headers['content-length']
  const total = announced === undefined ? null : Number(announced)
  if (total !== null && total > request.limits.bytes) {
    body.destroy()
    throw tooLarge(url, request.limits.bytes)
  }
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      got.bytes += chunk.byteLength
      request.progress(got.bytes, total)
      if (got.bytes > request.limits.bytes) done(tooLarge(url, request.limits.bytes))
      else done(null, chunk)
    },
  })
  await pipeline(body, counted, createWriteStream(request.path, { flags: 'wx' }), { signal })
  // `complete` is what the parser knows of chunks; a connection that merely closes counts as complete to it.
  if (!body.complete || (total !== null && got.bytes !== total))
    throw failed(url, 'ended before it was whole')
}

/** Chunks overrule a length that is stated beside them (RFC 9112 §6.3). */
function framingOf({ body: { headers } }: GuardedAnswer): Framing {
  if (/\bchunked\s*$/i.test(headers['transfer-encoding'] ?? '')) return 'chunked'
  return headers['content-length'] === undefined ? 'close' : 'length'
}

function describe(error: unknown): string {
  return `broke off (${error instanceof Error ? error.message : String(error)})`
}

function failed(url: string, what: string, cause?: unknown): RefrainError {
  return new RefrainError(
    'CAPTURE_FAILED',
    `The file at ${new URL(url).host} ${what}. Nothing of it was kept, and the capture is untouched. Try again later.`,
    { url },
    { cause },
  )
}

function tooLarge(url: string, most: number): RefrainError {
  return new RefrainError(
    'CAPTURE_FAILED',
    `The file at ${new URL(url).host} is larger than ${String(Math.round(most / 1_000_000))} MB, more than is downloaded. Nothing of it was kept.`,
    { url },
  )
}

import type { lookup } from 'node:dns'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { shownAddress, shownForm, shownHeaders } from '../../../../shared/domain/live/shown-request.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import { type GuardedAnswer, openGuarded } from '../../platform/net/guarded-request.ts'
import type { RequestLog } from '../../platform/outgoing.ts'
import { SourceFailure } from '../connector.ts'
import { readBody } from './read-body.ts'

export interface Exchange {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  readonly mostBytes: number
  /** Take the beginning of a longer body instead of refusing it. */
  readonly cut: boolean
  readonly purpose: string
  readonly allowedHosts: readonly string[]
  readonly timeoutMs: number
  readonly log: RequestLog
  readonly resolve: typeof lookup | undefined
}

/** One answer as it came; redirects are answers like others. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * One request and its whole answer within `timeoutMs`. Throws SourceFailure `private-address`, `offline`, `unreachable`,
 * `too-large`, `wrong-type`, `server-error`, `refused`; CANCELLED by signal.
 */
export async function exchange(request: Exchange, signal: CancelSignal): Promise<RawAnswer> {
  const own = new AbortController()
  const stop = () => {
    own.abort()
  }
  const isGivenUp = () => signal.aborted
  if (isGivenUp()) throw cancelled()
  signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(stop, request.timeoutMs)
  try {
    const { secrets, body } = request
    const answer = await openGuarded({
      ...guardedPart(request),
      signal: own.signal,
      shown: (url) => ({
        url: shownAddress(url, secrets),
        sent: JSON.stringify({
          headers: shownHeaders(request.headers, secrets),
          ...(body === undefined ? {} : { body: shownForm(body, secrets) }),
        }),
      }),
    })
    return await take(answer, request, own.signal)
  } catch (error) {
    if (isGivenUp()) throw cancelled()
    if (own.signal.aborted) {
      const seconds = String(Math.max(1, Math.round(request.timeoutMs / 1000)))
      throw new SourceFailure('unreachable', `did not answer within ${seconds} s`)
    }
    throw asFailure(error)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

function guardedPart({ body, resolve, ...rest }: Exchange) {
  const { url, method, headers, purpose, allowedHosts, timeoutMs, log } = rest
  return {
    ...{ url, method, headers, purpose, allowedHosts, log },
    ...(body === undefined ? {} : { body }),
    ...(resolve === undefined ? {} : { resolve }),
    idleMs: timeoutMs,
    mostRedirects: 0,
  }
}

async function take(answer: GuardedAnswer, request: Exchange, signal: AbortSignal): Promise<RawAnswer> {
  const count = { received: 0 }
  const stop = () => answer.body.destroy(cancelled())
  signal.addEventListener('abort', stop, { once: true })
  try {
    const body = await readBody(answer.body, request.mostBytes, count, request.cut)
    answer.settle(count.received, null)
    return { status: answer.status, headers: plainHeaders(answer), body }
  } catch (error) {
    answer.settle(count.received, signal.aborted ? 'stopped' : asFailure(error).message)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Lower-case names; a header that came more than once is one list (RFC 9110 §5.3). */
function plainHeaders({ headers }: GuardedAnswer): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = plain[key]
    plain[key] = before === undefined ? value : `${before}, ${value}`
  }
  return plain
}

/** The failure of a connection in the words of the watch. */
function asFailure(error: unknown): Error {
  if (error instanceof SourceFailure) return error
  if (!isRefrainError(error)) {
    return new SourceFailure('unreachable', `broke off in the middle of its answer${reasonOf(error)}`)
  }
  if (error.code === 'OFFLINE') return new SourceFailure('offline', 'is not asked while Refrain is offline')
  if (error.code === 'FORBIDDEN') {
    return new SourceFailure('private-address', 'leads to an address that is not on the public Internet')
  }
  if (error.code !== 'CAPTURE_FAILED') return error
  return error.cause === undefined
    ? new SourceFailure('refused', 'leads to an address that cannot be asked for')
    : new SourceFailure('unreachable', `cannot be reached${reasonOf(error.cause)}`)
}

/** The system's word for it, e.g. ECONNREFUSED. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return ` (${error.code})`
  return error instanceof Error && error.message !== '' ? ` (${error.message.slice(0, 100)})` : ''
}

/** The failure of a request that was given up by the user. */
export function cancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'Cancelled. What was found before stays.')
}

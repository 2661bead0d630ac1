import { retryAfterMs } from '../../../../shared/domain/live/retry-after.ts'
import { SourceFailure } from '../connector.ts'
import type { RawAnswer } from './exchange.ts'

/** What a status that is no answer means; `now` is our clock, for a `Retry-After` without the server's date. */
export function statusFailure(
  { status, headers }: Pick<RawAnswer, 'status' | 'headers'>,
  now: number,
): SourceFailure {
  const wait = retryAfterMs(headers['retry-after'], headers.date, now)
  const said = `answers with HTTP ${String(status)}`
  if (status === 429) return new SourceFailure('slow-down', `asks for fewer requests (HTTP 429)`, wait)
  if (status === 503 && wait !== null) return new SourceFailure('slow-down', `asks to wait (HTTP 503)`, wait)
  if (status === 401) return new SourceFailure('key', `does not take the key (HTTP 401)`)
  if (status === 404 || status === 410) return new SourceFailure('not-found', said)
  if (status >= 500) return new SourceFailure('server-error', said, wait)
  return new SourceFailure('refused', said, wait)
}

/** Problems that say something of the host, and not only of one request to it. */
export function tellsOfHost({ problem, retryAfterMs: wait }: SourceFailure): boolean {
  return (
    problem === 'slow-down' ||
    problem === 'unreachable' ||
    problem === 'server-error' ||
    (problem === 'refused' && wait !== null)
  )
}

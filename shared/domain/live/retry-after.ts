/** The longest a source can send us away, milliseconds: a nonsense date must not silence it for ever. */
export const longestRetryAfterMs = 24 * 60 * 60 * 1000

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const fixDate = /^(?:[a-z]+, )?(\d{1,2})[ -]([a-z]{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:gmt|utc)$/i
const ascDate = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i

/** A date of HTTP in its three forms (RFC 9110 §5.6.7), milliseconds since the epoch; null when it is none. */
export function readHttpDate(text: string): number | null {
  const fix = fixDate.exec(text.trim())
  if (fix !== null) {
    const [, day = '', month = '', year = '', ...time] = fix
    return instantOf(year.length === 2 ? fullYear(Number(year)) : Number(year), month, Number(day), time)
  }
  const asc = ascDate.exec(text.trim())
  if (asc === null) return null
  const [, month = '', day = '', hour = '', minute = '', second = '', year = ''] = asc
  return instantOf(Number(year), month, Number(day), [hour, minute, second])
}

function fullYear(short: number): number {
  return short < 70 ? 2000 + short : 1900 + short
}

function instantOf(year: number, month: string, day: number, time: readonly string[]): number | null {
  const place = months.indexOf(month.toLowerCase())
  const [hour = 0, minute = 0, second = 0] = time.map(Number)
  return place < 0 ? null : Date.UTC(year, place, day, hour, minute, second)
}

/**
 * How long a server asks to be left alone, milliseconds, from its `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.
 * A date is read against the server's own `Date`, so that a wrong clock on either side does not matter; without one
 * against `now`. Null when it says nothing that can be used: no such header, a date that has passed, another text.
 */
export function retryAfterMs(
  retryAfter: string | undefined,
  serverDate: string | undefined,
  now: number,
): number | null {
  const text = retryAfter?.trim() ?? ''
  if (/^\d{1,12}(?:\.\d+)?$/.test(text)) return usable(Math.ceil(Number(text) * 1000))
  const until = readHttpDate(text)
  return until === null ? null : usable(until - (readHttpDate(serverDate ?? '') ?? now))
}

function usable(ms: number): number | null {
  return ms <= 0 ? null : Math.min(ms, longestRetryAfterMs)
}

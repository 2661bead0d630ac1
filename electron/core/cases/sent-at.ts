import type { DraftInput } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { inline, utcTime } from '../../../shared/domain/notices/plain-text.ts'
import { RefrainError } from '../../../shared/errors.ts'

/** Clocks of two machines may differ by this much before a time of sending counts as in the future. */
const clockToleranceMs = 5 * 60 * 1000
/** The window asks for minutes. */
const minuteMs = 60 * 1000

/**
 * Throws VALIDATION for a time at which the letter cannot have gone out: one that has not come yet, or one before an
 * address it lists was first seen. `at` and `now`: the time given, ISO 8601 UTC, and the present in milliseconds.
 */
export function refuseImpossibleSending(at: string, now: number, { items }: DraftInput): void {
  const sent = Date.parse(at)
  if (sent > now + clockToleranceMs)
    throw new RefrainError('VALIDATION', 'The time of sending lies in the future. Nothing was recorded.')
  const latest = items.toSorted((a, b) => (a.firstSeenAt < b.firstSeenAt ? 1 : -1))[0]
  if (latest === undefined || sent >= startOfMinute(latest.firstSeenAt)) return
  const what = inline(latest.url ?? latest.title)
  throw new RefrainError(
    'VALIDATION',
    `The letter lists ${what}, which was first seen at ${utcTime(latest.firstSeenAt)}, after the time given. Nothing was recorded. Give the time at which you sent it.`,
  )
}

function startOfMinute(instant: string): number {
  return Math.floor(Date.parse(instant) / minuteMs) * minuteMs
}

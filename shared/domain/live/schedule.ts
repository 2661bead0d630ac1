const day = 24 * 60 * 60 * 1000

/** How long after its release a recording counts as new: leaks and re-uploads come in its first months. */
const freshForMs = 90 * day
/** The share of the interval by which looks are moved apart. */
const spread = 0.2
/** The longest that a question without an answer waits for the next try. */
const longestRetryMs = day

/** Recordings whose release day is this or later are new, those that are still to come among them; YYYY-MM-DD. */
export function freshSince(now: number): string {
  return new Date(now - freshForMs).toISOString().slice(0, 10)
}

/**
 * When the same question is due again: an interval after it was answered, for a new release half of it; moved by up
 * to a fifth either way, so that questions asked at once drift apart. `share`: a number in [0, 1), any. Counted from
 * the answer, not from when it was due: after a week of sleep each is due once, not seven times.
 */
export function nextLook(options: {
  readonly answeredAt: number
  readonly intervalMs: number
  readonly fresh: boolean
  readonly share: number
}): number {
  const { answeredAt, intervalMs, fresh, share } = options
  const interval = fresh ? intervalMs / 2 : intervalMs
  return Math.round(answeredAt + interval * (1 - spread + 2 * spread * share))
}

/**
 * When a question that brought no answer is asked again: after a quarter of an hour, doubled with each failure in a
 * row, at most a day, and with full jitter above the half; never before `notBefore`.
 */
export function nextTry(options: {
  readonly failedAt: number
  readonly failures: number
  readonly share: number
  readonly notBefore: number | null
}): number {
  const { failedAt, failures, share, notBefore } = options
  const wait = Math.min(longestRetryMs, 15 * 60_000 * 2 ** Math.max(0, failures - 1))
  return Math.max(Math.round(failedAt + wait * (0.5 + share / 2)), notBefore ?? 0)
}

/** A number in [0, 1) that is always the same for the same text: jitter that a restart does not throw again. */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39) >>> 0
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** A source as the schedule sees it. */
export interface ScheduledSource {
  readonly id: string
  /** When its next question is due; null: it has none. */
  readonly dueAt: number | null
  /** It is left alone until then. */
  readonly restUntil: number | null
}

/** Questions that fall due within this time are asked together, so that the computer is not woken for each. */
export const togetherMs = 60 * 60_000

/** When a source is visited next. Null: never, as it stands. */
export function nextVisit({ dueAt, restUntil }: ScheduledSource): number | null {
  return dueAt === null ? null : Math.max(dueAt, restUntil ?? 0)
}

/** The latest that a question can be due and the end of a rest can lie, by a clock that is right. */
export function latestDue(now: number, intervalMs: number): number {
  return now + Math.max(Math.ceil(intervalMs * (1 + spread)), longestRetryMs)
}
/** No source sends us away for longer, whatever it says. */
const longestRestMs = 2 * day

/** The end of a rest, null when it lies so far ahead that a clock gone wrong must have written it. */
export function soundRest(restUntil: number | null, now: number): number | null {
  return restUntil === null || restUntil - now > longestRestMs ? null : restUntil
}

/** Those to be visited now, the longest overdue first; and when to look again, null for never. */
export function plan(
  sources: readonly ScheduledSource[],
  now: number,
): { readonly visit: readonly string[]; readonly wakeAt: number | null } {
  const visits = sources
    .flatMap((source) => {
      const at = nextVisit(source)
      return at === null ? [] : [{ id: source.id, at }]
    })
    .toSorted((one, other) => one.at - other.at)
  const later = visits.find(({ at }) => at > now)
  return { visit: visits.filter(({ at }) => at <= now).map(({ id }) => id), wakeAt: later?.at ?? null }
}

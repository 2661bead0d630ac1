/** How a recording stands with 17 U.S.C. 412(2). Dates are calendar days, YYYY-MM-DD. */
export type RegistrationTiming =
  /** No date of first publication is known, so there is no deadline to count. */
  | { readonly state: 'unpublished' }
  /** First publication lies ahead: a registration before it or in time after it secures everything. */
  | { readonly state: 'pre-publication'; readonly dueOn: string; readonly daysLeft: number }
  | { readonly state: 'open'; readonly dueOn: string; readonly daysLeft: number }
  /** The date of publication is known to the month or year only, and the deadline may have passed. */
  | { readonly state: 'unclear'; readonly earliestDueOn: string; readonly dueOn: string }
  | { readonly state: 'missed'; readonly dueOn: string; readonly effectiveOn: string | null }
  /** Registered in time: effective on that day. */
  | { readonly state: 'met'; readonly dueOn: string | null; readonly effectiveOn: string }

/** What is known about one registration or application at the U.S. Copyright Office. */
export interface UsRegistration {
  /** The day a complete application arrived, as on the certificate (17 U.S.C. 410(d)); null when not known. */
  readonly effectiveOn: string | null
  readonly refused: boolean
}

/**
 * Statutory damages and attorney's fees (17 U.S.C. 504(c), 505) are to be had for an infringement that began after
 * first publication and before registration only when the registration is effective within three months after
 * first publication (17 U.S.C. 412(2)). The last day is the day of the same number three months later, or the last
 * of a shorter month; where it falls on a Saturday, Sunday or holiday, 17 U.S.C. 703 gives until the next business
 * day, on which nobody should count. `publishedOn` is YYYY, YYYY-MM or YYYY-MM-DD: without a day the earliest
 * possible deadline is the one to keep. Never throws.
 */
export function registrationTiming(
  publishedOn: string | null,
  registrations: readonly UsRegistration[],
  today: string,
): RegistrationTiming {
  const effective = registrations
    .flatMap(({ effectiveOn, refused }) => (refused || effectiveOn === null ? [] : [effectiveOn]))
    .toSorted()
  const first = effective[0] ?? null
  const days = publishedOn === null ? null : publicationDays(publishedOn)
  if (days === null) {
    return first === null ? { state: 'unpublished' } : { state: 'met', dueOn: null, effectiveOn: first }
  }
  const [earliestDueOn, latestDueOn] = [threeMonthsAfter(days.first), threeMonthsAfter(days.last)]
  if (first !== null && first <= earliestDueOn)
    return { state: 'met', dueOn: earliestDueOn, effectiveOn: first }
  const reached = first ?? today
  if (reached > latestDueOn) return { state: 'missed', dueOn: latestDueOn, effectiveOn: first }
  if (reached > earliestDueOn) return { state: 'unclear', earliestDueOn, dueOn: latestDueOn }
  const daysLeft = daysBetween(today, earliestDueOn)
  return { state: today < days.first ? 'pre-publication' : 'open', dueOn: earliestDueOn, daysLeft }
}

/** The timing as one sentence for the user. */
export function timingSentence(timing: RegistrationTiming): string {
  switch (timing.state) {
    case 'unpublished':
      return 'Enter the date of first publication to see until when a U.S. registration secures statutory damages.'
    case 'pre-publication':
      return `Not published yet. Register before publication or until ${timing.dueOn} to secure statutory damages.`
    case 'open':
      return `Register in the U.S. until ${timing.dueOn} (${timing.daysLeft === 0 ? 'today is the last day' : `${dayCount(timing.daysLeft)} left`}) to secure statutory damages and attorney’s fees.`
    case 'unclear':
      return `The date of publication is not exact: the deadline is between ${timing.earliestDueOn} and ${timing.dueOn}. Enter the day.`
    case 'missed':
      return timing.effectiveOn === null
        ? `The three months ended on ${timing.dueOn}. Register all the same: it counts for infringements that begin afterwards.`
        : `Registered on ${timing.effectiveOn}, after the three months that ended on ${timing.dueOn}: it counts for infringements that began afterwards.`
    case 'met':
      return timing.dueOn === null
        ? `Registered on ${timing.effectiveOn}.`
        : `Registered on ${timing.effectiveOn}, within three months of publication: statutory damages are secured.`
  }
}

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${String(days)} days`
}

/** First and last day that a date of this exactness can mean; null for what is no date. */
function publicationDays(date: string): { readonly first: string; readonly last: string } | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  if (year === undefined) return null
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` }
  if (day !== undefined) return { first: date, last: date }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { first: `${date}-01`, last: `${date}-${String(last)}` }
}

function threeMonthsAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + 3, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 2, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

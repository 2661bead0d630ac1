import { addMonths } from '../deadlines/business-days.ts'

/** What is on record about a work and its registration at the U.S. Copyright Office. Days are YYYY-MM-DD. */
export interface RegistrationFacts {
  /** First publication: a day, or a month or a year where no more is known. */
  readonly publishedOn: string | null
  /** Days on which registrations took effect. */
  readonly effectiveOn: readonly string[]
  /** A registration is on record whose day is not. */
  readonly undated: boolean
  /** When the infringement was first seen: it began then at the latest. */
  readonly seenOn: string | null
}

/**
 * Whether a work was registered in time for statutory damages, 17 U.S.C. 412: within three months of first publication,
 * or before the infringement began. That it was first seen after registration does not show that it began after it,
 * so that is unsure. `null`: unsure.
 */
export function registeredInTime(facts: RegistrationFacts, today: string): boolean | null {
  const { publishedOn, effectiveOn, undated, seenOn } = facts
  const published = publishedOn !== null && /^\d{4}-\d{2}-\d{2}$/.test(publishedOn) ? publishedOn : null
  const lastDay = published === null ? null : addMonths(published, 3)
  const first = effectiveOn.toSorted()[0] ?? null
  if (first === null) {
    if (undated || (lastDay !== null && today <= lastDay)) return null
    return false
  }
  if (lastDay !== null && first <= lastDay) return true
  if (seenOn !== null && first > seenOn) return published === null ? null : false
  return null
}

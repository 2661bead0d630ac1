import type { RegimeRuleId } from '../rules/regime-rules.ts'
import { addBusinessDays, addDays, addMonths, type HolidayCalendar } from './business-days.ts'
import { usFederalHolidays } from './us-federal-holidays.ts'

/** A day by which something happens or has to be done. */
export interface Deadline {
  readonly code: string
  /** YYYY-MM-DD. */
  readonly day: string
  readonly title: string
  readonly why: string
  readonly rule: RegimeRuleId | null
  readonly source: string
}

/**
 * What follows from a counter-notice that the provider passed on. The material may return from business day 10 on,
 * so that day is the one to act by; from day 14 on it must be back.
 */
export function counterNoticeDeadlines(
  receivedOn: string,
  holidays: HolidayCalendar = usFederalHolidays,
): readonly Deadline[] {
  const source = '17 U.S.C. 512(g)(2)(C)'
  return [
    {
      code: 'counter-day-10',
      day: addBusinessDays(receivedOn, 10, holidays),
      title: 'Last day to report an action',
      why: 'From the tenth business day after the counter-notice the provider may put the material back, unless it was told that an action was filed.',
      rule: 'us-512g',
      source,
    },
    {
      code: 'counter-day-14',
      day: addBusinessDays(receivedOn, 14, holidays),
      title: 'The material is back',
      why: 'By the fourteenth business day the provider has put it back, unless it was told that an action was filed.',
      rule: 'us-512g',
      source,
    },
  ]
}

/** The provider's own stated time to respond; null when it states none. */
export function responseDeadline(
  sentOn: string,
  stated: { readonly days: number; readonly business: boolean; readonly source: string } | null,
  holidays: HolidayCalendar,
): Deadline | null {
  if (stated === null) return null
  const day = stated.business ? addBusinessDays(sentOn, stated.days, holidays) : addDays(sentOn, stated.days)
  return {
    code: 'response',
    day,
    title: 'The provider’s own time to respond ends',
    why: 'So its policy states; no law fixes it.',
    rule: null,
    source: stated.source,
  }
}

/** Until when registration keeps statutory damages for an infringement since publication. */
export function registrationDeadline(firstPublishedOn: string): Deadline {
  return {
    code: 'registration-3-months',
    day: addMonths(firstPublishedOn, 3),
    title: 'Register within three months of first publication',
    why: 'Registration later than that gives no statutory damages or fees for an infringement that began before it.',
    rule: null,
    source: '17 U.S.C. 412(2)',
  }
}

/** Until when the other side of a Copyright Claims Board claim can opt out, counted from service. */
export function claimsBoardOptOut(servedOn: string): Deadline {
  return {
    code: 'ccb-opt-out',
    day: addDays(servedOn, 60),
    title: 'The respondent’s time to opt out ends',
    why: 'Within 60 days of service the respondent can opt out of the Copyright Claims Board; the claim then ends there.',
    rule: null,
    source: '17 U.S.C. 1506(i)',
  }
}

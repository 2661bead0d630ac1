import { awaitsAnswer, type CaseState } from '../../cases/case-states.ts'
import { addBusinessDays, type HolidayCalendar } from './business-days.ts'
import { claimsBoardOptOut, counterNoticeDeadlines, type Deadline, responseDeadline } from './deadlines.ts'
import { usFederalHolidays } from './us-federal-holidays.ts'

/** The provider's own time to respond, as it states it. */
export interface StatedResponse {
  readonly days: number
  readonly business: boolean
  readonly source: string
}

/** What the deadlines of a case follow from. Days are YYYY-MM-DD. */
export interface CaseClock {
  readonly state: CaseState
  /** When the notice went out last; null while it did not. */
  readonly sentOn: string | null
  /** When the provider got the counter-notice that stands; null without one. */
  readonly counteredOn: string | null
  readonly responds: StatedResponse | null
  /** The recipient answers under the Digital Services Act. */
  readonly european: boolean
  readonly claimServedOn: string | null
}

/** Business days after which it is worth a look where neither law nor provider names a time. Refrain's own choice. */
export const lookAfterBusinessDays = 5

/**
 * The deadlines of a case as it stands. `holidays` is the calendar of the recipient; the days of a counter-notice are
 * counted by that of the United States, whose statute names them. Throws RangeError for what is no day.
 */
export function caseDeadlines(clock: CaseClock, holidays: HolidayCalendar): readonly Deadline[] {
  const { state, sentOn, counteredOn, responds, claimServedOn } = clock
  const waiting = awaitsAnswer(state) && sentOn !== null
  return [
    ...(waiting ? [responseDeadline(sentOn, responds, holidays) ?? lookAgain(sentOn, clock, holidays)] : []),
    ...(state === 'countered' && counteredOn !== null
      ? counterNoticeDeadlines(counteredOn, usFederalHolidays)
      : []),
    ...(claimServedOn !== null && state !== 'closed' ? [claimsBoardOptOut(claimServedOn)] : []),
  ]
}

function lookAgain(sentOn: string, { european }: CaseClock, holidays: HolidayCalendar): Deadline {
  return {
    code: 'look-again',
    day: addBusinessDays(sentOn, lookAfterBusinessDays, holidays),
    title: 'Look whether it came down',
    why: european
      ? 'Art. 16 DSA asks for a decision without undue delay and names no number of days. Five business days are a reminder of Refrain’s own.'
      : 'The statute says “expeditiously” and names no number of days, and this provider states none. Five business days are a reminder of Refrain’s own.',
    rule: null,
    source: european ? 'Art. 16(5), (6) DSA' : '17 U.S.C. 512(c)(1)(A)(iii)',
  }
}

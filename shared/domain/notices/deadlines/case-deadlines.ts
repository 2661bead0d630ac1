import { awaitsAnswer, type CaseState } from '../../cases/case-states.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
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
  /** What was sent; null where that is not on record. */
  readonly regime: DraftRegime | null
  /** The recipient is in the European Union. */
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

function lookAgain(sentOn: string, clock: CaseClock, holidays: HolidayCalendar): Deadline {
  const { title, why, source } = silenceOf(clock)
  return {
    code: 'look-again',
    day: addBusinessDays(sentOn, lookAfterBusinessDays, holidays),
    title,
    why: `${why} Five business days are a reminder of Refrain’s own.`,
    rule: null,
    source,
  }
}

/** What the law of the letter says about time: none names a number of days. */
function silenceOf({ regime, european }: CaseClock): Pick<Deadline, 'title' | 'why' | 'source'> {
  const title = 'Look whether it came down'
  if (regime === 'ca-notice')
    return {
      title: 'Look whether it is still there',
      why: 'Canadian law asks the provider to pass the notice on and not to remove anything, and names no number of days.',
      source: 'Copyright Act (R.S.C., 1985, c. C-42), s. 41.26',
    }
  if (regime === 'uk-notice')
    return {
      title,
      why: 'The regulations say “expeditiously” and name no number of days, and this provider states none.',
      source: 'SI 2002/2013, reg. 19',
    }
  const { american = true, european: underDsa = false } = regime === null ? {} : regimes[regime]
  if (underDsa || (american && european))
    return {
      title,
      why: 'Art. 16 DSA asks for a decision without undue delay and names no number of days.',
      source: 'Art. 16(5), (6) DSA',
    }
  return american
    ? {
        title,
        why: 'The statute says “expeditiously” and names no number of days, and this provider states none.',
        source: '17 U.S.C. 512(c)(1)(A)(iii)',
      }
    : {
        title: 'Look what came of it',
        why: 'No law fixes a time for this recipient, and it states none.',
        source: 'Refrain’s own suggestion',
      }
}

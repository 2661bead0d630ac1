import type { CaseClock } from '../../../shared/domain/notices/deadlines/case-deadlines.ts'
import { calendarOf, europeanUnion } from '../../../shared/domain/notices/deadlines/recipient-calendar.ts'
import { providerRuleOf } from '../../../shared/domain/notices/rules/provider-rules.ts'
import type { CoreContext } from '../context.ts'
import { createCaseEventsRepository } from './case-events.repository.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'
import { createNoticesRepository } from './notices.repository.ts'
import { createProviderFactsRepository } from './provider-facts.repository.ts'
import { createProvidersRepository } from './providers.repository.ts'

/** A case with what its deadlines follow from. */
export interface CaseClockRow {
  readonly caseId: number
  readonly providerName: string
  readonly clock: CaseClock
  /** Country whose calendar the recipient is thought to keep. */
  readonly country: string
}

/** Reads the clocks of one case or of all. */
export function createCaseClocks(context: CoreContext): (caseId: number | null) => readonly CaseClockRow[] {
  const { db } = context
  const view = createCaseView(context)
  const cases = createCasesRepository(db)
  const events = createCaseEventsRepository(db)
  const notices = createNoticesRepository(db)
  const facts = createProviderFactsRepository(db)
  const providers = createProvidersRepository(db)
  const following = createFollowUpRepository(db)

  const clockOf = (caseId: number): CaseClockRow => {
    const { state, sentAt, providerName } = view.row(caseId)
    const { providerId } = cases.get(caseId)
    const standing = events.standing(caseId)
    const last = (...states: readonly string[]) =>
      standing.findLast((event) => states.includes(event.state))?.happenedOn ?? null
    const { effective, own } = facts.of(providerId)
    const country = calendarOf(effective.country, providers.get(providerId).domains)
    const source =
      own.respondsIn === undefined ? (providerRuleOf(providerName)?.source ?? '') : 'Set in this workspace'
    return {
      caseId,
      providerName,
      country,
      clock: {
        state,
        sentOn: last('sent', 'reopened') ?? sentAt?.slice(0, 10) ?? null,
        counteredOn: last('countered'),
        responds: effective.respondsIn === null ? null : { ...effective.respondsIn, source },
        regime: notices.ofCase(caseId)?.regime ?? null,
        european: Object.hasOwn(europeanUnion, country),
        claimServedOn: following.circumstances(caseId).claimServedOn,
      },
    }
  }
  return (caseId) =>
    caseId === null
      ? cases
          .all()
          .filter(({ sentAt }) => sentAt !== null)
          .map(({ id }) => clockOf(id))
      : [clockOf(caseId)]
}

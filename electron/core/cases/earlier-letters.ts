import type { Database } from 'better-sqlite3'
import type { DraftDetails } from '../../../shared/domain/notices/drafts/draft-input.ts'
import type { DraftRegime } from '../../../shared/domain/notices/rules/regimes.ts'
import { createCasesRepository } from './cases.repository.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'

/** Letters that take nothing over: a payment service asks for one to the seller, a withdrawal names its own notice. */
const asksItself: ReadonlySet<DraftRegime> = new Set(['payment', 'withdrawal'])
/** As many as a letter names. */
const most = 50

/**
 * The letters sent before about the items of a case that was carried on, the oldest first: the record holds them, so
 * the letter to the next provider starts with them. Empty for a case of its own.
 */
export function createEarlierLetters(
  db: Database,
): (caseId: number, regime: DraftRegime) => DraftDetails['earlier'] {
  const cases = createCasesRepository(db)
  const following = createFollowUpRepository(db)
  return (caseId, regime) => {
    const letters: DraftDetails['earlier'] = []
    if (asksItself.has(regime)) return letters
    for (let from = following.from(caseId); from !== null && letters.length < most;) {
      const { providerName, sentAt, sentReference } = cases.get(from.caseId)
      if (sentAt !== null)
        letters.unshift({
          to: providerName.slice(0, 200),
          on: sentAt.slice(0, 10),
          reference: (sentReference ?? '').slice(0, 300),
        })
      from = following.from(from.caseId)
    }
    return letters
  }
}

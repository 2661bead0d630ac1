import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { splitForRecipient } from '../../../shared/domain/notices/split.ts'
import type { CoreContext } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository, rowOf } from './cases.repository.ts'
import { createFollowUpRepository } from './follow-up.repository.ts'

/**
 * Divides an unsent case into letters its recipient takes: the first part stays, each other goes into a case of its
 * own with the answers given. The parts of a case that was carried on are carried on too. Does nothing where one
 * letter will do.
 */
export function createSplit(context: CoreContext) {
  const cases = createCasesRepository(context.db)
  const following = createFollowUpRepository(context.db)
  const view = createCaseView(context)
  const move = {
    case_item: context.db.prepare<[number, number]>('UPDATE case_item SET case_id = ? WHERE finding_id = ?'),
    carried_item: context.db.prepare<[number, number]>('UPDATE carried_item SET case_id = ? WHERE id = ?'),
  }

  return ({ caseId }: Parsed<'cases.split'>): Output<'cases.split'> => {
    const stored = view.unsent(caseId)
    const parts = splitForRecipient(stored.providerName, cases.items(caseId))
    if (parts.length < 2) return { caseIds: [caseId] }
    const from = following.from(caseId)
    return context.mutations.once(['cases', 'findings', 'notices', 'custody'], () => {
      const others = parts.slice(1).map((items, index) => {
        const title = `${stored.title}, part ${index + 2} of ${parts.length}`
        const id = cases.insert(stored.providerId, title, context.now())
        if (from !== null) following.link(id, from.caseId, from.step, context.now())
        for (const item of items) {
          const [table, row] = rowOf(item)
          move[table].run(id, row)
        }
        context.custody.append({
          action: 'case.split',
          subject: `case:${id}`,
          actor: 'artist',
          detail: {
            from: caseId,
            items: items.length,
            findings: packIds(items.map(({ findingId }) => findingId)),
          },
          caseId: id,
        })
        return id
      })
      view.refresh(caseId)
      return { caseIds: [caseId, ...others] }
    })
  }
}

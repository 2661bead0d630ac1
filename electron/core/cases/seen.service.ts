import type { Output, Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository, rowOf } from './cases.repository.ts'

/** Records that the artist looked at some addresses just now and found the material there. Can be undone. */
export function createItemsSeen(context: CoreContext) {
  const cases = createCasesRepository(context.db)
  const view = createCaseView(context)
  return ({ caseId, findingIds }: Parsed<'cases.itemsSeen'>): Output<'cases.itemsSeen'> => {
    view.unsent(caseId)
    const inCase = new Map(cases.items(caseId).map((item) => [item.findingId, item]))
    const ids = [...new Set(findingIds)]
    const stranger = ids.find((id) => !inCase.has(id))
    if (stranger !== undefined) {
      throw new RefrainError(
        'NOT_FOUND',
        `Finding ${stranger} is not in this case any more. Nothing was changed.`,
        { findingId: stranger },
      )
    }
    const at = context.now()
    const label = `Record ${ids.length === 1 ? '1 item' : `${ids.length} items`} as still there`
    context.mutations.undoable(label, ['cases', 'notices', 'custody'], (change) => {
      for (const id of ids) {
        const item = inCase.get(id)
        if (item !== undefined) change.update(...rowOf(item), { seen_at: at })
      }
      view.refresh(caseId)
      context.custody.append({
        action: 'case.itemsSeen',
        subject: `case:${caseId}`,
        actor: 'artist',
        detail: { findings: packIds(ids), at },
        caseId,
      })
    })
    return { at }
  }
}

import type { CaseDetail, FairUse } from '../../../shared/contract/cases.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, RowValues } from '../context.ts'
import { packIds } from '../findings/index.ts'
import { createCaseView } from './case-view.ts'
import { createCasesRepository, rowOf, type StoredItem } from './cases.repository.ts'

type Patch = Parsed<'cases.itemUpdate'>['patch']

/** Changes what is recorded about the items of an unsent case, and takes items out of it. Both can be undone. */
export function createItems(context: CoreContext) {
  const { mutations, custody } = context
  const cases = createCasesRepository(context.db)
  const view = createCaseView(context)

  const chosen = (caseId: number, findingIds: readonly number[]): readonly StoredItem[] => {
    view.unsent(caseId)
    const byId = new Map(cases.items(caseId).map((item) => [item.findingId, item]))
    return [...new Set(findingIds)].map((findingId) => byId.get(findingId) ?? notInCase(findingId))
  }

  return {
    /** Sets the right held, or records the fair-use consideration, of some items. */
    update({ caseId, findingIds, patch }: Parsed<'cases.itemUpdate'>): CaseDetail {
      const items = chosen(caseId, findingIds)
      mutations.undoable(updateLabel(patch, items), ['cases', 'notices', 'custody'], (change) => {
        for (const item of items) change.update(...rowOf(item), patched(item, patch, context.now()))
        view.refresh(caseId)
        custody.append({
          action: 'case.itemsChanged',
          subject: `case:${caseId}`,
          actor: 'artist',
          detail: {
            findings: packIds(items.map(({ findingId }) => findingId)),
            ...(patch.rightHeld === undefined ? {} : { right: patch.rightHeld }),
            ...(patch.performance === undefined ? {} : { performance: patch.performance }),
            ...(patch.exclusivity === undefined ? {} : { exclusivity: patch.exclusivity }),
            ...(patch.fairUse?.conclusion === undefined ? {} : { fairUse: patch.fairUse.conclusion }),
          },
          caseId,
        })
      })
      return view.detail(caseId)
    },

    /**
     * Takes items out of the case. So that they do not come back with the next grouping, their findings are
     * open again; those that may be fair use are monitored from then on.
     */
    remove({ caseId, findingIds }: Parsed<'cases.itemRemove'>): CaseDetail {
      const items = chosen(caseId, findingIds)
      const label = `Remove ${countOf(items)} from the case`
      mutations.undoable(label, ['cases', 'findings', 'notices', 'custody'], (change) => {
        for (const item of items) {
          const { findingId, findingState, fairUse } = item
          change.remove(...rowOf(item))
          // A carried item stays in the case it came from, and so does the decision about it.
          if (findingState !== 'confirmed' || item.carriedId !== null) continue
          const mayBeFair = fairUse.conclusion === 'may-be-fair-use'
          change.update('finding', findingId, {
            state: mayBeFair ? 'monitor' : 'new',
            state_reason: mayBeFair ? 'Removed from its case: may be fair use.' : '',
            decided_at: mayBeFair ? context.now() : null,
          })
        }
        view.refresh(caseId)
        custody.append({
          action: 'case.itemsRemoved',
          subject: `case:${caseId}`,
          actor: 'artist',
          detail: { findings: packIds(items.map(({ findingId }) => findingId)) },
          caseId,
        })
      })
      return view.detail(caseId)
    },
  }
}

function patched(
  item: StoredItem,
  { rightHeld, performance, exclusivity, fairUse }: Patch,
  now: string,
): RowValues {
  return {
    ...(performance === undefined ? {} : { performance }),
    ...(exclusivity === undefined ? {} : { exclusivity }),
    ...(rightHeld === undefined ? {} : { right_held: rightHeld }),
    ...(fairUse === undefined ? {} : { fair_use: JSON.stringify(considered(item.fairUse, fairUse, now)) }),
  }
}

function considered(before: FairUse, patch: NonNullable<Patch['fairUse']>, now: string): FairUse {
  const conclusion = patch.conclusion ?? before.conclusion
  return {
    purpose: patch.purpose ?? before.purpose,
    nature: patch.nature ?? before.nature,
    amount: patch.amount ?? before.amount,
    market: patch.market ?? before.market,
    conclusion,
    consideredAt: conclusion === 'undecided' ? null : now,
  }
}

function updateLabel(patch: Patch, items: readonly StoredItem[]): string {
  const count = countOf(items)
  if (patch.fairUse === undefined)
    return patch.rightHeld === undefined ? `Answer for ${count}` : `Set the right held of ${count}`
  return patch.rightHeld === undefined ? `Record fair use of ${count}` : `Change ${count}`
}

function countOf(items: readonly StoredItem[]): string {
  return items.length === 1 ? '1 item' : `${items.length} items`
}

function notInCase(findingId: number): never {
  throw new RefrainError(
    'NOT_FOUND',
    `Finding ${findingId} is not in this case any more. Nothing was changed.`,
    {
      findingId,
    },
  )
}

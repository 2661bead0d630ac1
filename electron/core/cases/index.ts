import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createAgain } from './again.service.ts'
import { createCaseView, type CaseCounts } from './case-view.ts'
import { createExport } from './export.service.ts'
import { createGroup } from './group.service.ts'
import { createItems } from './items.service.ts'
import { createFields } from './fields.service.ts'
import { createFollowUp } from './follow-up.service.ts'
import { createNotices } from './notices.service.ts'
import { loadProviderDirectory } from './provider-directory.ts'
import { createItemsSeen } from './seen.service.ts'
import { createSplit } from './split.service.ts'
import { type AnswerKeeper, createStates } from './states.service.ts'
import { createWithdrawals } from './withdrawal.ts'

export { createCaseClocks } from './case-clocks.ts'
export { createProviderFactsRepository } from './provider-facts.repository.ts'
export { shippedEntry } from './shipped-directory.ts'
export type { CaseCounts } from './case-view.ts'
export { paperOf } from './pdf/paper.ts'
export { createTypesetter, type Style, type Typesetter } from '../platform/typesetter.ts'

type CaseHandlers = Pick<
  Handlers,
  | 'cases.group'
  | 'cases.list'
  | 'cases.get'
  | 'cases.itemUpdate'
  | 'cases.itemRemove'
  | 'cases.recordSent'
  | 'cases.history'
  | 'cases.move'
  | 'cases.correct'
  | 'cases.answer'
  | 'cases.answerSave'
  | 'cases.followUp'
  | 'cases.circumstances'
  | 'cases.escalate'
  | 'cases.again'
  | 'cases.withdrawal'
  | 'cases.withdrawalSave'
  | 'cases.itemsSeen'
  | 'cases.split'
  | 'notices.draft'
  | 'notices.update'
  | 'notices.export'
  | 'notices.fields'
>

/** Cases, one per service provider, and the notices drafted in them. Brings the provider directory up to date. */
export function createCases(context: CoreContext, deps: AnswerKeeper): CaseHandlers {
  loadProviderDirectory(context)
  const view = createCaseView(context)
  const items = createItems(context)
  const notices = createNotices(context, deps)
  const states = createStates(context, deps)
  const following = createFollowUp(context, states)
  const withdrawals = createWithdrawals(context)
  return {
    'cases.history': ({ caseId }) => states.history(caseId),
    'cases.move': (input, { signal }) => states.move(input, signal),
    'cases.correct': (input) => states.correct(input),
    'cases.answer': (input) => states.answer(input),
    'cases.answerSave': (input, { signal }) => states.saveAnswer(input, signal),
    'cases.followUp': ({ caseId }) => following.followUp(caseId),
    'cases.circumstances': (input) => following.setCircumstances(input),
    'cases.escalate': (input) => following.escalate(input),
    'cases.again': createAgain(context, states),
    'cases.withdrawal': (input) => withdrawals.letter(input),
    'cases.withdrawalSave': (input) => withdrawals.save(input),
    'cases.group': createGroup(context),
    'cases.list': () => ({ cases: view.list() }),
    'cases.get': ({ caseId }) => view.detail(caseId),
    'cases.itemUpdate': (input) => items.update(input),
    'cases.itemRemove': (input) => items.remove(input),
    'cases.recordSent': (input) => notices.recordSent(input),
    'cases.itemsSeen': createItemsSeen(context),
    'cases.split': createSplit(context),
    'notices.draft': (input) => notices.draft(input),
    'notices.update': (input) => notices.update(input),
    'notices.export': createExport(context, deps),
    'notices.fields': createFields(context),
  }
}

/** What looks at addresses need of cases: how far a case is, and that it is kept up to date when its items were seen. */
export function createLookedCases(context: CoreContext) {
  const view = createCaseView(context)
  return {
    caseOf(caseId: number) {
      const { id, state, sent } = view.detail(caseId)
      return { id, state, sent }
    },
    refreshCase(caseId: number): void {
      view.refresh(caseId)
    },
  }
}

/** Builds the counter of cases for the home screen: whether one is ready is worked out anew, never read. */
export function createCaseCounter(context: CoreContext): () => CaseCounts {
  const view = createCaseView(context)
  return () => view.counts()
}

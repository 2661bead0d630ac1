import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createCaseView, type CaseCounts } from './case-view.ts'
import { createExport } from './export.service.ts'
import { createGroup } from './group.service.ts'
import { createItems } from './items.service.ts'
import { createNotices, type StoreObject } from './notices.service.ts'
import { createFields } from './fields.service.ts'
import { loadProviderDirectory } from './provider-directory.ts'
import { createItemsSeen } from './seen.service.ts'
import { createSplit } from './split.service.ts'

export type { CaseCounts } from './case-view.ts'
export { paperOf } from './pdf/paper.ts'
export { createTypesetter, type Style, type Typesetter } from './pdf/typesetter.ts'

type CaseHandlers = Pick<
  Handlers,
  | 'cases.group'
  | 'cases.list'
  | 'cases.get'
  | 'cases.itemUpdate'
  | 'cases.itemRemove'
  | 'cases.recordSent'
  | 'cases.itemsSeen'
  | 'cases.split'
  | 'notices.draft'
  | 'notices.update'
  | 'notices.export'
  | 'notices.fields'
>

/** Cases, one per service provider, and the notices drafted in them. Brings the provider directory up to date. */
export function createCases(context: CoreContext, deps: { readonly storeObject: StoreObject }): CaseHandlers {
  loadProviderDirectory(context)
  const view = createCaseView(context)
  const items = createItems(context)
  const notices = createNotices(context, deps)
  return {
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

/** Builds the counter of cases for the home screen: whether one is ready is worked out anew, never read. */
export function createCaseCounter(context: CoreContext): () => CaseCounts {
  const view = createCaseView(context)
  return () => view.counts()
}

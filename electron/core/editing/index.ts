import type { Handlers } from '../../../shared/contract/index.ts'
import type { editingProcedures } from '../../../shared/contract/editing.ts'
import { createCatalogueEditing } from '../catalog/index.ts'
import type { CoreContext } from '../context.ts'
import { createBulkService } from './bulk.service.ts'
import { createDuplicatesService } from './duplicates.service.ts'
import { createFiltersService } from './filters.service.ts'
import { createHistoryService } from './history.service.ts'
import { createMergeService } from './merge.service.ts'
import type { RecordUpdates } from './restore-records.ts'

export type EditingHandlers = Pick<Handlers, keyof typeof editingProcedures>

/** Many recordings at once: bulk edit, find and replace, duplicates and merging; history, and filters kept by name. */
export function createEditing(context: CoreContext, updates: RecordUpdates): EditingHandlers {
  const deps = createCatalogueEditing(context)
  return {
    ...createBulkService(context, deps),
    ...createDuplicatesService(context, deps),
    ...createMergeService(context, deps),
    ...createHistoryService(context, deps, updates),
    ...createFiltersService(context),
  }
}

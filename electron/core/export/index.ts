import type { exportProcedures } from '../../../shared/contract/export.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createExportsService } from './exports.service.ts'

export { checkErn, type ErnCheck } from './ern-reader.ts'

/**
 * Exports of the catalogue and the import of a catalogue file. Defines the jobs `catalog.export` and
 * `catalog.import-json`, and answers for undoing the import.
 */
export function createExport(context: CoreContext): Pick<Handlers, keyof typeof exportProcedures> {
  return createExportsService(context)
}

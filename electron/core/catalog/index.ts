import type { importProcedures } from '../../../shared/contract/imports.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { catalogProcedures } from '../../../shared/contract/catalog.ts'
import type { profileProcedures } from '../../../shared/contract/profile.ts'
import type { CoreContext } from '../context.ts'
import { createImportsRepository } from './imports.repository.ts'
import { createImportsService } from './imports.service.ts'
import { createIsrcLedgerRepository } from './isrc-ledger.repository.ts'
import { createIsrcLedgerService } from './isrc-ledger.service.ts'
import { createProfileService } from './profile.service.ts'
import { createRecordingsRepository } from './recordings.repository.ts'
import { createRecordingsService } from './recordings.service.ts'
import { createReleasesRepository } from './releases.repository.ts'
import { createReleasesService } from './releases.service.ts'

export { createRecordingsRepository } from './recordings.repository.ts'
export { readCatalogueTable, type TableRecording } from './read-catalogue-table.ts'

export type CatalogHandlers = Pick<
  Handlers,
  keyof typeof profileProcedures | keyof typeof catalogProcedures | keyof typeof importProcedures
>

/**
 * The catalogue: who the artist is, recordings and releases, the ISRC allocation and its ledger, and the import of
 * catalogue files. Defines the jobs `import.preview` and `import.commit`, and answers for undoing them.
 */
export function createCatalog(context: CoreContext): CatalogHandlers {
  const { db } = context
  const ledger = createIsrcLedgerRepository(db)
  const recordings = createRecordingsRepository(db)
  const releases = createReleasesRepository(db)
  const profile = createProfileService(context)
  return {
    ...profile.handlers,
    ...createIsrcLedgerService(context, { ledger, recordings }),
    ...createRecordingsService(context, { recordings, releases, ledger }),
    ...createReleasesService(context, { recordings, releases }),
    ...createImportsService(context, {
      imports: createImportsRepository(db),
      ledger,
      artistName: profile.artistName,
    }),
  }
}

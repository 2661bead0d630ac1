import type { importProcedures } from '../../../shared/contract/imports.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { catalogProcedures } from '../../../shared/contract/catalog.ts'
import type { isrcProcedures } from '../../../shared/contract/isrc.ts'
import type { profileProcedures } from '../../../shared/contract/profile.ts'
import type { CoreContext } from '../context.ts'
import { createImportMappingsRepository } from './import-mappings.repository.ts'
import { createImportsRepository } from './imports.repository.ts'
import { createImportsService } from './imports.service.ts'
import { createIdentifiersService } from './identifiers.service.ts'
import { createIsrcAssignmentService } from './isrc-assignment.service.ts'
import { createIsrcDecisionsService } from './isrc-decisions.service.ts'
import { describeBlock, yearNow } from './isrc-codes.ts'
import { createIsrcLedgerRepository } from './isrc-ledger.repository.ts'
import { createIsrcLedgerService } from './isrc-ledger.service.ts'
import { createProfileService } from './profile.service.ts'
import { createRecordingsRepository, type RecordingsRepository } from './recordings.repository.ts'
import { createRecordingEditor, createRecordingsService, type RecordingEditor } from './recordings.service.ts'
import { createReleasesRepository } from './releases.repository.ts'
import { createReleasesService } from './releases.service.ts'
import { createTracksService } from './tracks.service.ts'

export { derivedColumns, emptyRecording } from './recording-fields.ts'
export { createRecordingsRepository } from './recordings.repository.ts'
export { readRecordingFields, quoted, type RecordingColumns } from './recording-fields.ts'
export type { RecordingEditor } from './recordings.service.ts'
export type { RecordingsRepository, StoredRecording } from './recordings.repository.ts'
export { createTextDecoding, detectEncoding } from './text-encoding.ts'
export { readCatalogueTable, type TableRecording } from './read-catalogue-table.ts'

/** Counts the allocations of which nine tenths are used this year. */
export function createBlockWarnings({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): () => number {
  const ledger = createIsrcLedgerRepository(db)
  return () =>
    ledger.blocks().filter((block) => describeBlock(ledger, block, yearNow({ clock })).nearlyUsed).length
}

/** Recordings as the modules see them that edit many at once. */
export function createCatalogueEditing(context: CoreContext): {
  readonly recordings: RecordingsRepository
  readonly editor: RecordingEditor
} {
  const recordings = createRecordingsRepository(context.db)
  const ledger = createIsrcLedgerRepository(context.db)
  return { recordings, editor: createRecordingEditor(context, { recordings, ledger }) }
}

export type CatalogHandlers = Pick<
  Handlers,
  | keyof typeof profileProcedures
  | keyof typeof isrcProcedures
  | keyof typeof catalogProcedures
  | keyof typeof importProcedures
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
    ...createIsrcAssignmentService(context, { ledger, recordings, releases }),
    ...createIsrcDecisionsService(context, { recordings }),
    ...createIdentifiersService(context, { recordings }),
    ...createRecordingsService(context, { recordings, releases, ledger }),
    ...createReleasesService(context, { recordings, releases }),
    ...createTracksService(context, { recordings, releases }),
    ...createImportsService(context, {
      imports: createImportsRepository(db),
      mappings: createImportMappingsRepository(db),
      ledger,
      artistName: profile.artistName,
    }),
  }
}

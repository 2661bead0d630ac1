import { z } from 'zod'
import { columnMapping, sourceDialect } from '../../../shared/contract/imports.ts'
import { RefrainError } from '../../../shared/errors.ts'

/** What a worker needs to read one catalogue file. */
export const importSource = z.object({
  importId: z.int(),
  path: z.string(),
  dialect: sourceDialect,
  mapping: columnMapping,
  /** Artist of a table without a column for it, or null. */
  artist: z.string().nullable(),
  heldPrefixes: z.array(z.string()),
  draft: z.string(),
  sqliteBinding: z.string().nullable(),
  /** Script of the thread that reads and checks the rows of a large file. */
  rowsWorker: z.string(),
  /** Script of the thread that builds the search index of many new recordings. */
  searchWorker: z.string(),
})
export type ImportSource = z.infer<typeof importSource>

/**
 * Room for what lives only as long as a batch of rows: with the usual sixteen mebibytes much of it is copied about by the
 * garbage collector before it dies.
 */
export const roomForRows = { maxYoungGenerationSizeMb: 96 } as const

/** Thrown when the artist cancelled: nothing of the job remains. */
export function cancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'Cancelled. Nothing was imported.')
}

import type { CoreContext } from '../context.ts'
import type { SweepDeps } from './stored-file-sweep.ts'
import { sweepJob } from './sweep-job.ts'
import { type SweepHandlers, sweepHandlers } from './sweeps.service.ts'

export { type ChosenTable, chooseTable } from './choose-table.ts'
export type { TableChoice } from './engine/database/table-choice.ts'
export { readCatalogue } from './catalogue-reader.ts'
export { type CatalogueIndex, indexCatalogue } from './engine/catalogue-index.ts'
export { buildBlockIndex } from './engine/fuzzy/block-index.ts'
export { type ListingMatch, matchListing } from './engine/listing-matcher.ts'
export type { CatalogueEntry } from './engine/packed-catalogue.ts'
export {
  type MalformedSample,
  type SweepFinding,
  type SweepProgress,
  type SweepRequest,
  type SweptFileReport,
  standardInput,
  sweepFiles,
} from './engine/sweep-files.ts'
export { BrokenStream } from './engine/broken-stream.ts'
export { torrentRows } from './engine/rows/torrent-rows.ts'
export { sqlSourceOf } from './engine/sql-source.ts'
export type { SweepDeps } from './stored-file-sweep.ts'
export type { SweepResult } from './sweep-job.ts'

/** Sweeps: search listing files of any size for the catalogue's recordings. Registers the job kind `sweep`. */
export function createWatch(context: CoreContext, deps: SweepDeps): SweepHandlers {
  context.jobs.define(sweepJob(context, deps))
  return sweepHandlers(context)
}

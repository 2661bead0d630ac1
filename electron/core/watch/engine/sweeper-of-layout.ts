import type { CatalogueIndex } from './catalogue-index.ts'
import type { CreditedTracks } from './database/credited-tracks.ts'
import { TakenSweeper } from './database/taken-sweeper.ts'
import { CsvSweeper } from './csv-sweeper.ts'
import { JsonSweeper } from './json-sweeper.ts'
import type { ListingLayout } from './layout.ts'
import type { RowSweeper } from './row-sweeper.ts'
import type { ScanMemory } from './scan/scan-memory.ts'

/** The sweeper for windows over a file of this layout whose text lies in `memory`. */
export function sweeperOfLayout(
  layout: ListingLayout,
  index: CatalogueIndex,
  memory: ScanMemory,
  credited: CreditedTracks | null,
): RowSweeper {
  if (layout.taken !== undefined) return new TakenSweeper(layout.taken, layout.csv)
  return layout.csv === null
    ? new JsonSweeper(index, memory, credited)
    : new CsvSweeper(index, layout.csv, memory)
}

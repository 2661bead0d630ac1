import type { CatalogueIndex } from './catalogue-index.ts'
import { CsvSweeper } from './csv-sweeper.ts'
import { JsonSweeper } from './json-sweeper.ts'
import type { ListingLayout } from './layout.ts'
import type { RangeCollector } from './range-collector.ts'
import type { TextWindow } from './text-window.ts'

/** Goes through the rows of one file, window by window. */
export interface RowSweeper {
  /** The byte that ends a line. */
  readonly terminator: number
  /** True when the row at the position `sweep` returned is too long to be one and has to be passed over. */
  readonly tooLong: boolean
  /**
   * Sweeps the rows that start in `[from, stopAt)` of the window and lie in it wholly. Returns where the first row
   * starts that was left.
   */
  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number
}

/** The sweeper for a file of this layout. */
export function rowSweeper(layout: ListingLayout, index: CatalogueIndex): RowSweeper {
  return layout.csv === null ? new JsonSweeper(index) : new CsvSweeper(index, layout.csv)
}

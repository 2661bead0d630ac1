import type { RangeCollector } from './range-collector.ts'
import type { TextWindow } from './text-window.ts'

/** Bytes scanned in advance: so few that they and what is found in them stay in the processor's nearest caches. */
export const chunkBytes = 1 << 15

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

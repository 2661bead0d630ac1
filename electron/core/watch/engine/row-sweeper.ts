import type { RangeCollector } from './range-collector.ts'
import type { TextWindow } from './text-window.ts'

/** Bytes scanned in advance: so few that they and what is found in them stay in the processor's nearest caches. */
const chunkBytes = 1 << 15

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

/**
 * Sweeps a window chunk by chunk; a row longer than a chunk gets a larger one. `sweepChunk` sweeps the rows that start
 * at the first position and end before the second, and returns where the first row starts that was left.
 */
export function sweepInChunks(
  sweeper: RowSweeper,
  { length }: TextWindow,
  from: number,
  stopAt: number,
  collector: RangeCollector,
  sweepChunk: (at: number, to: number) => number,
): number {
  let at = from
  let chunk = chunkBytes
  while (at < length && at < stopAt && !collector.full) {
    const to = Math.min(at + chunk, length + 1)
    const next = sweepChunk(at, to)
    if (sweeper.tooLong || (next === at && to > length)) return next
    chunk = next === at ? chunk * 4 : chunkBytes
    at = next
  }
  return at
}

import { BrokenStream } from './broken-stream.ts'
import { maxRowBytes } from './layout.ts'
import { type MalformedRow, RangeCollector } from './range-collector.ts'
import type { PackedHits } from './packed-hits.ts'
import type { RowSweeper } from './row-sweeper.ts'
import type { TextWindow } from './text-window.ts'

/** What the sweep of a stretch of a file brought. Offsets are those of the unpacked file. */
export interface RangeResult {
  /** Where the first row of the stretch starts. */
  readonly start: number
  /** Where the first row behind it starts. */
  readonly end: number
  /** True when the file ends there. */
  readonly ended: boolean
  readonly rows: number
  readonly malformed: number
  readonly samples: readonly MalformedRow[]
  readonly hits: PackedHits
  /** Set when a packed file breaks off at `end`. */
  readonly broken: 'truncated' | 'damaged' | null
}

export interface Stretch {
  /** Position in the window to start at. */
  readonly at: number
  /** Rows that start at this offset or behind it are left alone. Asked again when more has been read. */
  readonly to: () => number
  /** False when the window may stand in the middle of a row: then sweeping starts at the next line. */
  readonly aligned: boolean
  /** Asked once a block; may throw to stop. */
  readonly pause: () => void
}

/**
 * Sweeps the rows that start at `stretch.at` or behind it and before `stretch.to`; the last of them is read
 * to its end. Ends early, at the start of a row, when enough was found to be handed on.
 *
 * Not aligned, it takes the first line break for the end of a row. Inside a quoted cell that is wrong, which shows
 * in `start`: it is not where the stretch before ended.
 */
export async function sweepStretch(
  window: TextWindow,
  sweeper: RowSweeper,
  stretch: Stretch,
): Promise<RangeResult> {
  const collector = new RangeCollector()
  let { at } = stretch
  let start = window.offsetOf(at)
  let broken: RangeResult['broken'] = null
  try {
    if (!stretch.aligned) {
      at = await skipLine(window, sweeper.terminator, at, stretch.pause)
      start = window.offsetOf(at)
    }
    for (;;) {
      stretch.pause()
      const from = sweeper.sweep(window, at, window.positionOf(stretch.to()), collector)
      // Should reading on fail, what is left stands at the front.
      at = 0
      if (sweeper.tooLong) {
        at = await passOver(window, sweeper.terminator, from, collector, stretch.pause)
      } else if (collector.full || window.positionOf(stretch.to()) <= from || window.final) {
        at = from
        break
      } else {
        await window.slide(from)
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error
    broken = error.kind
    if (at < window.length) {
      collector.rows++
      collector.flaw(window, at, window.length, 'The file breaks off inside this row.')
    }
  }
  return {
    start,
    end: window.offsetOf(at),
    ended: broken !== null || (window.final && at >= window.length),
    rows: collector.rows,
    malformed: collector.malformed,
    samples: collector.samples,
    hits: collector.hits(),
    broken,
  }
}

/** Counts a row that is too long to be one and moves behind its line break. */
async function passOver(
  window: TextWindow,
  terminator: number,
  from: number,
  collector: RangeCollector,
  pause: () => void,
): Promise<number> {
  collector.rows++
  const limit = String(maxRowBytes / (1 << 20))
  collector.flaw(window, from, window.length, `The row is longer than ${limit} MiB; it was passed over.`)
  return skipLine(window, terminator, from, pause)
}

/** Position behind the next line break from `from` on, or the end of the file. */
async function skipLine(
  window: TextWindow,
  terminator: number,
  from: number,
  pause: () => void,
): Promise<number> {
  let at = from
  for (;;) {
    const found = window.bytes.subarray(0, window.length).indexOf(terminator, at)
    if (found >= 0) return found + 1
    if (window.final) return window.length
    pause()
    await window.slide(window.length)
    at = 0
  }
}

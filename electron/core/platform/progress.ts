import type { JobProgress } from '../../../shared/contract/jobs.ts'

const smoothing = 0.3
const settleMs = 1000

/** Turns raw counts into rates and an estimate. */
export interface ProgressMeter {
  update(change: Partial<Pick<JobProgress, 'done' | 'total' | 'rows' | 'note' | 'unit'>>): JobProgress
  current(): JobProgress
}

export const idleProgress: JobProgress = {
  done: 0,
  total: null,
  unit: 'rows',
  rows: 0,
  rowsPerSecond: null,
  etaMs: null,
  note: '',
}

/**
 * Exponentially smoothed rates, sampled at most every quarter of a second; the estimate stays null during the
 * first second, when it would only jump. `clock` gives milliseconds.
 */
export function createProgressMeter(start: JobProgress, clock: () => number): ProgressMeter {
  let now: JobProgress = { ...start, rowsPerSecond: null, etaMs: null }
  const began = clock()
  let sampled = { at: began, done: now.done, rows: now.rows }
  let doneRate: number | null = null
  let rowRate: number | null = null
  return {
    current: () => now,
    update(change) {
      now = { ...now, ...change }
      const at = clock()
      const seconds = (at - sampled.at) / 1000
      if (seconds >= 0.25) {
        doneRate = smooth(doneRate, (now.done - sampled.done) / seconds)
        rowRate = smooth(rowRate, (now.rows - sampled.rows) / seconds)
        sampled = { at, done: now.done, rows: now.rows }
      }
      const settled = at - began >= settleMs
      const left = now.total === null ? null : Math.max(0, now.total - now.done)
      now = {
        ...now,
        rowsPerSecond: rowRate === null ? null : Math.round(rowRate),
        etaMs:
          settled && left !== null && doneRate !== null && doneRate > 0
            ? Math.round((left / doneRate) * 1000)
            : null,
      }
      return now
    },
  }
}

function smooth(before: number | null, sample: number): number {
  return before === null ? sample : before + smoothing * (sample - before)
}

import type { ErrorShape } from '../../../shared/errors.ts'
import type { JobProgress } from '../../../shared/contract/jobs.ts'
import type { JobRow } from './jobs.repository.ts'

/** A job's move to another state. */
export interface JobMove {
  readonly row: JobRow
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'
  readonly progress: JobProgress
  readonly result?: unknown
  readonly error: ErrorShape | null
  readonly at: string
}

/** True for a state a job does not leave by itself. */
export function isFinal(state: JobMove['state']): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

/**
 * The ends of jobs that the store could not take, mostly because the disk is full: they count and are shown all the
 * same, and are stored as soon as they can be. When that never comes, the next start finds the job as running.
 */
export function createUnstoredMoves(store: (move: JobMove) => void, log: (line: string) => void) {
  const waiting = new Map<number, JobMove>()
  return {
    has: (jobId: number) => waiting.has(jobId),
    /** Stores the move now, or keeps it for later. Never throws. */
    storeOrKeep(move: JobMove): void {
      try {
        store(move)
        waiting.delete(move.row.id)
      } catch (error) {
        waiting.set(move.row.id, move)
        log(`the end of job ${String(move.row.id)} waits to be stored: ${String(error)}`)
      }
    },
    /** Tries again what waits. Never throws. */
    storeWaiting: (): void => {
      for (const [jobId, move] of waiting) {
        try {
          store(move)
          waiting.delete(jobId)
        } catch {
          return // Told when it began to wait.
        }
      }
    },
    forget: (jobId: number) => void waiting.delete(jobId),
    /** The row as it would be, had the store taken it. */
    asIfStored(row: JobRow): JobRow {
      const move = waiting.get(row.id)
      if (move === undefined) return row
      return {
        ...row,
        state: move.state,
        progress: JSON.stringify(move.progress),
        result: move.result === undefined ? null : JSON.stringify(move.result),
        error: move.error === null ? null : JSON.stringify(move.error),
        finished_at: isFinal(move.state) ? move.at : null,
      }
    },
  }
}

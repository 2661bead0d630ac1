import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { errorSchema } from '../../../shared/contract/error-shape.ts'
import type { ErrorShape } from '../../../shared/errors.ts'
import {
  type Job,
  type JobKind,
  jobKinds,
  type JobProgress,
  jobProgress,
  type JobState,
  jobStates,
} from '../../../shared/contract/jobs.ts'

const jobRow = z.object({
  id: z.int(),
  kind: z.enum(jobKinds),
  title: z.string(),
  state: z.enum(jobStates),
  input: z.string(),
  checkpoint: z.string().nullable(),
  progress: z.string(),
  subject_id: z.int().nullable(),
  attempts: z.int(),
  result: z.string().nullable(),
  error: z.string().nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
})
export type JobRow = z.infer<typeof jobRow>

/** Rows of the `job` table. */
export function createJobRepository(db: Database) {
  const insert = db.prepare(
    "INSERT INTO job (kind, title, state, input, progress, subject_id, created_at) VALUES (?, ?, 'queued', ?, ?, ?, ?)",
  )
  const one = db.prepare('SELECT * FROM job WHERE id = ?')
  const recent = db.prepare(
    "SELECT * FROM job ORDER BY state IN ('queued', 'running', 'interrupted') DESC, id DESC LIMIT ?",
  )
  const inState = db.prepare('SELECT * FROM job WHERE state = ? ORDER BY id')
  const setState = db.prepare(
    'UPDATE job SET state = ?, started_at = coalesce(started_at, ?), finished_at = ?, result = ?, error = ?, progress = ? WHERE id = ?',
  )
  const setAttempts = db.prepare('UPDATE job SET attempts = ? WHERE id = ?')
  const setCheckpoint = db.prepare('UPDATE job SET checkpoint = ?, progress = ? WHERE id = ?')
  return {
    insert(request: {
      kind: JobKind
      title: string
      input: unknown
      subjectId: number | null
      progress: JobProgress
      at: string
    }): number {
      const { kind, title, input, subjectId, progress, at } = request
      return Number(
        insert.run(kind, title, JSON.stringify(input), JSON.stringify(progress), subjectId, at)
          .lastInsertRowid,
      )
    },
    get(id: number): JobRow | null {
      const row = one.get(id)
      return row === undefined ? null : jobRow.parse(row)
    },
    recent: (limit: number): JobRow[] => recent.all(limit).map((row) => jobRow.parse(row)),
    inState: (state: JobState): JobRow[] => inState.all(state).map((row) => jobRow.parse(row)),
    setAttempts: (id: number, attempts: number): void => void setAttempts.run(attempts, id),
    setState(
      id: number,
      next: {
        state: JobState
        startedAt: string | null
        finishedAt: string | null
        result?: unknown
        error: ErrorShape | null
        progress: JobProgress
      },
    ): void {
      setState.run(
        next.state,
        next.startedAt,
        next.finishedAt,
        next.result === undefined ? null : JSON.stringify(next.result),
        next.error === null ? null : JSON.stringify(next.error),
        JSON.stringify(next.progress),
        id,
      )
    },
    setCheckpoint(id: number, checkpoint: unknown, progress: JobProgress): void {
      setCheckpoint.run(JSON.stringify(checkpoint), JSON.stringify(progress), id)
    },
  }
}

export type JobRepository = ReturnType<typeof createJobRepository>

/** The job as the contract shows it; `live` replaces the stored progress of a running one. */
export function toJob(row: JobRow, resumable: boolean, live: JobProgress | null): Job {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    progress: live ?? jobProgress.parse(JSON.parse(row.progress)),
    subjectId: row.subject_id,
    resumable:
      resumable && (row.state === 'interrupted' || row.state === 'cancelled' || row.state === 'failed'),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error === null ? null : errorSchema.parse(JSON.parse(row.error)),
  }
}

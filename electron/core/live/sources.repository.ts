import type { Database } from 'better-sqlite3'
import type { LiveRun } from '../../../shared/contract/live.ts'
import { problemSentence } from '../../../shared/domain/live/problem-sentence.ts'
import type { SourceProblem } from '../../../shared/domain/live/source-listing.ts'
import type { KnownSource } from './means.ts'

/** What stands in the way of a source. */
export interface StoredProblem {
  readonly problem: SourceProblem | null
  readonly detail: string | null
  readonly problemAt: string | null
  readonly restUntil: string | null
}

export interface StoredSource extends StoredProblem {
  readonly id: string
  readonly name: string
  readonly enabled: number
  readonly intervalMs: number
  readonly base: string | null
  readonly failures: number
}

interface StoredRun extends StoredProblem, Omit<LiveRun, 'problem'> {
  readonly sourceId: string
}

const sourceColumns = `id, name, enabled, interval_ms AS intervalMs, base, problem, detail,
  problem_at AS problemAt, rest_until AS restUntil, failures`
const runColumns = `id, source_id AS sourceId, started_at AS startedAt, ended_at AS endedAt, looks, listings,
  new_findings AS newFindings, problem, detail, problem_at AS problemAt, rest_until AS restUntil`
const keptRuns = 200

/** Rows of `live_source` and `live_run`. */
export function createSourcesRepository(db: Database) {
  const know = db.prepare<[string, string, number]>(
    `INSERT INTO live_source (id, name, interval_ms) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name`,
  )
  const one = db.prepare<[string], StoredSource>(`SELECT ${sourceColumns} FROM live_source WHERE id = ?`)
  const set = db.prepare<[number, number, string | null, string]>(
    'UPDATE live_source SET enabled = ?, interval_ms = ?, base = ? WHERE id = ?',
  )
  const fail = db.prepare<[string, string, string, string | null, number, string]>(
    `UPDATE live_source SET problem = ?, detail = ?, problem_at = ?, rest_until = ?, failures = ? WHERE id = ?`,
  )
  const succeed = db.prepare<[string]>(
    `UPDATE live_source SET problem = NULL, detail = NULL, problem_at = NULL, rest_until = NULL, failures = 0
     WHERE id = ? AND problem IS NOT NULL`,
  )
  const runs = db.prepare<[string, number], StoredRun>(
    `SELECT ${runColumns} FROM live_run WHERE source_id = ? ORDER BY id DESC LIMIT ?`,
  )
  const openRun = db.prepare<[number | null, string], { id: number }>(
    'SELECT id FROM live_run WHERE job_id = ? AND source_id = ? AND ended_at IS NULL',
  )
  const beginRun = db.prepare<[string, number | null, string]>(
    'INSERT INTO live_run (source_id, job_id, started_at) VALUES (?, ?, ?)',
  )
  const addToRun = db.prepare<[number, number, number, number]>(
    'UPDATE live_run SET looks = looks + ?, listings = listings + ?, new_findings = new_findings + ? WHERE id = ?',
  )
  const endRun = db.prepare<[string, string | null, string | null, string | null, string | null, number]>(
    'UPDATE live_run SET ended_at = ?, problem = ?, detail = ?, problem_at = ?, rest_until = ? WHERE id = ?',
  )
  const prune = db.prepare<[string, string, number]>(
    `DELETE FROM live_run WHERE source_id = ? AND id <= (
       SELECT id FROM live_run WHERE source_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  )

  return {
    /** The row of a known source is made when it is first asked for. */
    ensure({ connector, intervalMs }: KnownSource): void {
      know.run(connector.id, connector.name, intervalMs)
    },
    /** Throws for a source nobody made known. */
    get(id: string): StoredSource {
      const row = one.get(id)
      if (row === undefined) throw new Error(`the source ${id} is not known to this workspace`)
      return row
    },
    set: (id: string, { enabled, intervalMs, base }: Pick<StoredSource, 'enabled' | 'intervalMs' | 'base'>) =>
      void set.run(enabled, intervalMs, base, id),
    fail(id: string, failure: Failure, failures: number): void {
      fail.run(failure.problem, failure.detail, failure.problemAt, failure.restUntil, failures, id)
    },
    succeed: (id: string) => void succeed.run(id),
    runs: (id: string, limit: number): LiveRun[] =>
      runs.all(id, limit).map((run) => runView(one.get(id), run)),
    /** The run of a job at a source; one that a crash broke off goes on. */
    beginRun(id: string, jobId: number | null, at: string): number {
      const open = openRun.get(jobId, id)
      return open?.id ?? Number(beginRun.run(id, jobId, at).lastInsertRowid)
    },
    addToRun: (runId: number, looks: number, listings: number, newFindings: number) =>
      void addToRun.run(looks, listings, newFindings, runId),
    endRun(runId: number, id: string, at: string, failure: Failure | null): void {
      const { problem = null, detail = null, problemAt = null, restUntil = null } = failure ?? {}
      endRun.run(at, problem, detail, problemAt, restUntil, runId)
      prune.run(id, id, keptRuns)
    },
  }
}

export type SourcesRepository = ReturnType<typeof createSourcesRepository>

/** A failure as it is stored. */
export interface Failure {
  readonly problem: SourceProblem
  readonly detail: string
  readonly problemAt: string
  readonly restUntil: string | null
}

/** A stored problem in the words of the contract; null when there is none. */
export function problemView(name: string, stored: StoredProblem): LiveRun['problem'] {
  const { problem, detail, problemAt, restUntil } = stored
  if (problem === null || problemAt === null) return null
  return {
    kind: problem,
    message: problemSentence(name, problem, detail ?? ''),
    at: problemAt,
    until: restUntil,
  }
}

function runView(source: StoredSource | undefined, run: StoredRun): LiveRun {
  const { id, startedAt, endedAt, looks, listings, newFindings } = run
  const problem = problemView(source?.name ?? run.sourceId, run)
  return { id, startedAt, endedAt, looks, listings, newFindings, problem }
}

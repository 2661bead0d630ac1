import type { Database } from 'better-sqlite3'
import { backOffMs, breakerAfter } from '../../../../shared/domain/live/back-off.ts'
import { longestRetryAfterMs } from '../../../../shared/domain/live/retry-after.ts'
import { type SourceProblem, sourceProblems } from '../../../../shared/domain/live/source-listing.ts'
import { SourceFailure } from '../connector.ts'

/** A host or a source that is left alone. */
export interface Pause {
  readonly failures: number
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly problem: SourceProblem
  readonly detail: string
}

export interface Pauses {
  /** The pause that holds now, if one does. */
  of(scope: string): Pause | null
  /** How many requests in a row have failed, whether or not the pause is over. */
  failures(scope: string): number
  /** One more failure in a row; returns the milliseconds it is left alone for. What the server asks for wins. */
  failed(scope: string, failure: SourceFailure): number
  succeeded(scope: string): void
}

interface Row extends Omit<Pause, 'problem'> {
  readonly scope: string
  readonly problem: string
}

/** Who is left alone until when: exponential back-off and a circuit breaker, kept in table `live_pause`. */
export function createPauses(db: Database, clock: () => number, random: () => number): Pauses {
  const put = db.prepare<[string, number, number, string, string]>(
    `INSERT INTO live_pause (scope, failures, until, problem, detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET failures = excluded.failures, until = excluded.until,
       problem = excluded.problem, detail = excluded.detail`,
  )
  const drop = db.prepare<[string]>('DELETE FROM live_pause WHERE scope = ?')
  const all = db.prepare<[], Row>('SELECT scope, failures, until, problem, detail FROM live_pause')
  const kept = new Map<string, Pause>(
    all.all().flatMap(({ scope, ...row }) => {
      const problem = sourceProblems.find((one) => one === row.problem)
      return problem === undefined ? [] : [[scope, { ...row, problem }]]
    }),
  )
  return {
    of(scope) {
      const pause = kept.get(scope)
      const left = (pause?.until ?? 0) - clock()
      // A clock that was set back must not silence a source for as long.
      return pause === undefined || left <= 0 || left > longestRetryAfterMs ? null : pause
    },
    failures: (scope) => kept.get(scope)?.failures ?? 0,
    failed(scope, { problem, detail, retryAfterMs }) {
      const failures = Math.min((kept.get(scope)?.failures ?? 0) + 1, 1_000)
      const wait = Math.min(retryAfterMs ?? backOffMs(failures, random()), longestRetryAfterMs)
      const pause = { failures, until: clock() + wait, problem, detail }
      kept.set(scope, pause)
      put.run(scope, failures, pause.until, problem, detail)
      return wait
    },
    succeeded(scope) {
      if (kept.delete(scope)) drop.run(scope)
    },
  }
}

/** The failure of a request that was not made because of a pause. */
export function pausedFailure({ problem, detail, failures }: Pause, leftMs: number): SourceFailure {
  const often = failures >= breakerAfter ? ` ${String(failures)} times in a row` : ''
  return new SourceFailure(problem, `is left alone for now, since it ${detail}${often}`, leftMs)
}

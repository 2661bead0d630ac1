import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Statement } from 'better-sqlite3'
import type { JobControl } from '../context.ts'

/** Rows read before the core may answer other calls: about a millisecond's work. */
export const pageRows = 500

/** Counts rows and says how far a job is; throws when it was cancelled. */
export interface Pace {
  /** Called after each page of work. Lets other calls through. */
  step(rows: number): Promise<void>
}

/** The pace of a job over `total` rows. */
export function createPace(control: Pick<JobControl, 'signal' | 'progress'>, total: number): Pace {
  let done = 0
  return {
    async step(rows) {
      done += rows
      control.progress({ done, total: Math.max(total, done), rows: done, unit: 'rows' })
      await nextTurn()
      control.signal.throwIfAborted()
    },
  }
}

/** The rows of a query in pages, each made by `read`. The connection can run nothing else until the end. */
export async function* pagesOf<T>(
  statement: Statement,
  read: (row: unknown) => T,
  pace: Pace,
): AsyncGenerator<readonly T[]> {
  let page: T[] = []
  for (const row of statement.iterate()) {
    page.push(read(row))
    if (page.length < pageRows) continue
    yield page
    await pace.step(page.length)
    page = []
  }
  if (page.length === 0) return
  yield page
  await pace.step(page.length)
}

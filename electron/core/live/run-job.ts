import { z } from 'zod'
import { togetherMs } from '../../../shared/domain/live/schedule.ts'
import type { CoreContext, JobControl, JobDefinition } from '../context.ts'
import type { KnownSource } from './means.ts'
import type { Choice } from './looks.repository.ts'
import { visitSource, type VisitScope } from './visit-source.ts'

const jobInput = z.object({
  sourceIds: z.array(z.string()),
  /** Everything not tried since then; null: what is due. */
  notSince: z.string().nullable(),
  /** True when the schedule began it: it gives way to a battery. */
  scheduled: z.boolean(),
})
export type WatchRunInput = z.infer<typeof jobInput>

/** The outcome of a run. */
export interface WatchRunResult {
  readonly looks: number
  readonly listings: number
  readonly newFindings: number
}

/** Sources that are visited at the same time: they are waited for, not computed. */
const atOnce = 4

/** What the job needs beside what each visit gets. */
export interface RunDeps extends Omit<VisitScope, 'control' | 'note' | 'isHeld'> {
  readonly known: ReadonlyMap<string, KnownSource>
  /** Whether the schedule must rest now. */
  readonly isHeld: () => boolean
  readonly afterRun: (wentWell: boolean) => void
}

/** The job that visits sources. It resumes with the questions that are still unanswered. */
export function watchRunJob(context: CoreContext, deps: RunDeps): JobDefinition {
  return {
    kind: 'watch.run',
    resumable: true,
    async run(input, control): Promise<WatchRunResult> {
      const { sourceIds, notSince, scheduled } = jobInput.parse(input)
      const began = context.now()
      const soon = new Date(context.clock() + togetherMs).toISOString()
      const sum = { looks: 0, listings: 0 }
      const fresh: number[] = []
      const visitors = sourceIds.flatMap((id) => deps.known.get(id) ?? [])
      const choice: Choice = notSince === null ? { dueAt: soon } : { notSince }
      const total = visitors.reduce((all, { connector }) => all + deps.looks.waiting(connector.id, choice), 0)
      const scope: VisitScope = {
        ...deps,
        control,
        isHeld: () => scheduled && deps.isHeld(),
        note: (change) => {
          sum.looks += change.looks
          sum.listings += change.listings
          fresh.push(...change.fresh)
          control.progress({
            done: sum.looks,
            total: Math.max(total, sum.looks),
            unit: 'steps',
            rows: sum.listings,
          })
        },
      }
      await visitAll(scope, visitors, choice, control)
      announce(context, began, fresh)
      return { looks: sum.looks, listings: sum.listings, newFindings: fresh.length }
    },
    onStateChange(state) {
      context.touched('live')
      if (state === 'done' || state === 'failed' || state === 'cancelled')
        setImmediate(deps.afterRun, state === 'done')
    },
  }
}

async function visitAll(
  scope: VisitScope,
  sources: readonly KnownSource[],
  choice: Choice,
  control: JobControl,
): Promise<void> {
  const waiting = [...sources]
  const visitor = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      control.signal.throwIfAborted()
      await visitSource(scope, next, choice)
    }
  }
  const visits = await Promise.allSettled(Array.from({ length: Math.min(atOnce, sources.length) }, visitor))
  for (const visit of visits) if (visit.status === 'rejected') throw visit.reason
}

/** Tells the host what is new, in one event a run. */
function announce(context: CoreContext, since: string, fresh: readonly number[]): void {
  if (fresh.length === 0) return
  const row = context.db
    .prepare<[string], { recordings: number; sources: string }>(
      `SELECT count(DISTINCT f.recording_id) AS recordings, json_group_array(DISTINCT o.name) AS sources
       FROM finding f JOIN listing l ON l.id = f.listing_id JOIN live_source o ON o.id = l.source_id
       WHERE f.id IN (SELECT value FROM json_each(?))`,
    )
    .get(JSON.stringify(fresh))
  context.emit('live.found', {
    findings: fresh.length,
    recordings: row?.recordings ?? 0,
    sources: z.array(z.string()).parse(JSON.parse(row?.sources ?? '[]')),
    since,
    findingId: fresh.length === 1 ? (fresh[0] ?? null) : null,
  })
}

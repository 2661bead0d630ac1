import type { Database } from 'better-sqlite3'
import type { LiveSource } from '../../../shared/contract/live.ts'
import { nextVisit, type ScheduledSource, soundRest } from '../../../shared/domain/live/schedule.ts'
import type { SourceLimits } from './connector.ts'
import type { LooksRepository } from './looks.repository.ts'
import type { SourceKeys } from './keys/source-keys.ts'
import type { KnownSource, LiveMeans } from './means.ts'
import { problemView, type SourcesRepository } from './sources.repository.ts'

const week = 7 * 24 * 60 * 60 * 1000

/** How sources stand, for the window and for the schedule. */
export interface SourceViews {
  view(source: KnownSource): LiveSource
  /** Of a source that is on and can be asked; null for others. */
  scheduled(source: KnownSource): ScheduledSource | null
  newFindings(sourceId?: string): number
}

export interface ViewDeps {
  readonly db: Database
  readonly clock: () => number
  readonly means: LiveMeans
  readonly keys: SourceKeys
  readonly sources: SourcesRepository
  readonly looks: LooksRepository
}

/** Reads how sources stand. */
export function createSourceViews({ db, clock, means, keys, sources, looks }: ViewDeps): SourceViews {
  const fresh = db
    .prepare<[{ source: string | null; since: string }], number>(
      `SELECT count(*) FROM finding f JOIN listing l ON l.id = f.listing_id
       WHERE f.state = 'new' AND f.found_at >= @since AND l.source_id IS NOT NULL
         AND (@source IS NULL OR l.source_id = @source)`,
    )
    .pluck()
  const listings = db
    .prepare<[string], number>('SELECT count(*) FROM live_sighting WHERE source_id = ?')
    .pluck()
  const running = db.prepare<[], { id: number; input: string }>(
    "SELECT id, input FROM job WHERE kind = 'watch.run' AND state IN ('queued', 'running')",
  )
  const newFindings = (sourceId?: string) =>
    fresh.get({ source: sourceId ?? null, since: new Date(clock() - week).toISOString() }) ?? 0

  const scheduled = (source: KnownSource): ScheduledSource | null => {
    const stored = sources.get(source.connector.id)
    if (stored.enabled === 0 || keyState(keys, source) === 'missing') return null
    const restUntil = soundRest(stored.restUntil === null ? null : Date.parse(stored.restUntil), clock())
    return { id: stored.id, dueAt: looks.earliestDue(stored.id), restUntil }
  }

  return {
    scheduled,
    newFindings,
    view(source) {
      const { connector } = source
      const stored = sources.get(connector.id)
      const plan = scheduled(source)
      const next = plan === null ? null : nextVisit(plan)
      const job = running.all().find(({ input }) => input.includes(`"${connector.id}"`))
      return {
        id: connector.id,
        name: connector.name,
        enabled: stored.enabled === 1,
        searches: [...connector.searches],
        key: { needs: connector.key, state: keyState(keys, source), help: connector.keyHelp ?? null },
        limits: pace(connector.limits),
        base: stored.base,
        terms: connector.terms,
        intervalMs: stored.intervalMs,
        running: job === undefined ? null : { jobId: job.id },
        lastRun: sources.runs(connector.id, 1)[0] ?? null,
        nextRunAt: next === null ? null : new Date(Math.max(next, clock())).toISOString(),
        problem: problemView(connector.name, stored),
        budget: { spent: means.spentToday(source), perDay: connector.limits.perDay },
        looks: {
          all: looks.count(connector.id),
          due: looks.waiting(connector.id, { dueAt: new Date(clock()).toISOString() }),
        },
        listings: listings.get(connector.id) ?? 0,
        newFindings: newFindings(connector.id),
      }
    },
  }
}

function pace({ requests, perMs, atOnce }: SourceLimits): LiveSource['limits'] {
  return { requests, perMs, atOnce }
}

function keyState(keys: SourceKeys, { connector }: KnownSource): LiveSource['key']['state'] {
  if (connector.key === 'none') return 'none'
  if (keys.find(connector.id)?.isOpen === true) return 'set'
  return connector.key === 'required' ? 'missing' : 'none'
}

import type { Handlers, Table } from '../../../shared/contract/index.ts'
import type { LiveState } from '../../../shared/contract/live.ts'
import { latestDue } from '../../../shared/domain/live/schedule.ts'
import { offlineSetting } from '../../../shared/domain/live/offline.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createAddressHandlers } from './addresses.service.ts'
import { createHeldCatalogue } from './held-catalogue.ts'
import { createHousekeeping } from './housekeeping.ts'
import { createListingStore } from './listing-store.ts'
import { createListingHandlers } from './listings.service.ts'
import { createAuthorizations } from './live-findings.ts'
import { createLiveSettings } from './live-settings.ts'
import { createLooksRepository } from './looks.repository.ts'
import type { KnownSource } from './means.ts'
import { createLinkHandlers } from './official-links.service.ts'
import { isOffline, offline } from '../platform/net/offline.ts'
import { createOverviewHandlers } from './overview.service.ts'
import type { Reach } from './reach.ts'
import { watchRunJob, type WatchRunInput } from './run-job.ts'
import { createScheduler } from './scheduler.ts'
import { createSourceViews } from './source-view.ts'
import { createSourceHandlers, noSource } from './sources.service.ts'
import { createSourcesRepository } from './sources.repository.ts'

export type { Alarm, KnownSource, LiveMeans, LiveNeeds } from './means.ts'
export { createAlarm } from './means.ts'
export { SourceFailure } from './connector.ts'
export { createReplay, type Replay } from './replay.ts'
export { createReach, type Reach } from './reach.ts'
export { matchSourceListing } from './match-listings.ts'
export { createListingStore } from './listing-store.ts'

type LiveHandlers = Pick<Handlers, Extract<keyof Handlers, `live.${string}`>>

export interface Live {
  readonly handlers: LiveHandlers
  /** Begins to look by itself. */
  start(): void
  /** Tables changed. */
  changed(tables: readonly Table[]): void
  stop(): void
}

const tidyEveryMs = 6 * 60 * 60_000

/** The live watch: sources, their schedule, and listings over time. Registers the job kind `watch.run`. */
export function createLive(context: CoreContext, { means, keys, accesses }: Reach): Live {
  const { db } = context
  const clock = () => context.clock()
  const known = new Map(means.sources.map((source) => [source.connector.id, source]))
  const sources = createSourcesRepository(db)
  for (const source of known.values()) sources.ensure(source)
  const looks = createLooksRepository(db, clock)
  const views = createSourceViews({ db, clock, means, keys, sources, looks })
  const settings = createLiveSettings(db)
  const catalogue = createHeldCatalogue(context)
  const authorizations = createAuthorizations(db)
  const housekeeping = createHousekeeping(db, clock)
  const power = { onBattery: false, metered: false }
  let tidiedAt = 0
  let isCatalogueNew = false

  const pause = (): LiveState['pause'] => {
    const { pauseOnBattery, pauseOnMetered } = settings.get()
    if (isOffline(db)) return 'offline'
    if (power.metered && pauseOnMetered) return 'metered'
    return power.onBattery && pauseOnBattery ? 'battery' : null
  }
  const isHeld = () => pause() !== null
  const active = () => [...known.values()].filter(({ connector }) => sources.get(connector.id).enabled === 1)
  const unfinished = db
    .prepare<[], number>(
      "SELECT id FROM job WHERE kind = 'watch.run' AND state IN ('queued', 'running') ORDER BY id",
    )
    .pluck()

  const tidy = () => {
    if (Math.abs(clock() - tidiedAt) < tidyEveryMs) return
    tidiedAt = clock()
    context.mutations.once(['live'], () => housekeeping.run([...known.keys()]))
  }
  const begin = (input: WatchRunInput): number => {
    const [first] = input.sourceIds
    const name = input.sourceIds.length === 1 ? known.get(first ?? '')?.connector.name : undefined
    const title = name === undefined ? 'Look at live sources' : `Look at ${name}`
    return context.jobs.start({ kind: 'watch.run', title, subjectId: null, input })
  }
  const scheduler = createScheduler({
    alarm: means.alarm,
    clock,
    sources() {
      syncCatalogue()
      mendTimes()
      return active().flatMap((source) => views.scheduled(source) ?? [])
    },
    isBusy: () => unfinished.get() !== undefined,
    isHeld,
    visit: (sourceIds) => void begin({ sourceIds: [...sourceIds], notSince: null, scheduled: true }),
    log: (line) => {
      context.log(line)
    },
  })
  const syncCatalogue = () => {
    if (!isCatalogueNew) return
    isCatalogueNew = false
    context.mutations.once([], () => {
      for (const source of active()) looks.sync(source)
    })
  }
  /** What a clock that had run ahead put off, is not left there once it is right again. */
  const mendTimes = () => {
    for (const { connector } of active()) {
      const latest = latestDue(clock(), sources.get(connector.id).intervalMs)
      if ((looks.earliestDue(connector.id) ?? 0) <= latest) continue
      context.mutations.once([], () => {
        looks.bringForward(connector.id, clock())
      })
    }
  }
  context.jobs.define(
    watchRunJob(context, {
      ...{ context, known, sources, looks, catalogue, accesses, authorizations, isHeld },
      asking: new Set<string>(),
      store: createListingStore(context),
      afterRun(wentWell) {
        if (!db.open) return
        catalogue.release()
        tidy()
        if (wentWell) scheduler.wake()
        else scheduler.rest()
      },
    }),
  )

  const state = (): LiveState => {
    const next = active().flatMap((source) => views.view(source).nextRunAt ?? [])
    return {
      offline: isOffline(db),
      pause: pause(),
      power: { ...power },
      running: unfinished.all(),
      nextRunAt: isHeld() ? null : (next.toSorted()[0] ?? null),
      enabledSources: active().length,
      newFindings: views.newFindings(),
    }
  }

  return {
    handlers: {
      'live.state': state,
      'live.setOffline': ({ offline: wanted }) => {
        context.mutations.once(['settings', 'live'], () => {
          settings.put(offlineSetting, wanted)
        })
        scheduler.wake()
        return state()
      },
      'live.setPower': ({ onBattery, metered }) => {
        Object.assign(power, { onBattery, metered })
        context.touched('live')
        scheduler.wake()
        return state()
      },
      'live.settings': () => settings.get(),
      'live.setSettings': (change) => {
        const next = context.mutations.once(['settings', 'live'], () => settings.set(definedOnly(change)))
        scheduler.wake()
        return next
      },
      'live.run': ({ sourceId, dueOnly }) => {
        const wanted = sourceId === null ? active() : [mustKnow(known, sourceId)]
        if (wanted.length === 0) throw nothingOn()
        if (isOffline(db)) throw offline('Nothing was asked.')
        const sourceIds = wanted.map(({ connector }) => connector.id)
        const notSince = dueOnly ? null : context.now()
        const jobId = context.mutations.once(['live', 'jobs'], () =>
          begin({ sourceIds, notSince, scheduled: false }),
        )
        return { jobId }
      },
      ...createSourceHandlers(context, { known, keys, sources, looks, views, changed: scheduler.wake }),
      ...createAddressHandlers(context, { known, changed: scheduler.wake }),
      ...createLinkHandlers(context),
      ...createListingHandlers(db),
      ...createOverviewHandlers(db, clock),
    },
    start: scheduler.start,
    changed(tables) {
      if (tables.some((table) => table === 'recordings' || table === 'releases' || table === 'isrc')) {
        isCatalogueNew = true
        catalogue.changed()
        authorizations.changed()
        scheduler.wake()
      } else if (tables.includes('settings')) scheduler.wake()
    },
    stop: scheduler.stop,
  }
}

/** Leaves out what is undefined: a parsed partial object may hold such. */
function definedOnly<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

function mustKnow(known: ReadonlyMap<string, KnownSource>, id: string): KnownSource {
  const source = known.get(id)
  if (source === undefined) throw noSource(known)
  return source
}

function nothingOn(): RefrainError {
  return new RefrainError(
    'CONFLICT',
    'No source is switched on yet, so nothing was asked. Switch one on first.',
  )
}

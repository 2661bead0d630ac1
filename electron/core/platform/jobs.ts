import type { Database } from 'better-sqlite3'
import type { EventName, EventPayload, Handlers, Table } from '../../../shared/contract/index.ts'
import { type JobKind, type JobProgress, jobProgress } from '../../../shared/contract/jobs.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { JobControl, JobDefinition, Jobs } from '../context.ts'
import { asRefrainError, toErrorShape } from './failures.ts'
import { createJobRepository, type JobRow, toJob } from './jobs.repository.ts'
import { createProgressMeter, idleProgress, type ProgressMeter } from './progress.ts'
import { createUnstoredMoves, isFinal, type JobMove } from './unstored-moves.ts'

const progressEveryMs = 100
const maxConcurrent = 2
const maxAttempts = 3

interface Running {
  readonly controller: AbortController
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
  readonly meter: ProgressMeter
  readonly finished: Promise<void>
}

export interface JobRunner extends Jobs {
  readonly handlers: Pick<Handlers, 'jobs.list' | 'jobs.get' | 'jobs.cancel' | 'jobs.resume'>
  /** Takes up what a crash or quit left running; what cannot be resumed is marked as interrupted. */
  recover(): void
  /** Stores the ends of jobs that the store could not take when they came. Never throws. */
  readonly storeWaiting: () => void
  /** Stops every running job so that it resumes at the next start; resolves when all have stopped. */
  stop(): Promise<void>
}

interface Deps {
  readonly clock: () => number
  readonly now: () => string
  readonly emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void
  readonly touched: (...tables: readonly Table[]) => void
  readonly log: (line: string) => void
}

/**
 * Runs jobs: at most two kinds at once and one of a kind unless its definition says more, each with progress, cancel and
 * a checkpoint.
 */
export function createJobRunner(db: Database, deps: Deps): JobRunner {
  const repository = createJobRepository(db)
  const definitions = new Map<JobKind, JobDefinition>()
  const running = new Map<number, Running>()
  let stopping = false

  const definitionOf = (kind: JobKind): JobDefinition => {
    const definition = definitions.get(kind)
    if (!definition) throw new Error(`nobody runs jobs of the kind ${kind}`)
    return definition
  }
  const view = (row: JobRow) =>
    toJob(
      unstored.asIfStored(row),
      definitions.get(row.kind)?.resumable ?? false,
      running.get(row.id)?.meter.current() ?? null,
    )
  const announce = (id: number) => {
    const row = repository.get(id)
    if (row) deps.emit('job.changed', view(row))
  }
  const mustGet = (id: number): JobRow => {
    const row = repository.get(id)
    if (!row) throw new RefrainError('NOT_FOUND', 'There is no such job in this workspace.')
    return row
  }

  const pump = () => {
    if (stopping) return
    unstored.storeWaiting()
    const ofKind = new Map<JobKind, number>()
    const count = (kind: JobKind) => ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1)
    for (const id of running.keys()) {
      const kind = repository.get(id)?.kind
      if (kind !== undefined) count(kind)
    }
    const waits = (kind: JobKind) => definitions.get(kind)?.waitsForPerson === true
    const hasPlace = (kind: JobKind) => {
      const own = ofKind.get(kind) ?? 0
      // Those of one kind take one place together.
      if (own > 0) return own < (definitions.get(kind)?.atOnce ?? 1)
      return waits(kind) || [...ofKind.keys()].filter((other) => !waits(other)).length < maxConcurrent
    }
    for (const row of repository.inState('queued')) {
      if (running.has(row.id) || unstored.has(row.id) || !hasPlace(row.kind)) continue
      count(row.kind)
      launch(row)
    }
  }

  const store = ({ row, state, progress, result, error, at }: JobMove) => {
    const definition = definitionOf(row.kind)
    db.transaction(() => {
      repository.setState(row.id, {
        state,
        startedAt: state === 'running' ? at : null,
        finishedAt: isFinal(state) ? at : null,
        ...(result === undefined ? {} : { result }),
        error,
        progress,
      })
      definition.onStateChange?.(state, row.id, JSON.parse(row.input))
    }).immediate()
    deps.touched('jobs')
    announce(row.id)
  }
  const unstored = createUnstoredMoves(store, deps.log)

  const moved = (
    row: JobRow,
    state: JobMove['state'],
    progress: JobProgress,
    outcome: { result?: unknown; error?: unknown } = {},
  ): JobMove => ({
    row,
    state,
    progress,
    ...(outcome.result === undefined ? {} : { result: outcome.result }),
    error: outcome.error === undefined ? null : toErrorShape(outcome.error, deps.log),
    at: deps.now(),
  })

  const launch = (row: JobRow) => {
    const controller = new AbortController()
    const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
    const meter = createProgressMeter(jobProgress.parse(JSON.parse(row.progress)), deps.clock)
    const definition = definitionOf(row.kind)
    const { promise: finished, resolve } = Promise.withResolvers<void>()
    running.set(row.id, { controller, cancelFlag, meter, finished })
    try {
      repository.setAttempts(row.id, row.attempts + 1)
      store(moved(row, 'running', meter.current()))
    } catch (error) {
      // Nobody waits for this call: a full disk must end the job, not the core.
      running.delete(row.id)
      resolve()
      unstored.storeOrKeep(moved(row, 'failed', meter.current(), { error }))
      announce(row.id)
      return
    }
    const control = jobControl(row.id, controller.signal, cancelFlag, meter)
    const checkpoint: unknown = row.checkpoint === null ? null : JSON.parse(row.checkpoint)
    void Promise.resolve()
      .then(() => definition.run(JSON.parse(row.input), control, checkpoint))
      .then(
        (result) => {
          settle(row, meter, { result })
        },
        (error: unknown) => {
          settle(row, meter, { error })
        },
      )
      .finally(() => {
        running.delete(row.id)
        resolve()
        announce(row.id)
        pump()
      })
  }

  const settle = (row: JobRow, meter: ProgressMeter, outcome: { result?: unknown; error?: unknown }) => {
    if (!('error' in outcome)) {
      unstored.storeOrKeep(moved(row, 'done', meter.current(), { result: outcome.result ?? {} }))
      return
    }
    const entry = running.get(row.id)
    const aborted = entry?.controller.signal.aborted === true
    if (aborted && stopping) return // stays `running` in the store: taken up at the next start
    const cancelled = aborted || asRefrainError(outcome.error)?.code === 'CANCELLED'
    unstored.storeOrKeep(
      cancelled
        ? moved(row, 'cancelled', meter.current())
        : moved(row, 'failed', meter.current(), { error: outcome.error }),
    )
  }

  const jobControl = (
    jobId: number,
    signal: AbortSignal,
    cancelFlag: Int32Array<SharedArrayBuffer>,
    meter: ProgressMeter,
  ): JobControl => {
    let sentAt = 0
    return {
      jobId,
      signal,
      cancelFlag,
      progress(update) {
        meter.update(update)
        if (deps.clock() - sentAt < progressEveryMs) return
        sentAt = deps.clock()
        announce(jobId)
      },
      checkpoint(value) {
        repository.setCheckpoint(jobId, value, meter.current())
      },
    }
  }

  const stopOne = (entry: Running, reason: RefrainError) => {
    Atomics.store(entry.cancelFlag, 0, 1)
    Atomics.notify(entry.cancelFlag, 0)
    entry.controller.abort(reason)
  }

  return {
    define(definition) {
      definitions.set(definition.kind, definition)
    },
    start(request) {
      const id = repository.insert({ ...request, progress: idleProgress, at: deps.now() })
      deps.touched('jobs')
      setImmediate(pump)
      return id
    },
    recover() {
      for (const row of [...repository.inState('running'), ...repository.inState('queued')]) {
        const progress = jobProgress.parse(JSON.parse(row.progress))
        const definition = definitionOf(row.kind)
        if (definition.resumable && row.attempts < maxAttempts) {
          repository.setState(row.id, {
            state: 'queued',
            startedAt: null,
            finishedAt: null,
            error: null,
            progress,
          })
        } else {
          store(moved(row, 'interrupted', progress))
        }
      }
      setImmediate(pump)
    },
    storeWaiting: unstored.storeWaiting,
    async stop() {
      stopping = true
      const all = [...running.values()]
      for (const entry of all)
        stopOne(
          entry,
          new RefrainError('CANCELLED', 'Refrain is closing; the job resumes at the next start.'),
        )
      await Promise.all(all.map((entry) => entry.finished))
      unstored.storeWaiting()
    },
    handlers: {
      'jobs.list': ({ limit }) => ({ jobs: repository.recent(limit).map(view) }),
      'jobs.get': ({ jobId }) => view(mustGet(jobId)),
      'jobs.cancel': ({ jobId }) => {
        const row = mustGet(jobId)
        const entry = running.get(jobId)
        if (entry) stopOne(entry, new RefrainError('CANCELLED', 'Cancelled.'))
        else if (row.state === 'queued' || row.state === 'interrupted')
          store(moved(row, 'cancelled', jobProgress.parse(JSON.parse(row.progress))))
        return {}
      },
      'jobs.resume': ({ jobId }) => {
        const row = mustGet(jobId)
        if (!view(row).resumable)
          throw new RefrainError('CONFLICT', 'This job cannot be resumed. Start it again instead.')
        repository.setAttempts(row.id, 0)
        repository.setState(row.id, {
          state: 'queued',
          startedAt: row.started_at,
          finishedAt: null,
          error: null,
          progress: jobProgress.parse(JSON.parse(row.progress)),
        })
        unstored.forget(row.id)
        deps.touched('jobs')
        setImmediate(pump)
        return {}
      },
    },
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type {
  CoreProcedureName,
  EventName,
  EventPayload,
  Input,
  Output as ProcedureOutput,
} from '../../shared/contract/index.ts'
import { type Job, job as jobSchema } from '../../shared/contract/jobs.ts'
import { RefrainError } from '../../shared/errors.ts'
import { type Core, createCore } from '../core/index.ts'
import type { CoreResources } from '../core/ports.ts'
import type { Output } from './output.ts'
import { progressLine } from './progress-line.ts'

/** What every command gets. */
export interface Session {
  readonly output: Output
  readonly workspace: string
  readonly resources: CoreResources
  readonly appVersion: string
  readonly signal: AbortSignal
  /** Opens the workspace, runs `work` on it and closes it again, also when `work` fails. */
  withCore<T>(
    work: (core: OpenCore) => Promise<T>,
    options?: { readonly create?: boolean; readonly sample?: boolean },
  ): Promise<T>
}

/** The core as commands use it: failures are thrown, jobs are waited for with their progress drawn. */
export interface OpenCore {
  readonly call: <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<ProcedureOutput<P>>
  /** Waits for a job and returns it when done; throws its failure, or CANCELLED. */
  readonly finish: (jobId: number) => Promise<Job>
}

interface SessionOptions extends Omit<Session, 'withCore'> {
  readonly log: (line: string) => void
}

/** Builds the session of one command. */
export function createSession(options: SessionOptions): Session {
  return {
    ...options,
    async withCore(work, open = {}) {
      const core = await createCore({
        workspace: options.workspace,
        create: open.create ?? false,
        sample: open.sample ?? false,
        resumeJobs: false,
        actor: 'command line',
        appVersion: options.appVersion,
        resources: options.resources,
        clock: () => Date.now(),
        log: options.log,
        emit: (name, payload) => {
          drawProgress(options.output, name, payload)
        },
      })
      try {
        return await work(openCore(core, options.signal))
      } finally {
        await core.close()
      }
    },
  }
}

function openCore(core: Core, signal: AbortSignal): OpenCore {
  const call: OpenCore['call'] = async (name, input) => {
    const result = await core.call(name, input, { signal })
    if (result.ok) return result.value
    throw new RefrainError(result.error.code, result.error.message, result.error.details)
  }
  return {
    call,
    async finish(jobId) {
      for (;;) {
        if (signal.aborted) await core.call('jobs.cancel', { jobId })
        const result = await core.call('jobs.get', { jobId })
        if (!result.ok) throw new RefrainError(result.error.code, result.error.message, result.error.details)
        const job = result.value
        if (job.state === 'done') return job
        if (job.state === 'cancelled') throw new RefrainError('CANCELLED', 'Cancelled.')
        if (job.error) throw new RefrainError(job.error.code, job.error.message, job.error.details)
        await wait(20)
      }
    },
  }
}

function drawProgress(output: Output, name: EventName, payload: EventPayload<EventName>): void {
  if (name !== 'job.changed') return
  const job = jobSchema.parse(payload)
  if (job.state === 'running') output.progress(progressLine(job.title, job.progress))
}

import { setTimeout as wait } from 'node:timers/promises'
import type {
  CoreProcedureName,
  EventName,
  EventPayload,
  Input,
  Output as ProcedureOutput,
} from '../../shared/contract/index.ts'
import { procedures } from '../../shared/contract/index.ts'
import { type Job, job as jobSchema } from '../../shared/contract/jobs.ts'
import { type ErrorShape, RefrainError } from '../../shared/errors.ts'
import type { Core } from '../core/index.ts'
import type { CoreResources } from '../core/ports.ts'
import type { Output } from './output.ts'
import { progressLine } from './progress-line.ts'
import { schemaProblem } from './schema-problem.ts'

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
    options?: {
      readonly create?: boolean
      readonly sample?: boolean
      /** Takes up the jobs that a crash left, as the window does at its start. */
      readonly resumeJobs?: boolean
    },
  ): Promise<T>
}

/** The core as commands use it: failures are thrown, jobs are waited for with their progress drawn. */
export interface OpenCore {
  readonly call: <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<ProcedureOutput<P>>
  /** As `call`, but carried out also when the command is being cancelled: for tidying up. */
  readonly callAnyway: OpenCore['call']
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
      // Loaded only where a workspace is opened: what works without one stays small.
      const { createCore } = await import('../core/index.ts')
      const core = await createCore({
        workspace: options.workspace,
        create: open.create ?? false,
        sample: open.sample ?? false,
        resumeJobs: open.resumeJobs ?? false,
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
  const callWith =
    (options: { readonly signal?: AbortSignal }): OpenCore['call'] =>
    async (name, input) => {
      const parsed = procedures[name].input.safeParse(input)
      if (!parsed.success) throw schemaProblem(parsed.error, input)
      const result = await core.call(name, input, options)
      if (result.ok) return result.value
      throw failed(result.error)
    }
  const callAnyway = callWith({})
  return {
    call: callWith({ signal }),
    callAnyway,
    async finish(jobId) {
      let asked = false
      for (;;) {
        if (signal.aborted && !asked) {
          asked = true
          await callAnyway('jobs.cancel', { jobId })
        }
        const job = await callAnyway('jobs.get', { jobId })
        if (job.state === 'done') return job
        if (job.state === 'cancelled') throw cancelled()
        if (job.error) throw failed(job.error)
        if (job.state === 'interrupted') throw interrupted(job)
        await wait(20)
      }
    },
  }
}

function failed({ code, message, details, ref }: ErrorShape): RefrainError {
  // What the core could not explain is in its log already, under the reference the message names.
  return new RefrainError(code, message, ref === undefined ? details : { ref })
}

function interrupted(job: Job): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `“${job.title}” was interrupted and cannot go on. What it had finished is kept. Start it again instead.`,
  )
}

/** The failure of a command that was stopped on its way. */
function cancelled(): RefrainError {
  return new RefrainError(
    'CANCELLED',
    'Cancelled. What was finished before is kept, and nothing is half-written.',
  )
}

function drawProgress(output: Output, name: EventName, payload: EventPayload<EventName>): void {
  if (name !== 'job.changed') return
  const job = jobSchema.parse(payload)
  if (job.state === 'running') output.progress(progressLine(job.title, job.progress))
}

import type { CoreProcedureName, Input, Output as ProcedureOutput } from '../../shared/contract/index.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import type { CoreResources } from '../core/ports.ts'
import type { Output } from './output.ts'

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
      const [{ createCore }, { drawProgress, openCore }] = await Promise.all([
        import('../core/index.ts'),
        import('./open-core.ts'),
      ])
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

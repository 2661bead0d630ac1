import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { idArgument, wholeNumber } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

/** job list, job resume, job cancel */
export function addJobCommands(program: Command, run: Run): void {
  const job = define(program, 'job', {
    description: 'long work: imports, sweeps, bundles',
    examples: ['job list'],
  })
  define(job, 'list', {
    description: 'the last jobs, newest first',
    examples: ['job list', 'job list --json'],
  })
    .option('--limit <number>', 'at most so many', wholeNumber(1, 200), 50)
    .action((options: { limit: number }) =>
      run(async (session) => {
        const { jobs } = await session.withCore(({ call }) => call('jobs.list', options))
        const resting = jobs.map(atRest)
        session.output.result(resting, table(['ID', 'STATE', 'KIND', 'CREATED', 'TITLE'], resting.map(row)))
        return exit.done
      }),
    )
  define(job, 'resume', {
    description: 'go on with a job that was interrupted, cancelled or failed, from where it was',
    examples: ['job resume 3'],
  })
    .argument('<id>', 'the job', idArgument)
    .action((jobId: number) => run((session) => resume(session, jobId)))
  define(job, 'cancel', {
    description: 'give up a job that was interrupted; what it stored stays',
    examples: ['job cancel 3'],
  })
    .argument('<id>', 'the job', idArgument)
    .action((jobId: number) => run((session) => cancel(session, jobId)))
}

/** Whoever holds the workspace runs its jobs: one that is still marked as running was left by a crash. */
function atRest(job: Job): Job {
  return underWay(job) ? { ...job, state: 'interrupted' } : job
}

function row(job: Job): readonly string[] {
  const title = job.error === null ? job.title : `${job.title}: ${job.error.message}`
  return [String(job.id), job.state, job.kind, job.createdAt, title]
}

async function resume(session: Session, jobId: number): Promise<ExitCode> {
  const job = await session.withCore(
    async ({ call, finish }) => {
      const before = await call('jobs.get', { jobId })
      if (before.state === 'done') throw over(before)
      if (!underWay(before)) await call('jobs.resume', { jobId })
      return finish(jobId)
    },
    { resumeJobs: true },
  )
  session.output.result(job, [`${job.title}: done`, ...described(job.result)])
  return exit.done
}

async function cancel(session: Session, jobId: number): Promise<ExitCode> {
  const job = await session.withCore(
    async ({ call }) => {
      let now = await call('jobs.get', { jobId })
      if (!underWay(now) && now.state !== 'interrupted') throw over(now)
      await call('jobs.cancel', { jobId })
      for (now = await call('jobs.get', { jobId }); underWay(now); now = await call('jobs.get', { jobId }))
        await wait(20)
      return now
    },
    { resumeJobs: true },
  )
  session.output.result(job, [`Job ${String(job.id)} is ${job.state}.`])
  return job.state === 'cancelled' ? exit.done : exit.badInput
}

/** Taken up again at the opening of the workspace. */
function underWay({ state }: Job): boolean {
  return state === 'running' || state === 'queued'
}

function over(job: Job): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `Job ${String(job.id)} (${job.title}) is ${job.state} already. Nothing was changed.`,
  )
}

function described(result: unknown): string[] {
  if (typeof result !== 'object' || result === null) return []
  return Object.entries(result)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `  ${name}: ${String(value)}`)
}

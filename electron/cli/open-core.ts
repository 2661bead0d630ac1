import { setTimeout as wait } from 'node:timers/promises'
import type { EventName, EventPayload } from '../../shared/contract/index.ts'
import { procedures } from '../../shared/contract/index.ts'
import { type Job, job as jobSchema } from '../../shared/contract/jobs.ts'
import { type ErrorShape, RefrainError } from '../../shared/errors.ts'
import type { Core } from '../core/index.ts'
import type { Output } from './output.ts'
import { progressLine } from './progress-line.ts'
import { schemaProblem } from './schema-problem.ts'
import type { OpenCore } from './session.ts'

/** A core as commands use it. `signal` cancels what is called through it. */
export function openCore(core: Core, signal: AbortSignal): OpenCore {
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

/** Draws the progress of the jobs of a core. */
export function drawProgress(output: Output, name: EventName, payload: EventPayload<EventName>): void {
  if (name !== 'job.changed') return
  const job = jobSchema.parse(payload)
  if (job.state === 'running') output.progress(progressLine(job.title, job.progress))
}

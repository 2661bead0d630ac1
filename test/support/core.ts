import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  CoreProcedureName,
  EventName,
  EventPayload,
  Input,
  Output,
} from '../../shared/contract/index.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { RefrainError } from '../../shared/errors.ts'
import { type Core, createCore } from '../../electron/core/index.ts'
import type { CoreOptions } from '../../electron/core/ports.ts'
import { testResources } from './resources.ts'

export interface RecordedEvent {
  readonly name: EventName
  readonly payload: EventPayload<EventName>
}

/** A real core on a real workspace folder, with the calls a test needs. */
export interface TestCore {
  readonly core: Core
  readonly folder: string
  readonly events: RecordedEvent[]
  readonly logLines: string[]
  /** Calls and returns the value; a failure is thrown as RefrainError. */
  call<P extends CoreProcedureName>(name: P, input: Input<P>): Promise<Output<P>>
  /** Waits until the job is final or interrupted and returns it. */
  finished(jobId: number): Promise<Job>
  /** Closes the core; the folder stays, so that a test can open it again. */
  close(): Promise<void>
  /** Closes the core and removes the folder. */
  dispose(): Promise<void>
}

/** Opens a core for a test, by default on a new workspace in a temporary folder. */
export async function openTestCore(options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const folder = options.workspace ?? mkdtempSync(join(tmpdir(), 'refrain-test-'))
  const events: RecordedEvent[] = []
  const logLines: string[] = []
  let open = true
  const core = await createCore({
    workspace: folder,
    create: true,
    appVersion: '0.0.0-test',
    resources: testResources(),
    clock: () => Date.now(),
    log: (line) => {
      logLines.push(line)
    },
    emit: (name, payload) => {
      events.push({ name, payload })
    },
    ...options,
  })
  const call: TestCore['call'] = async (name, input) => {
    const result = await core.call(name, input)
    if (!result.ok) throw new RefrainError(result.error.code, result.error.message, result.error.details)
    return result.value
  }
  const close = async () => {
    if (!open) return
    open = false
    await core.close()
  }
  return {
    core,
    folder,
    events,
    logLines,
    call,
    close,
    async finished(jobId) {
      for (;;) {
        const job = await call('jobs.get', { jobId })
        if (!['queued', 'running'].includes(job.state)) return job
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async dispose() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import { procedures } from '../../shared/contract/index.ts'
import type { CoreProcedureName, EventPayload, Result } from '../../shared/contract/index.ts'
import type { ErrorCode, ErrorShape } from '../../shared/errors.ts'
import type {
  CoreEvent,
  CoreLaunch,
  MessageFromCore,
  MessageToCore,
  SecretRequest,
} from '../entries/core-protocol.ts'
import { createRestartBudget } from './restart-budget.ts'
import type { RestartBudget } from './restart-budget.ts'

export type CoreStatus = EventPayload<'core.status'>

/** A running core process. */
export interface CoreChild {
  send(message: MessageToCore): void
  kill(): void
}

export interface CoreChildListener {
  message(message: MessageFromCore): void
  exited(code: number): void
}

export interface CoreSupervisorOptions {
  readonly launch: Omit<CoreLaunch, 'task'>
  readonly startChild: (launch: CoreLaunch, listener: CoreChildListener) => CoreChild
  /** Receives every event for the windows, `core.status` among them. */
  readonly onEvent: (event: CoreEvent) => void
  /** Answers what the core asks of the system's secret store; without it there is none. */
  readonly onSecret?: (request: SecretRequest) => Promise<Result<unknown>>
  readonly log: (line: string) => void
  readonly clock: () => number
}

const restartsPerMinute = 3
const shutdownLimitMs = 10_000

/**
 * Keeps one core process running. A core that dies takes its running calls with it (CORE_CRASHED) and is
 * started again, at most three times a minute; calls made meanwhile wait. A core that cannot open the
 * workspace is not started again by itself: the status says why, and `retry` or `restoreBackup` go on.
 */
export class CoreSupervisor {
  readonly #options: CoreSupervisorOptions
  readonly #running = new Map<number, (result: Result<unknown>) => void>()
  readonly #waiting = new Map<number, MessageToCore>()
  #budget: RestartBudget
  #child: CoreChild | null = null
  #status: CoreStatus = { state: 'starting', error: null }
  #lastCall = 0
  #stopped: (() => void) | null = null
  #restoring = false

  constructor(options: CoreSupervisorOptions) {
    this.#options = options
    this.#budget = this.#freshBudget()
  }

  get status(): CoreStatus {
    return this.#status
  }

  start(): void {
    this.#setStatus({ state: 'starting', error: null })
    const child = this.#options.startChild(
      { ...this.#options.launch, task: 'serve' },
      {
        message: (message) => {
          if (this.#child === child) this.#receive(message)
        },
        exited: (code) => {
          if (this.#child === child) this.#exited(code)
        },
      },
    )
    this.#child = child
  }

  /** Starts a core that had given up. Does nothing in any other state. */
  retry(): void {
    if (this.#status.state !== 'failed' || this.#restoring) return
    this.#budget = this.#freshBudget()
    this.start()
  }

  /** Relays a call. Resolves with the envelope whatever happens to the core. */
  call(name: CoreProcedureName, input: unknown, signal: AbortSignal): Promise<Result<unknown>> {
    const { state, error } = this.#status
    if (state === 'failed') return Promise.resolve(failure(error ?? crashed))
    if (this.#stopped !== null) return Promise.resolve(failure(closing))
    if (signal.aborted) return Promise.resolve(failure(cancelled))
    const id = ++this.#lastCall
    const message: MessageToCore = { kind: 'call', id, name, input }
    return new Promise((resolve) => {
      const onAbort = () => {
        this.#cancel(id, name)
      }
      signal.addEventListener('abort', onAbort, { once: true })
      this.#running.set(id, (result) => {
        signal.removeEventListener('abort', onAbort)
        resolve(result)
      })
      if (state === 'ready') this.#child?.send(message)
      else this.#waiting.set(id, message)
    })
  }

  /**
   * Puts the last backup in the place of a workspace that could not be opened and starts the core on it.
   * Resolves with the backup's file. Refused while the workspace is in use.
   */
  async restoreBackup(): Promise<Result<{ readonly file: string }>> {
    const before = this.#status
    if (before.state !== 'failed') return failure(inUse)
    if (this.#restoring) return failure(restoreRunning)
    this.#restoring = true
    const result = await this.#runRestore()
    this.#restoring = false
    if (result.ok) {
      this.#options.log(`restored the backup ${result.value.file}`)
      this.retry()
    }
    return result
  }

  /** Asks the core to close the workspace and waits for its end; after ten seconds it is killed. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child === null) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill(), shutdownLimitMs)
      this.#stopped = () => {
        clearTimeout(timer)
        resolve()
      }
      child.send({ kind: 'shutdown' })
    })
  }

  #receive(message: MessageFromCore): void {
    switch (message.kind) {
      case 'ready':
        this.#setStatus({ state: 'ready', error: null })
        for (const call of this.#waiting.values()) this.#child?.send(call)
        this.#waiting.clear()
        return
      case 'failed':
        this.#giveUp(message.error)
        return
      case 'result':
        this.#settle(message.id, message.result)
        return
      case 'event':
        this.#options.onEvent(message)
        return
      case 'secret':
        void this.#answerSecret(message.id, message.request)
        return
      case 'log':
        this.#options.log(message.line)
        return
      case 'restored':
        return
    }
  }

  async #answerSecret(id: number, request: SecretRequest): Promise<void> {
    const child = this.#child
    const result = (await this.#options.onSecret?.(request)) ?? failure(noSecrets)
    if (child === this.#child) child?.send({ kind: 'secret', id, result })
  }

  #exited(code: number): void {
    this.#child = null
    if (this.#stopped !== null) {
      this.#settleAll(closing)
      this.#stopped()
      return
    }
    this.#options.log(`the core process ended unexpectedly with exit code ${String(code)}`)
    for (const id of [...this.#running.keys()]) {
      if (!this.#waiting.has(id)) this.#settle(id, failure(crashed))
    }
    this.#setStatus({ state: 'crashed', error: crashed })
    if (this.#budget.take()) this.start()
    else this.#giveUp(crashedTooOften)
  }

  #giveUp(error: ErrorShape): void {
    this.#options.log(`the core process gave up: ${error.code} ${error.message}`)
    const child = this.#child
    this.#child = null
    child?.kill()
    this.#setStatus({ state: 'failed', error })
    this.#settleAll(error)
    // Who waits for the end of the core waits for nothing any more.
    this.#stopped?.()
  }

  #runRestore(): Promise<Result<{ readonly file: string }>> {
    return new Promise((resolve) => {
      let result: Result<{ readonly file: string }> = failure(restoreStopped)
      const child = this.#options.startChild(
        { ...this.#options.launch, task: 'restore' },
        {
          message: (message) => {
            if (message.kind === 'restored') result = { ok: true, value: { file: message.file } }
            else if (message.kind === 'failed') result = failure(message.error)
            else if (message.kind === 'log') this.#options.log(message.line)
            if (message.kind !== 'log') child.kill()
          },
          exited: () => resolve(result),
        },
      )
    })
  }

  /** Only the core knows whether a change was made before it heard of it; a question is simply dropped. */
  #cancel(id: number, name: CoreProcedureName): void {
    const neverSent = this.#waiting.delete(id)
    if (!neverSent) this.#child?.send({ kind: 'cancel', id })
    if (neverSent || procedures[name].kind === 'read') this.#settle(id, failure(cancelled))
  }

  #settle(id: number, result: Result<unknown>): void {
    const resolve = this.#running.get(id)
    this.#running.delete(id)
    resolve?.(result)
  }

  #settleAll(error: ErrorShape): void {
    this.#waiting.clear()
    for (const id of [...this.#running.keys()]) this.#settle(id, failure(error))
  }

  #setStatus(status: CoreStatus): void {
    this.#status = status
    this.#options.onEvent({ kind: 'event', name: 'core.status', payload: status })
  }

  #freshBudget(): RestartBudget {
    return createRestartBudget(restartsPerMinute, 60_000, this.#options.clock)
  }
}

const crashed = shape(
  'CORE_CRASHED',
  'The part of Refrain that keeps your data stopped unexpectedly. What was saved before is safe. ' +
    'It is being started again; repeat your last step.',
)
const crashedTooOften = shape(
  'CORE_CRASHED',
  'The part of Refrain that keeps your data stopped again and again, so it was not started once more. ' +
    'What was saved before is safe. Try again, or look into the log for the cause.',
)
const cancelled = shape('CANCELLED', 'Cancelled. Nothing was changed.')
const closing = shape('CANCELLED', 'Refrain is closing. What was saved before is safe.')
const noSecrets = shape('CONFLICT', 'This system has no secret store.')
const inUse = shape(
  'CONFLICT',
  'The workspace is open and in use, so no backup was put in its place. Nothing was changed.',
)
const restoreRunning = shape('BUSY', 'The backup is already being restored. Wait for it to finish.')
const restoreStopped = shape(
  'CORE_CRASHED',
  'Restoring the backup stopped unexpectedly. The backup itself is untouched; try again.',
)

function shape(code: ErrorCode, message: string): ErrorShape {
  return { code, message }
}

function failure(error: ErrorShape): { readonly ok: false; readonly error: ErrorShape } {
  return { ok: false, error }
}

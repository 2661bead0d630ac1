import { Worker } from 'node:worker_threads'
import type { z } from 'zod'
import type { CancelSignal } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { toErrorShape } from '../platform/failures.ts'
import {
  type EvidenceTask,
  type TaskProgress,
  type WorkerAnswer,
  type WorkerInput,
  workerMessage,
} from './worker-protocol.ts'

interface TaskOptions {
  readonly signal: CancelSignal
  readonly onProgress?: (progress: TaskProgress) => void
  readonly log?: (line: string) => void
  /** Answers what the task asks for on its way; without it, asking fails. */
  readonly answer?: (question: unknown) => Promise<unknown>
}

const graceMs = 5_000

/**
 * Runs one task in a worker of its own, so that the core's thread only passes messages. A fired signal sets the
 * worker's flag; the promise settles when the worker has cleaned up after itself, or was ended 5 s later.
 * Rejects with what the task threw, CANCELLED after an abort, INTERNAL when the worker died.
 */
export async function runEvidenceTask<Result>(
  script: string,
  task: EvidenceTask,
  result: z.ZodType<Result>,
  options: TaskOptions,
): Promise<Result> {
  options.signal.throwIfAborted()
  return result.parse(await runWorker(script, task, options))
}

function runWorker(script: string, task: EvidenceTask, options: TaskOptions): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const input: WorkerInput = { task, cancelFlag: new Int32Array(new SharedArrayBuffer(4)) }
  const worker = new Worker(script, { workerData: input })
  const onAbort = () => {
    Atomics.store(input.cancelFlag, 0, 1)
    setTimeout(() => void worker.terminate(), graceMs).unref()
  }
  options.signal.addEventListener('abort', onAbort, { once: true })
  worker.on('message', (received: unknown) => {
    const message = workerMessage.parse(received)
    if (message.type === 'progress') options.onProgress?.(message.progress)
    else if (message.type === 'log') options.log?.(message.line)
    else if (message.type === 'ask') void answerWorker(worker, message.question, options)
    else if (message.type === 'done') resolve(message.value)
    else reject(new RefrainError(message.error.code, message.error.message, message.error.details))
  })
  worker.on('error', reject)
  worker.on('exit', (code) => {
    options.signal.removeEventListener('abort', onAbort)
    reject(
      options.signal.aborted
        ? new RefrainError('CANCELLED', 'Cancelled. Nothing was kept.')
        : new Error(`the evidence worker ended without an answer (exit ${String(code)})`),
    )
  })
  return promise
}

async function answerWorker(worker: Worker, question: unknown, options: TaskOptions): Promise<void> {
  try {
    if (options.answer === undefined) throw new Error('nobody answers this task')
    worker.postMessage({ type: 'answer', value: await options.answer(question) } satisfies WorkerAnswer)
  } catch (error) {
    const shape = toErrorShape(error, (line) => options.log?.(line))
    worker.postMessage({ type: 'refused', error: shape } satisfies WorkerAnswer)
  }
}

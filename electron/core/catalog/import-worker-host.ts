import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { errorSchema } from '../../../shared/contract/error-shape.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { type ImportSource, roomForRows } from './import-source.ts'

const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    update: z.object({
      done: z.number().optional(),
      total: z.number().optional(),
      rows: z.number().optional(),
      note: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('log'), line: z.string() }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('failed'), error: errorSchema }),
])
export type ImportWorkerMessage = z.infer<typeof message>

/** A worker that has not stopped by itself this long after a cancel is ended; its transaction goes with it. */
const graceMs = 5000

/**
 * Runs a preview or commit in a worker thread and resolves when it is done.
 * @throws RefrainError what the worker failed with, or INTERNAL when the thread died; its transaction is rolled back.
 */
export function runImportWorker(
  context: CoreContext,
  request: {
    readonly kind: 'preview' | 'commit'
    readonly source: ImportSource
    readonly sha256: string | null
  },
  control: JobControl,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(context.resources.importWorker, {
    workerData: {
      ...request,
      database: context.paths.database,
      at: context.now(),
      cancelFlag: control.cancelFlag,
    },
    resourceLimits: roomForRows,
  })
  let outcome: (() => void) | null = null
  worker.on('message', (raw: unknown) => {
    const received = message.parse(raw)
    if (received.type === 'progress') control.progress(defined(received.update))
    else if (received.type === 'log') context.log(received.line)
    else if (received.type === 'done') {
      outcome = resolve
      // A commit is on the disk; what its thread still does keeps nobody from reading or writing.
      if (request.kind === 'commit') resolve()
    } else {
      const { code, message: text, details } = received.error
      outcome = () => {
        reject(new RefrainError(code, text, details))
      }
    }
  })
  worker.on('error', (error) => {
    outcome = () => {
      reject(error)
    }
  })
  // Only then is the connection of a preview closed, and the store free for others.
  worker.on('exit', () => {
    if (outcome) outcome()
    else if (control.signal.aborted) reject(new RefrainError('CANCELLED', 'Cancelled. Nothing was imported.'))
    else reject(new Error('the import worker ended without a result'))
  })
  const onAbort = () => {
    const timer = setTimeout(() => void worker.terminate(), graceMs)
    worker.once('exit', () => {
      clearTimeout(timer)
    })
  }
  if (control.signal.aborted) onAbort()
  else control.signal.addEventListener('abort', onAbort, { once: true })
  return promise
}

type Progress = Parameters<JobControl['progress']>[0]

function defined(update: { [K in keyof Progress]?: Progress[K] | undefined }): Progress {
  return {
    ...(update.done === undefined ? {} : { done: update.done }),
    ...(update.total === undefined ? {} : { total: update.total }),
    ...(update.rows === undefined ? {} : { rows: update.rows }),
    ...(update.note === undefined ? {} : { note: update.note }),
  }
}

import { Worker } from 'node:worker_threads'
import { type ErrorShape, RefrainError } from '../../../shared/errors.ts'
import type { CheckedBatch } from './import-check-here.ts'
import { type RowBatch, unpackRows } from './import-row-batch.ts'
import { type ImportSource, roomForRows } from './import-source.ts'
import { readFileHead } from './table-head.ts'
import type { OnProgress } from './table-source.ts'

/** What the thread that checks rows says. Both ends are of this file, so rows are not checked once more. */
export type CheckedMessage =
  | {
      readonly type: 'batch'
      readonly done: number
      readonly total: number
      readonly skipped: number
      readonly batch: RowBatch
    }
  | { readonly type: 'done'; readonly sha256: string }
  | { readonly type: 'failed'; readonly error: ErrorShape }

/** From this size on a second thread reads and checks, while this one plans; below, starting it takes longer. */
const worthThreadBytes = 1024 * 1024

/**
 * Reads the whole source and checks every row, some at a time, in memory that does not grow with it. Returns the
 * SHA-256 of what was read.
 * @throws RefrainError as `SourceKind.records`, and what `onProgress` throws.
 */
export async function* checkedRows(
  source: ImportSource,
  onProgress: OnProgress,
): AsyncGenerator<CheckedBatch, string> {
  const { bytes } = await readFileHead(source.path)
  if (bytes >= worthThreadBytes) return yield* checkAside(source, onProgress)
  // Only where it is needed: readers of every kind of source take longer to load than a small file to read.
  const { checkHere } = await import('./import-check-here.ts')
  return yield* checkHere(source, onProgress)
}

/** `checkedRows` in a thread of its own. */
async function* checkAside(
  source: ImportSource,
  onProgress: OnProgress,
): AsyncGenerator<CheckedBatch, string> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(source.rowsWorker, {
    workerData: { source, taken },
    execArgv: [],
    resourceLimits: roomForRows,
  })
  const next = messagesOf(worker)
  try {
    for (;;) {
      const message = await next()
      if (message.type === 'failed') {
        throw new RefrainError(message.error.code, message.error.message, message.error.details)
      }
      if (message.type === 'done') return message.sha256
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
      onProgress(message.done, message.total)
      yield { rows: unpackRows(message.batch), skipped: message.skipped }
    }
  } finally {
    await worker.terminate()
  }
}

/** The messages of a thread, one a call. Rejects when it dies before it has said `done` or `failed`. */
function messagesOf(worker: Worker): () => Promise<CheckedMessage> {
  const arrived: CheckedMessage[] = []
  let waiting: ReturnType<typeof Promise.withResolvers<CheckedMessage>> | null = null
  let lost: Error | null = null
  const lose = (error: Error) => {
    lost ??= error
    waiting?.reject(lost)
  }
  worker.on('message', (message: CheckedMessage) => {
    if (waiting === null) arrived.push(message)
    else waiting.resolve(message)
    waiting = null
  })
  worker.on('error', lose)
  worker.on('exit', () => {
    lose(new Error('the thread that checks rows ended without a result'))
  })
  return () => {
    const message = arrived.shift()
    if (message !== undefined) return Promise.resolve(message)
    if (lost !== null) return Promise.reject(lost)
    waiting = Promise.withResolvers<CheckedMessage>()
    return waiting.promise
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { asRefrainError } from '../platform/failures.ts'
import { checkHere } from './import-check-here.ts'
import type { CheckedMessage } from './import-checked-rows.ts'
import { packRows } from './import-row-batch.ts'
import { importSource } from './import-source.ts'

/** Reads and checks the rows of one catalogue file, a few batches ahead of whoever takes them, then ends. */
const task = z.object({ source: importSource, taken: z.instanceof(Int32Array) })

/** Batches that may wait to be taken, so that memory stays flat. */
const batchesAhead = 4

async function run(): Promise<void> {
  const { source, taken } = task.parse(workerData)
  let read = { done: 0, total: 0 }
  const batches = checkHere(source, (done, total) => {
    read = { done, total }
  })
  try {
    let posted = 0
    let step = await batches.next()
    for (; step.done !== true; step = await batches.next()) {
      const batch = packRows(step.value.rows)
      waitForRoom(taken, posted++)
      post({ type: 'batch', ...read, skipped: step.value.skipped, batch })
    }
    post({ type: 'done', sha256: step.value })
  } catch (error) {
    const known = asRefrainError(error)
    // A defect ends the thread, and with it the job, whose log then names it.
    if (known === null) throw error
    const { code, message, details } = known
    post({ type: 'failed', error: { code, message, details } })
  }
}

function waitForRoom(taken: Int32Array, posted: number): void {
  for (;;) {
    const count = Atomics.load(taken, 0)
    if (posted - count < batchesAhead) return
    Atomics.wait(taken, 0, count)
  }
}

function post(message: CheckedMessage): void {
  parentPort?.postMessage(message)
}

void run()

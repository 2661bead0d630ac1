import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openPlain } from '../database/open.ts'
import { asRefrainError } from '../platform/failures.ts'
import { buildSearchAside } from './bulk-load.ts'
import type { SearchMessage } from './import-search.ts'
import { cancelled } from './import-source.ts'

/** Builds the search index of the new recordings of a draft in a file of its own, then ends. */
const task = z.object({
  draft: z.string(),
  target: z.string(),
  sqliteBinding: z.string().nullable(),
  /** Statement that makes the index. */
  schema: z.string(),
  first: z.int(),
  last: z.int(),
  cancelFlag: z.instanceof(Int32Array),
  /** How many recordings are in the index. */
  indexed: z.instanceof(Int32Array),
})

function run(): void {
  const { draft, target, sqliteBinding, schema, first, last, cancelFlag, indexed } = task.parse(workerData)
  const db = openPlain(target, { sqliteBinding })
  try {
    // Nothing in it outlives a crash: no journal, no waiting for the disk.
    db.pragma('main.journal_mode = OFF')
    db.pragma('main.synchronous = OFF')
    db.prepare('ATTACH ? AS draft').run(draft)
    buildSearchAside(db, { schema, first, last }, (done) => {
      if (Atomics.load(cancelFlag, 0) !== 0) throw cancelled()
      Atomics.store(indexed, 0, done)
    })
    db.close()
    post({ type: 'done' })
  } catch (error) {
    const known = asRefrainError(error)
    // A defect ends the thread, and with it the job, whose log then names it.
    if (known === null) throw error
    const { code, message, details } = known
    post({ type: 'failed', error: { code, message, details } })
  } finally {
    db.close()
  }
}

function post(message: SearchMessage): void {
  parentPort?.postMessage(message)
}

run()

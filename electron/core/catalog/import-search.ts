import type { Database } from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { type ErrorShape, RefrainError } from '../../../shared/errors.ts'
import { searchSchema, takeBuiltSearch } from './bulk-load.ts'
import type { ImportSource } from './import-source.ts'

/** What the thread that builds a search index says. Both ends are of this project, so it is not checked. */
export type SearchMessage =
  { readonly type: 'done' } | { readonly type: 'failed'; readonly error: ErrorShape }

/** The search index of the new recordings of a draft, while another thread builds it. */
export interface SearchAside {
  /** How many recordings are in it. */
  readonly indexed: () => number
  /**
   * Waits for it and makes it the catalogue's, whose own must be empty. Within the transaction of the commit.
   * @throws RefrainError what the thread failed with, CANCELLED when the artist cancelled.
   */
  readonly take: () => Promise<void>
  /** Ends the thread, if need be, and removes its file. Not within a transaction. */
  readonly end: () => Promise<void>
}

/**
 * Begins to build the search index of a draft's new recordings, with ids from `first` to `last`, beside the thread that writes
 * them: that takes as long as all other indexes, and SQLite lets only one thread write a file.
 */
export function buildSearch(
  db: Database,
  { draft, searchWorker, sqliteBinding }: ImportSource,
  { first, last }: { readonly first: number; readonly last: number },
  cancelFlag: Int32Array,
): SearchAside {
  const target = `${draft}-search`
  const indexed = new Int32Array(new SharedArrayBuffer(4))
  rmSync(target, { force: true })
  const worker = new Worker(searchWorker, {
    workerData: { draft, target, sqliteBinding, schema: searchSchema(db), first, last, cancelFlag, indexed },
    execArgv: [],
  })
  const outcome = outcomeOf(worker)
  // Whoever waits for it later hears of it then.
  outcome.catch(() => undefined)
  let attached = false
  return {
    indexed: () => Atomics.load(indexed, 0),
    async take() {
      await outcome
      db.prepare('ATTACH ? AS built').run(target)
      attached = true
      takeBuiltSearch(db)
    },
    async end() {
      await worker.terminate()
      if (attached) db.exec('DETACH built')
      rmSync(target, { force: true })
    },
  }
}

function outcomeOf(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: SearchMessage) => {
      if (message.type === 'done') resolve()
      else reject(new RefrainError(message.error.code, message.error.message, message.error.details))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      reject(new Error('the thread that builds the search index ended without a result'))
    })
  })
}

import type { Worker } from 'node:worker_threads'
import { type CatalogueIndexes, CatalogueIndexer, type SoughtKind } from './catalogue-indexer.ts'
import type { PackedCatalogue } from './packed-catalogue.ts'

// A large catalogue is indexed in another thread while it is read in this one.

/** What a thread without a setup is told: the next part of a catalogue, or null behind the last. */
export interface IndexOrder {
  readonly sought: SoughtKind
  readonly part: PackedCatalogue | null
}

/** Indexes a catalogue in another thread. */
export interface IndexThread {
  add(part: PackedCatalogue): void
  /** The indexes of all parts added; null when the thread was lost. */
  finish(): Promise<CatalogueIndexes | null>
}

/** Has `worker`, which waits for its setup, index a catalogue; when it has finished, it waits for the setup again. */
export function indexIn(worker: Worker, sought: SoughtKind): IndexThread {
  const { promise, resolve } = Promise.withResolvers<CatalogueIndexes | null>()
  const lose = () => {
    resolve(null)
  }
  worker.once('message', resolve)
  worker.once('error', lose)
  worker.once('exit', lose)
  const tell = (part: PackedCatalogue | null) => {
    worker.postMessage({ sought, part } satisfies IndexOrder)
  }
  return {
    add: tell,
    async finish() {
      tell(null)
      const indexes = await promise
      worker.off('error', lose)
      worker.off('exit', lose)
      return indexes
    },
  }
}

/** The other side of `indexIn`: takes one order after the other, and calls `answer` with what came of the last. */
export function createOrderTaker(answer: (indexes: CatalogueIndexes) => void): (order: IndexOrder) => void {
  let indexer: CatalogueIndexer | null = null
  let last = Promise.resolve()
  const take = async ({ sought, part }: IndexOrder) => {
    indexer ??= new CatalogueIndexer(sought)
    if (part !== null) return indexer.add(part)
    answer(indexer.finish())
    indexer = null
  }
  return (order) => {
    // What rejects here ends the thread, which whoever gave the order is told.
    last = last.then(() => take(order))
  }
}

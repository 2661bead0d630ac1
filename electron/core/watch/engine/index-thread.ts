import type { Worker } from 'node:worker_threads'
import { AliasCollector } from './catalogue-aliases.ts'
import { type CatalogueIndexes, CatalogueIndexer, type SoughtKind } from './catalogue-indexer.ts'
import type { PackedCatalogue } from './packed-catalogue.ts'

// A large catalogue is indexed in other threads while it is read in this one.

/** What comes of a catalogue, by the work that is done with it. */
interface Outcomes {
  readonly index: CatalogueIndexes
  /** Names in another script. */
  readonly aliases: PackedCatalogue
}
type Work = keyof Outcomes

/** What a thread without a setup is told: the next part of a catalogue, or null behind the last. */
export interface IndexOrder {
  readonly work: Work
  readonly sought: SoughtKind
  readonly part: PackedCatalogue | null
}

/** What it answers behind the last part. */
export type IndexAnswer = {
  readonly [Of in Work]: { readonly work: Of; readonly outcome: Outcomes[Of] }
}[Work]

/** Does something with all parts of a catalogue in another thread. */
export interface IndexThread<Outcome> {
  add(part: PackedCatalogue): void
  /** What came of all parts added; null when the thread was lost. */
  finish(): Promise<Outcome | null>
}

/** Has `worker`, which waits for its setup, index a catalogue; when it has finished, it waits for the setup again. */
export function indexIn(worker: Worker, sought: SoughtKind): IndexThread<Outcomes['index']> {
  return workIn(worker, 'index', sought, (answer) => (answer.work === 'index' ? answer.outcome : null))
}

/** The same for names in another script. One thread can do both. */
export function aliasesIn(worker: Worker, sought: SoughtKind): IndexThread<Outcomes['aliases']> {
  return workIn(worker, 'aliases', sought, (answer) => (answer.work === 'aliases' ? answer.outcome : null))
}

function workIn<Outcome>(
  worker: Worker,
  work: Work,
  sought: SoughtKind,
  outcomeOf: (answer: IndexAnswer) => Outcome | null,
): IndexThread<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome | null>()
  const take = (answer: IndexAnswer) => {
    const outcome = outcomeOf(answer)
    if (outcome !== null) resolve(outcome)
  }
  const lose = () => {
    resolve(null)
  }
  worker.on('message', take)
  worker.once('error', lose)
  worker.once('exit', lose)
  const tell = (part: PackedCatalogue | null) => {
    worker.postMessage({ work, sought, part } satisfies IndexOrder)
  }
  return {
    add: tell,
    async finish() {
      tell(null)
      const outcome = await promise
      worker.off('message', take)
      worker.off('error', lose)
      worker.off('exit', lose)
      return outcome
    },
  }
}

/** The other side of both: takes one order after the other, and calls `answer` with what came of the last. */
export function createOrderTaker(answer: (answer: IndexAnswer) => void): (order: IndexOrder) => void {
  let indexer: CatalogueIndexer | null = null
  let aliases: AliasCollector | null = null
  let last = Promise.resolve()
  const take = ({ work, sought, part }: IndexOrder) => {
    if (work === 'aliases') {
      aliases ??= new AliasCollector()
      if (part !== null) return aliases.add(part)
      answer({ work, outcome: aliases.finish() })
      aliases = null
    } else {
      indexer ??= new CatalogueIndexer(sought)
      if (part !== null) {
        indexer.add(part)
        return
      }
      answer({ work, outcome: indexer.finish() })
      indexer = null
    }
  }
  return (order) => {
    // What rejects here ends the thread, which whoever gave the order is told.
    last = last.then(() => take(order))
  }
}

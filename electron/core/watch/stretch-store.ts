import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CoreContext } from '../context.ts'
import type { SweepPoint, SweptStretch } from './engine/file-sweep.ts'
import { hitsOf } from './engine/packed-hits.ts'
import { type MalformedRow, malformedSamples } from './engine/range-collector.ts'
import type { RowHit } from './engine/swept-row.ts'
import type { FindingsWriter } from './findings-writer.ts'

/** Rows stored in one transaction: few enough that a call waits for a few milliseconds at most. */
const hitsPerTransaction = 100
const enoughHits = 500
const writeEveryMs = 250

/** Keeps what a sweep finds in one file. */
export interface StretchStore {
  /** Takes over a stretch; stores it now or together with the next ones. */
  accept(stretch: SweptStretch): Promise<void>
  /** Stores what was taken over and not stored yet. */
  flush(): Promise<void>
}

interface Target {
  readonly sweepId: number
  readonly fileId: number
  /** How many malformed rows of the file are shown already. */
  readonly samplesShown: number
  /** The recordings the whole sweep has found something for; added to. */
  readonly recordings: Set<number>
  /** Called in the transaction that stores a new checkpoint. */
  readonly onCheckpoint: (point: SweepPoint) => void
}

/**
 * Stores stretches in the order of the file: the findings first, in short transactions, and with the last of them
 * the place where a resumed sweep goes on. Nothing is lost or found twice wherever it is interrupted.
 */
export function createStretchStore(
  context: CoreContext,
  writer: FindingsWriter,
  target: Target,
): StretchStore {
  let hits: RowHit[] = []
  let samples: MalformedRow[] = []
  let samplesLeft = malformedSamples - target.samplesShown
  let point: SweepPoint | null = null
  let writtenAt = context.clock()

  const flush = async () => {
    if (point === null) return
    const batch = { hits, samples, point }
    hits = []
    samples = []
    point = null
    writtenAt = context.clock()
    const { fileId, sweepId, recordings } = target
    let from = 0
    do {
      await context.gate.passed()
      const part = batch.hits.slice(from, from + hitsPerTransaction)
      from += hitsPerTransaction
      const last = from >= batch.hits.length
      context.mutations.once(part.length > 0 ? ['sweeps', 'findings'] : ['sweeps'], () => {
        for (const recording of writer.hits(fileId, part, context.now())) recordings.add(recording)
        writer.recordings(sweepId, recordings.size)
        if (!last) return
        writer.malformed(fileId, batch.samples)
        writer.point(fileId, batch.point)
        target.onCheckpoint(batch.point)
      })
      if (!last) await nextTurn()
    } while (from < batch.hits.length)
  }

  return {
    async accept({ result, before, after }) {
      const numbered = <T extends { readonly row: number }>(item: T): T => ({
        ...item,
        row: before.rows + item.row + 1,
      })
      for (const hit of hitsOf(result.hits)) hits.push(numbered(hit))
      const shown = result.samples.slice(0, samplesLeft).map(numbered)
      samplesLeft -= shown.length
      samples.push(...shown)
      point = after
      if (hits.length >= enoughHits || context.clock() - writtenAt >= writeEveryMs) await flush()
    },
    flush,
  }
}

import { availableParallelism, totalmem } from 'node:os'
import type { CancelSignal } from '../../../../shared/contract/index.ts'

/** Places for what only so many may do at a time, given in the order they were asked for. */
export interface Slots {
  readonly count: number
  /** Waits for a place, does the work, gives the place back. Rejects with the signal's reason when it fires before. */
  take<T>(signal: CancelSignal, work: () => Promise<T>): Promise<T>
}

const mostAtOnce = 6
const memoryForOne = 1024 ** 3

/**
 * How many pages are captured at once: a capture waits for its page for about half of its time, so that one more than
 * there are processors keeps all of them at work; fewer where the memory would not do.
 */
export function capturesAtOnce(): number {
  const fitting = Math.min(availableParallelism() + 1, Math.floor(totalmem() / memoryForOne), mostAtOnce)
  return Math.max(1, fitting)
}

/** `count` places. */
export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count

  function enter(signal: CancelSignal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const enterNow = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    const giveUp = () => {
      waiting.splice(waiting.indexOf(enterNow), 1)
      try {
        signal.throwIfAborted()
      } catch (reason) {
        reject(reason)
      }
    }
    waiting.push(enterNow)
    signal.addEventListener('abort', giveUp, { once: true })
    return promise
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  return {
    count,
    async take(signal, work) {
      await enter(signal)
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}

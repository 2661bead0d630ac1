import type { WriteGate } from '../context.ts'

/** One long writer at a time; everyone else who wants to write waits for the last one that asked. */
export function createWriteGate(): WriteGate {
  let last: Promise<void> = Promise.resolve()
  return {
    passed: () => last,
    async hold(work) {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = before.then(() => promise)
      await before
      try {
        return await work()
      } finally {
        resolve()
      }
    },
  }
}

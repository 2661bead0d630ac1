import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { cancelled } from './exchange.ts'

/** Waits by the clock on the wall. Rejects with CANCELLED by signal. */
export function realSleep(ms: number, signal: CancelSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(cancelled())
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(cancelled())
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

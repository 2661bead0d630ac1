import type { GridSource } from './types.ts'

/**
 * Resolves when the source shows something new, or after `limitMs`. Waiting for it after a save keeps the old
 * value from flashing up before the list was loaded again.
 */
export function refreshed(source: Pick<GridSource<unknown>, 'subscribe'>, limitMs = 300): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = source.subscribe(finish)
    const timer = setTimeout(finish, limitMs)
  })
}

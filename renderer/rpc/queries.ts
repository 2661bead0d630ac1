import { call, listen } from './client.ts'
import { paceChanges } from './paced-changes.ts'
import { QueryCache } from './query-cache.ts'
import { tablesRead } from './reads.ts'

/** The window's one cache of answers. */
export const queries = new QueryCache({
  load: (name, input, signal) => call(name, input as never, { signal }),
  tablesRead,
})

/** Keeps the cache in step with the core: changed tables, and everything again after the core came back. */
export function keepQueriesCurrent(): () => void {
  const stopData = listen(
    'data.changed',
    paceChanges(({ tables }) => queries.changed(tables)),
  )
  const stopStatus = listen('core.status', ({ state }) => {
    if (state === 'ready') queries.changed(null)
  })
  return () => {
    stopData()
    stopStatus()
  }
}

import { useEffect, useMemo, useState } from 'react'
import type { Input, Output, ProcedureName } from '../../shared/contract/index.ts'
import { PagedSource } from '../ui/grid/paged-source.ts'
import type { GridSource } from '../ui/grid/types.ts'
import { call, listen } from './client.ts'
import { tablesRead } from './reads.ts'
import { paceChanges } from './paced-changes.ts'
import { toUserError } from './use-command.ts'

/** Procedures that answer a window into a list. */
export type PagedName = {
  [P in ProcedureName]: Output<P> extends { rows: unknown[]; total: number; nextCursor: string | null }
    ? P
    : never
}[ProcedureName]

export type RowOf<P extends PagedName> = Output<P>['rows'][number]
export type ListInput<P extends PagedName> = Omit<Input<P>, 'offset' | 'limit' | 'cursor'>

function createSource<P extends PagedName>(name: P, input: string): PagedSource<RowOf<P>> {
  const list = JSON.parse(input) as ListInput<P>
  return new PagedSource<RowOf<P>>({
    load: (request, signal) => call(name, { ...list, ...request } as Input<P>, { signal }),
    toError: toUserError,
  })
}

function keepSourceCurrent(source: PagedSource<unknown>, name: PagedName): () => void {
  const tables = tablesRead(name)
  let isUsed = true
  const invalidate = paceChanges(() => {
    // It may be of no use any more.
    if (isUsed) source.invalidate()
  })
  const stopData = listen('data.changed', (event) => {
    if (event.tables.some((table) => tables.includes(table))) invalidate(event)
  })
  const stopStatus = listen('core.status', ({ state }) => {
    if (state === 'ready') source.invalidate()
  })
  return () => {
    isUsed = false
    stopData()
    stopStatus()
    source.dispose()
  }
}

/**
 * A list procedure as a source of a DataGrid. After a change of search, filter or sort the rows shown before
 * stay until the first page of the new list is there.
 */
export function usePagedSource<P extends PagedName>(name: P, input: ListInput<P>): GridSource<RowOf<P>> {
  const key = JSON.stringify(input)
  const source = useMemo(() => createSource(name, key), [name, key])
  const [shown, setShown] = useState(source)
  useEffect(() => {
    const stop = keepSourceCurrent(source, name)
    const show = () => setShown(source)
    const stopWaiting = source.subscribe(show)
    source.ensure(0, 0)
    return () => {
      stopWaiting()
      stop()
    }
  }, [source, name])
  return shown
}

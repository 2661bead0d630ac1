import { useEffect, useState } from 'react'
import type { CustodyEvent } from '../../../shared/contract/evidence.ts'
import { call } from '../../rpc/client.ts'
import { useEvent } from '../../rpc/use-event.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { PagedSource } from '../../ui/grid/paged-source.ts'
import type { GridSource } from '../../ui/grid/types.ts'

/**
 * Where the page that starts at `offset` begins, newest first. The log is numbered without gaps, so a place in
 * it is known without the pages before; when they are loaded, their end (`cursor`) is exact in any case.
 */
export function pageStart(offset: number, cursor: string | null, total: number): number | null {
  if (offset === 0) return null
  return cursor === null ? total - offset + 1 : Number(cursor)
}

function createSource(): PagedSource<CustodyEvent> {
  let known = 0
  return new PagedSource<CustodyEvent>({
    load: async ({ offset, limit, cursor }, signal) => {
      const beforeSeq = pageStart(offset, cursor, known)
      const { events, total } = await call('custody.list', { limit, beforeSeq }, { signal })
      known = total
      return { rows: events, total, nextCursor: String(events.at(-1)?.seq ?? 0) }
    },
    toError: toUserError,
  })
}

/** The custody log, newest first, as a source of a DataGrid; it grows while events are written. */
export function useCustodySource(): GridSource<CustodyEvent> {
  const [source] = useState(createSource)
  useEffect(() => {
    source.ensure(0, 0)
    return () => source.dispose()
  }, [source])
  useEvent('data.changed', ({ tables }) => {
    if (tables.includes('custody')) source.invalidate()
  })
  useEvent('core.status', ({ state }) => {
    if (state === 'ready') source.invalidate()
  })
  return source
}

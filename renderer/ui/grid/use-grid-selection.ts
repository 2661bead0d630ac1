import { useCallback, useMemo, useState } from 'react'
import type { GridSelection } from './types.ts'

const none: ReadonlySet<number> = new Set()

/** The selected rows of one grid, by id. */
export function useGridSelection(): GridSelection {
  const [ids, set] = useState<ReadonlySet<number>>(none)
  const clear = useCallback(() => set(none), [])
  return useMemo(() => ({ ids, set, clear }), [ids, clear])
}

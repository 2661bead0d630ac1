import { useRef } from 'react'
import { strings } from '../strings.ts'
import { toast } from '../toasts.tsx'
import { toUserError } from '../../rpc/use-command.ts'
import { maxSelection, spanBetween, toggled } from './selection.ts'
import type { GridSelection, GridSource } from './types.ts'

export interface RowSelection<Row> {
  readonly toggle: (index: number) => void
  /** Selects from the anchor to `index`, loading rows in between. */
  readonly extendTo: (index: number) => void
  readonly selectAll: () => void
  readonly clear: () => void
  /** Further extensions start here. */
  readonly anchorAt: (index: number) => void
  /** The loaded rows of the selection, or the one given when nothing is selected. */
  readonly rowsToActOn: (active: Row | undefined) => readonly Row[]
}

/** Selection by ranges over rows of which only some are loaded. */
export function useRowSelection<Row>(
  source: GridSource<Row>,
  rowId: (row: Row) => number,
  selection: GridSelection | undefined,
): RowSelection<Row> {
  const anchor = useRef(0)
  const known = useRef(new Map<number, Row>())
  const latest = useRef(0)

  async function selectRange(first: number, last: number): Promise<void> {
    if (!selection || last < first) return
    const turn = ++latest.current
    try {
      const rows = await source.range(first, last)
      if (turn !== latest.current) return
      for (const row of rows) known.current.set(rowId(row), row)
      selection.set(new Set(rows.map(rowId)))
    } catch (error) {
      toast.error(toUserError(error))
    }
  }

  function selectAll(): void {
    const total = source.total() ?? 0
    if (total > maxSelection) {
      toast.info(strings.grid.selectionLimit(maxSelection, total))
    }
    void selectRange(0, Math.min(total, maxSelection) - 1)
  }

  return {
    toggle: (index) => {
      const row = source.row(index)
      if (!selection || row === undefined) return
      latest.current++
      anchor.current = index
      known.current.set(rowId(row), row)
      const next = toggled(selection.ids, rowId(row))
      if (next.size <= maxSelection) selection.set(next)
    },
    extendTo: (index) => void selectRange(...spanBetween(anchor.current, index)),
    selectAll,
    clear: () => {
      latest.current++
      known.current.clear()
      if (selection && selection.ids.size > 0) selection.clear()
    },
    anchorAt: (index) => {
      anchor.current = index
    },
    rowsToActOn: (active) => {
      if (!selection || selection.ids.size === 0) return active === undefined ? [] : [active]
      const rows: Row[] = []
      for (const id of selection.ids) {
        const loaded = source.find((row) => rowId(row) === id)
        const row = loaded >= 0 ? source.row(loaded) : known.current.get(id)
        if (row !== undefined) rows.push(row)
      }
      return rows
    },
  }
}

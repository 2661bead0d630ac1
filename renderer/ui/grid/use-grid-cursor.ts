import { useState } from 'react'
import { headerRow, type Cell } from './keyboard.ts'
import type { GridSource } from './types.ts'

interface CursorState<Row> {
  readonly cell: Cell | null
  /** The row the cursor was put on: the cursor follows it when the list moves under it. */
  readonly id: number | null
  readonly source: GridSource<Row>
}

export interface GridCursor<Row> {
  readonly cell: Cell | null
  readonly row: Row | undefined
  readonly set: (cell: Cell | null) => void
}

function resolve<Row>(
  state: CursorState<Row>,
  source: GridSource<Row>,
  rowId: (row: Row) => number,
  rows: number,
): Cell | null {
  const { cell, id } = state
  if (cell === null || cell.row === headerRow) return cell
  if (rows === 0) return null
  const there = source.row(cell.row)
  if (id === null || (there !== undefined && rowId(there) === id))
    return { ...cell, row: Math.min(cell.row, rows - 1) }
  const moved = source.find((row) => rowId(row) === id)
  if (moved >= 0) return { ...cell, row: moved }
  return state.source === source ? { ...cell, row: Math.min(cell.row, rows - 1) } : null
}

/**
 * The grid's cursor. It follows its row through refetches and sorting; when the row left the list it stays at
 * its place, so that the next row comes under it. `activeId` puts it on that row as soon as it is loaded.
 */
export function useGridCursor<Row>(options: {
  readonly source: GridSource<Row>
  readonly rowId: (row: Row) => number
  readonly rows: number
  readonly activeId: number | null
}): GridCursor<Row> {
  const { source, rowId, rows, activeId } = options
  const [state, setState] = useState<CursorState<Row>>({ cell: null, id: null, source })
  const [handledId, setHandledId] = useState<number | null>(null)

  const set = (cell: Cell | null) => {
    const row = cell && cell.row >= 0 ? source.row(cell.row) : undefined
    setState({ cell, id: row === undefined ? null : rowId(row), source })
  }

  let cell = resolve(state, source, rowId, rows)
  if (activeId !== handledId) {
    const at = activeId === null ? -1 : source.find((row) => rowId(row) === activeId)
    if (at >= 0) {
      cell = { row: at, column: cell?.column ?? 0 }
      setState({ cell, id: activeId, source })
    }
    if (at >= 0 || activeId === null) setHandledId(activeId)
  }
  const row = cell && cell.row >= 0 ? source.row(cell.row) : undefined
  return { cell, row, set }
}

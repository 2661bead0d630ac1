import type { KeyboardEvent, MouseEvent } from 'react'
import { isMacPlatform } from '../keys.ts'
import type { DataGridProps } from './DataGrid.tsx'
import { rowHeight } from './GridRow.tsx'
import { gridAction } from './keyboard.ts'
import type { GridModel } from './use-grid-model.ts'

interface Hit<Row> {
  readonly index: number
  readonly column: number
  readonly row: Row
  /** The selection box of the row was hit. */
  readonly check: boolean
}

/** The loaded row and cell under the pointer; null over anything that has a click of its own. */
function hitAt<Row>(
  event: MouseEvent<HTMLElement>,
  rowAt: (index: number) => Row | undefined,
): Hit<Row> | null {
  const { target, currentTarget } = event
  if (!(target instanceof Element)) return null
  const interactive = target.closest('button, a, input, select, textarea')
  if (interactive && currentTarget.contains(interactive)) return null
  const index = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? Number.NaN)
  const row = Number.isNaN(index) ? undefined : rowAt(index)
  if (row === undefined) return null
  const column = Number(target.closest<HTMLElement>('[data-column]')?.dataset.column ?? 0)
  return { index, column, row, check: target.closest('[data-check]') !== null }
}

function modPressed(event: { readonly metaKey: boolean; readonly ctrlKey: boolean }): boolean {
  return isMacPlatform ? event.metaKey : event.ctrlKey
}

/** Keys and mouse of a grid, turned into what its model can do. */
export function gridInput<Row, Key extends string>(props: DataGridProps<Row, Key>, model: GridModel<Row>) {
  const { source, selection, rowId, columns } = props
  const { cursor, chosen } = model

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const grid = event.currentTarget
    if (event.target !== grid) return
    const pressed = { key: event.key, shift: event.shiftKey, mod: modPressed(event), alt: event.altKey }
    const pageRows = Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2)
    const rows = model.total === null ? 0 : model.rows
    const action = gridAction(pressed, { cursor: cursor.cell, rows, columns: columns.length, pageRows })
    // Escape with nothing to clear belongs to what is around the grid.
    if (!action || (action.type === 'clear' && (selection?.ids.size ?? 0) === 0)) return
    event.preventDefault()
    event.stopPropagation()
    model.perform(action)
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const hit = hitAt(event, source.row)
    if (!hit) return
    if (event.shiftKey && selection) {
      if (selection.ids.size === 0 && cursor.cell) chosen.anchorAt(Math.max(0, cursor.cell.row))
      chosen.extendTo(hit.index)
    } else if (modPressed(event) || hit.check) chosen.toggle(hit.index)
    else {
      chosen.clear()
      chosen.anchorAt(hit.index)
    }
    if (!hit.check) cursor.set({ row: hit.index, column: hit.column })
  }

  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const hit = hitAt(event, source.row)
    if (hit && !hit.check) model.activate(hit.column, hit.row)
  }

  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const hit = hitAt(event, source.row)
    if (!hit) return
    event.preventDefault()
    const selected = selection?.ids.has(rowId(hit.row)) ?? false
    if (!selected) chosen.clear()
    cursor.set({ row: hit.index, column: hit.column })
    model.openMenu({ x: event.clientX, y: event.clientY }, hit.row, selected)
  }

  return { onKeyDown, onClick, onDoubleClick, onContextMenu }
}

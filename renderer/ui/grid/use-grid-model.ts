import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react'
import { toast } from '../toasts.tsx'
import type { DataGridProps } from './DataGrid.tsx'
import { cellId, rowHeight } from './GridRow.tsx'
import type { Cell, GridAction } from './keyboard.ts'
import { maxViewRows } from './paged-source.ts'
import { rowsToTsv } from './tsv.ts'
import type { GridMenu } from './types.ts'
import { useGridCursor, type GridCursor } from './use-grid-cursor.ts'
import { useGridLayout, type GridLayout } from './use-grid-layout.ts'
import { useRowSelection, type RowSelection } from './use-row-selection.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface OpenMenu {
  readonly at: Point
  readonly items: GridMenu
}

/** Everything a grid knows and can do, apart from how it is drawn and which device asks for it. */
export interface GridModel<Row> {
  readonly gridId: string
  readonly total: number | null
  /** Rows that are laid out: placeholders at first, never more than a view holds. */
  readonly rows: number
  readonly layout: GridLayout
  readonly cursor: GridCursor<Row>
  readonly chosen: RowSelection<Row>
  readonly editingId: number | null
  readonly menu: OpenMenu | null
  readonly perform: (action: GridAction) => void
  readonly sortBy: (column: number) => void
  /** Edits the cell when it can be edited, otherwise opens the row. */
  readonly activate: (column: number, row: Row) => void
  readonly endEdit: (step: -1 | 0 | 1) => void
  /** Opens the menu of the selection, or of `active` alone when it is not selected. */
  readonly openMenu: (at: Point, active: Row | undefined, ofSelection: boolean) => void
  readonly closeMenu: () => void
}

const placeholderRows = 40

/** Tells the owner which row is under the cursor, whenever that changes. */
function useActiveReport<Row>(
  row: Row | undefined,
  onActiveChange: ((row: Row | null) => void) | undefined,
): void {
  const report = useEffectEvent((active: Row | undefined) => onActiveChange?.(active ?? null))
  const hadActive = useRef(false)
  useEffect(() => {
    if (row === undefined && !hadActive.current) return
    hadActive.current = row !== undefined
    report(row)
  }, [row])
}

/** The state of one grid. `scroller` is the element that keeps the focus. */
export function useGridModel<Row, Key extends string>(
  props: DataGridProps<Row, Key>,
  scroller: RefObject<HTMLDivElement | null>,
): GridModel<Row> {
  const { columns, source, rowId, sort, onSortChange, selection } = props
  const gridId = useId()
  useSyncExternalStore(source.subscribe, source.version)
  const total = source.total()
  const rows = Math.min(total ?? placeholderRows, maxViewRows)
  const layout = useGridLayout(props.id, columns)
  const cursor = useGridCursor({ source, rowId, rows, activeId: props.activeId ?? null })
  const chosen = useRowSelection(source, rowId, selection)
  const [editingId, setEditingId] = useState<number | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  useActiveReport(cursor.row, props.onActiveChange)

  const focus = () => scroller.current?.focus({ preventScroll: true })

  const sortBy = (at: number) => {
    const key = columns[at]?.sortKey
    if (key === undefined || !onSortChange) return
    onSortChange({ key, direction: sort?.key === key && sort.direction === 'asc' ? 'desc' : 'asc' })
  }

  const startEdit = (at: number, row: Row): boolean => {
    const edit = columns[at]?.edit
    if (!edit || edit.canEdit?.(row) === false) return false
    setEditingId(rowId(row))
    return true
  }

  const activate = (at: number, row: Row) => {
    if (!startEdit(at, row)) props.onOpen?.(row)
  }

  const endEdit = (step: -1 | 0 | 1) => {
    setEditingId(null)
    const { cell } = cursor
    if (step !== 0 && cell)
      cursor.set({ ...cell, column: Math.min(Math.max(cell.column + step, 0), columns.length - 1) })
    focus()
  }

  const copy = async () => {
    const picked = chosen.rowsToActOn(cursor.row)
    if (picked.length === 0) return
    await navigator.clipboard.writeText(rowsToTsv(columns, picked)).catch(() => {
      toast.info('The rows could not be copied: the system refused access to the clipboard.')
    })
  }

  /** The value of the first selected row goes into the column of all others; the owner of the rows writes it. */
  const fillDown = () => {
    const column = cursor.cell === null ? undefined : columns[cursor.cell.column]
    const picked = chosen.rowsToActOn(undefined)
    if (column !== undefined && picked.length > 1) props.onFillDown?.(column.id, picked)
  }

  const openMenu = (at: Point, active: Row | undefined, ofSelection: boolean) => {
    const alone = active === undefined ? [] : [active]
    const picked = ofSelection ? chosen.rowsToActOn(active) : alone
    const items = picked.length > 0 ? (props.menu?.(picked) ?? []) : []
    if (items.length > 0) setMenu({ at, items })
  }

  const openMenuAtCursor = ({ row, column }: Cell) => {
    const box = document.getElementById(cellId(gridId, row, column))?.getBoundingClientRect()
    if (box) openMenu({ x: box.left + 8, y: box.bottom }, cursor.row, true)
  }

  /** The menu by keyboard where no cell is current: of the selection, else of the first row. */
  const openMenuWithoutCursor = () => {
    const box = scroller.current?.getBoundingClientRect()
    if (!box) return
    const at = { x: box.left + 8, y: box.top + rowHeight }
    if (chosen.rowsToActOn(undefined).length > 0) {
      openMenu(at, undefined, true)
      return
    }
    const first = source.row(0)
    if (first === undefined) return
    cursor.set({ row: 0, column: 0 })
    openMenu({ ...at, y: at.y + rowHeight }, first, false)
  }

  const moveTo = (to: Cell, extend: boolean) => {
    if (extend && cursor.cell && selection) {
      if (selection.ids.size === 0) chosen.anchorAt(cursor.cell.row)
      chosen.extendTo(to.row)
    }
    cursor.set(to)
  }

  const performAtCursor = (type: 'edit' | 'open' | 'toggle' | 'menu') => {
    const { cell, row } = cursor
    if (cell === null && type === 'menu') openMenuWithoutCursor()
    if (!cell || row === undefined) return
    if (type === 'edit') startEdit(cell.column, row)
    else if (type === 'open') activate(cell.column, row)
    else if (type === 'toggle') chosen.toggle(cell.row)
    else openMenuAtCursor(cell)
  }

  const perform = (action: GridAction) => {
    const { type } = action
    if (type === 'move') moveTo(action.to, action.extend)
    else if (type === 'resize') layout.resizeBy(action.column, action.delta)
    else if (type === 'sort') sortBy(action.column)
    else if (type === 'selectAll') chosen.selectAll()
    else if (type === 'clear') chosen.clear()
    else if (type === 'copy') void copy()
    else if (type === 'fillDown') fillDown()
    else performAtCursor(type)
  }

  const closeMenu = () => {
    setMenu(null)
    focus()
  }

  return {
    gridId,
    total,
    rows,
    layout,
    cursor,
    chosen,
    editingId,
    menu,
    perform,
    sortBy,
    activate,
    endEdit,
    openMenu,
    closeMenu,
  }
}

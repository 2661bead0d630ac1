/** Where the grid's cursor is; row -1 is the header. */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridKey {
  readonly key: string
  readonly shift: boolean
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean
  readonly alt: boolean
}

export interface GridExtent {
  readonly cursor: Cell | null
  readonly rows: number
  readonly columns: number
  /** Rows that fit the viewport. */
  readonly pageRows: number
}

export type GridAction =
  | { readonly type: 'move'; readonly to: Cell; readonly extend: boolean }
  | { readonly type: 'resize'; readonly column: number; readonly delta: number }
  | { readonly type: 'sort'; readonly column: number }
  | { readonly type: 'edit' | 'open' | 'toggle' | 'selectAll' | 'clear' | 'copy' | 'menu' | 'fillDown' }

export const headerRow = -1
const resizeStep = 16

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

function horizontal(row: number, column: number, { columns }: GridExtent): Cell {
  return { row, column: clamp(column, 0, columns - 1) }
}

function vertical(row: number, column: number, { rows }: GridExtent): Cell {
  return { row: clamp(row, headerRow, rows - 1), column }
}

function destination({ key, mod }: GridKey, from: Cell, extent: GridExtent): Cell | null {
  const { row, column } = from
  const below = Math.max(row, 0)
  switch (key) {
    case 'ArrowDown':
      return mod ? vertical(extent.rows - 1, column, extent) : vertical(row + 1, column, extent)
    case 'ArrowUp':
      return mod ? vertical(Math.min(0, extent.rows - 1), column, extent) : vertical(row - 1, column, extent)
    case 'ArrowRight':
      return horizontal(row, mod ? extent.columns - 1 : column + 1, extent)
    case 'ArrowLeft':
      return horizontal(row, mod ? 0 : column - 1, extent)
    case 'PageDown':
      return vertical(below + extent.pageRows, column, extent)
    case 'PageUp':
      return vertical(Math.max(below - extent.pageRows, 0), column, extent)
    case 'Home':
      return mod ? vertical(0, 0, extent) : horizontal(row, 0, extent)
    case 'End':
      return mod
        ? vertical(extent.rows - 1, extent.columns - 1, extent)
        : horizontal(row, extent.columns - 1, extent)
    default:
      return null
  }
}

function headerAction(pressed: GridKey, cursor: Cell): GridAction | null {
  if (pressed.shift && pressed.key === 'ArrowRight')
    return { type: 'resize', column: cursor.column, delta: resizeStep }
  if (pressed.shift && pressed.key === 'ArrowLeft')
    return { type: 'resize', column: cursor.column, delta: -resizeStep }
  if (pressed.key === 'Enter' || pressed.key === ' ') return { type: 'sort', column: cursor.column }
  return null
}

function rowAction({ key, mod, shift }: GridKey): GridAction | null {
  if (mod && key.toLowerCase() === 'a' && !shift) return { type: 'selectAll' }
  if (mod && key.toLowerCase() === 'c' && !shift) return { type: 'copy' }
  if (mod && key.toLowerCase() === 'd' && !shift) return { type: 'fillDown' }
  if (key === 'ContextMenu' || (shift && key === 'F10')) return { type: 'menu' }
  if (key === 'F2') return { type: 'edit' }
  if (mod) return null
  if (key === 'Enter') return { type: 'open' }
  if (key === ' ') return { type: 'toggle' }
  if (key === 'Escape') return { type: 'clear' }
  return null
}

/**
 * What a key means to the grid, after the ARIA grid pattern; null when it means nothing here.
 * The first arrow key puts the cursor on the first row. Shift with up and down extends the selection.
 */
export function gridAction(pressed: GridKey, extent: GridExtent): GridAction | null {
  const { cursor } = extent
  if (pressed.alt) return null
  const special = cursor?.row === headerRow ? headerAction(pressed, cursor) : rowAction(pressed)
  if (special) return special
  const start = cursor ?? { row: headerRow, column: 0 }
  const to = destination(pressed, start, extent)
  if (!to) return null
  const extend = pressed.shift && to.row !== headerRow && start.row !== headerRow
  return { type: 'move', to, extend }
}

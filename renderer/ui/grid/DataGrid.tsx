import { useRef, type ReactNode } from 'react'
import { ErrorState } from '../ErrorState.tsx'
import { CellEditor } from './CellEditor.tsx'
import classes from './DataGrid.module.css'
import { gridInput } from './grid-input.ts'
import { GridFooter } from './GridFooter.tsx'
import { GridHeader } from './GridHeader.tsx'
import { GridMenu } from './GridMenu.tsx'
import { cellId, GridRow } from './GridRow.tsx'
import { headerRow } from './keyboard.ts'
import type { GridColumn, GridMenu as MenuItems, GridSelection, GridSource, SortOrder } from './types.ts'
import { refreshed } from './refreshed.ts'
import { useGridModel, type GridModel } from './use-grid-model.ts'
import { useFreeFocus } from './use-free-focus.ts'
import { useGridVirtual } from './use-grid-virtual.ts'

export interface DataGridProps<Row, Key extends string = string> {
  /** Letters and dots: the layout is remembered under `grid.<id>`. */
  readonly id: string
  readonly label: string
  readonly columns: readonly GridColumn<Row, Key>[]
  readonly source: GridSource<Row>
  readonly rowId: (row: Row) => number
  readonly sort?: SortOrder<Key>
  readonly onSortChange?: (sort: SortOrder<Key>) => void
  readonly selection?: GridSelection
  /** The row under the cursor, whenever it changes; null when there is none any more. */
  readonly onActiveChange?: (row: Row | null) => void
  /** Puts the cursor on this row as soon as it is loaded. */
  readonly activeId?: number | null
  /** Enter or double click on a cell that cannot be edited. */
  readonly onOpen?: (row: Row) => void
  /** The menu of the selected rows, or of the one under pointer or cursor. */
  readonly menu?: (rows: readonly Row[]) => MenuItems
  /** Ctrl+D: the rows of the selection, in which the first one's value of the column is to be repeated. */
  readonly onFillDown?: (columnId: string, rows: readonly Row[]) => void
  readonly empty?: ReactNode
}

interface RowsProps<Row, Key extends string> {
  readonly grid: DataGridProps<Row, Key>
  readonly model: GridModel<Row>
  readonly items: readonly { readonly key: unknown; readonly index: number; readonly start: number }[]
}

/** The rows that exist in the document now. */
function Rows<Row, Key extends string>({ grid, model, items }: RowsProps<Row, Key>) {
  const { columns, source, rowId, selection } = grid
  const settled = () => refreshed(source)
  const { cell } = model.cursor
  return items.map(({ index, start }) => {
    const row = source.row(index)
    const at = cell?.row === index ? cell.column : null
    const column = at === null ? undefined : columns[at]
    const editing = row !== undefined && model.editingId === rowId(row) && column?.edit !== undefined
    return (
      <GridRow
        key={index}
        gridId={model.gridId}
        index={index}
        start={start}
        row={row}
        columns={columns}
        template={model.layout.template}
        selectable={selection !== undefined}
        selected={row !== undefined && (selection?.ids.has(rowId(row)) ?? false)}
        cursorColumn={at}
        editor={
          editing ? (
            <CellEditor
              key={column.id}
              label={column.header}
              row={row}
              edit={column.edit}
              settled={settled}
              onDone={model.endEdit}
            />
          ) : null
        }
      />
    )
  })
}

/**
 * A list of any length: rows arrive by pages, only visible ones exist. Focus stays on the grid, the cursor is
 * told by `aria-activedescendant`. Everything the mouse does, the keyboard does.
 */
export function DataGrid<Row, Key extends string = string>(props: DataGridProps<Row, Key>) {
  const { columns, source, selection } = props
  const scroller = useRef<HTMLDivElement>(null)
  const model = useGridModel(props, scroller)
  const { gridId, layout, total } = model
  const { cell } = model.cursor
  const cursorRow = cell && cell.row >= 0 ? cell.row : null
  const cursorCell = cell ? cellId(gridId, cell.row, cell.column) : undefined
  const { items, height } = useGridVirtual({ scroller, source, rows: model.rows, cursorRow, cursorCell })
  const { onKeyDown, ...pointer } = gridInput(props, model)
  useFreeFocus(scroller, total !== 0)

  const error = source.error()
  if (error && total === null) return <ErrorState error={error} onRetry={source.retry} />
  if (total === 0 && props.empty) return props.empty

  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total === null ? -1 : model.rows + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={cursorCell}
        tabIndex={0}
        className={classes.scroller}
        onKeyDown={onKeyDown}
      >
        <div className={classes.content} style={{ minWidth: layout.minWidth }}>
          <GridHeader
            gridId={gridId}
            columns={columns}
            layout={layout}
            sort={props.sort}
            onSort={model.sortBy}
            cursorColumn={cell?.row === headerRow ? cell.column : null}
          />
          <div role="rowgroup" className={classes.body} style={{ height }} {...pointer}>
            <Rows grid={props} model={model} items={items} />
          </div>
        </div>
      </div>
      <GridFooter
        total={total}
        atLeast={source.totalIsAtLeast?.() ?? false}
        selected={selection?.ids.size ?? 0}
        error={error}
        onRetry={source.retry}
      />
      <GridMenu at={model.menu?.at ?? null} items={model.menu?.items ?? []} onClose={model.closeMenu} />
    </div>
  )
}

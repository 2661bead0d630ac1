import { IconCheck } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import classes from './DataGrid.module.css'
import type { GridColumn } from './types.ts'
import { strings } from '../strings.ts'

export const rowHeight = 32

/** The element id of a cell, for `aria-activedescendant`. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

export interface GridRowProps<Row> {
  readonly gridId: string
  readonly index: number
  readonly start: number
  readonly row: Row | undefined
  readonly columns: readonly GridColumn<Row>[]
  readonly template: string
  readonly selectable: boolean
  readonly selected: boolean
  readonly cursorColumn: number | null
  /** The editor to show in the cell under the cursor. */
  readonly editor: ReactNode
}

function Cell<Row>({ row, column }: { readonly row: Row; readonly column: GridColumn<Row> }) {
  if (column.render) return column.render(row)
  const text = column.text(row)
  return (
    <span className={classes.text} title={text.length > 24 ? text : undefined}>
      {text}
    </span>
  )
}

function SelectionCell({ selected }: { readonly selected: boolean }) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      aria-label={selected ? strings.grid.selected : strings.grid.notSelected}
      className={classes.checkCell}
      data-check
    >
      <span className={classes.check} data-checked={selected || undefined}>
        {selected && <IconCheck size={12} stroke={3} aria-hidden />}
      </span>
    </div>
  )
}

function Placeholder({ index, column }: { readonly index: number; readonly column: number }) {
  const width = 35 + ((index * 7 + column * 13) % 45)
  return <span className={classes.placeholder} style={{ width: `${width}%` }} />
}

function GridRowView<Row>(props: GridRowProps<Row>) {
  const { gridId, index, row, columns, selected, cursorColumn, editor } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selectable ? selected : undefined}
      aria-busy={row === undefined ? true : undefined}
      data-row={index}
      data-active={cursorColumn !== null || undefined}
      className={classes.row}
      style={{ transform: `translateY(${props.start}px)`, gridTemplateColumns: props.template }}
    >
      <SelectionCell selected={selected} />
      {columns.map((column, at) => (
        <div
          key={column.id}
          id={cellId(gridId, index, at)}
          role="gridcell"
          aria-colindex={at + 2}
          data-column={at}
          data-cursor={cursorColumn === at || undefined}
          data-align={column.align}
          data-mono={column.mono ? true : undefined}
          className={classes.cell}
        >
          {cursorColumn === at && editor ? (
            editor
          ) : row === undefined ? (
            <Placeholder index={index} column={at} />
          ) : (
            <Cell row={row} column={column} />
          )}
        </div>
      ))}
    </div>
  )
}

/** One row, 32 px high; a shape of grey bars while its page is loading. */
export const GridRow = memo(GridRowView) as typeof GridRowView

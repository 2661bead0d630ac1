import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import classes from './DataGrid.module.css'
import { cellId } from './GridRow.tsx'
import { headerRow } from './keyboard.ts'
import type { GridColumn, SortOrder } from './types.ts'
import type { GridLayout } from './use-grid-layout.ts'
import { strings } from '../strings.ts'

interface ResizeHandleProps {
  readonly columnId: string
  readonly layout: GridLayout
}

function ResizeHandle({ columnId, layout }: ResizeHandleProps) {
  const startDrag = (down: PointerEvent<HTMLSpanElement>) => {
    down.preventDefault()
    down.stopPropagation()
    const handle = down.currentTarget
    const startWidth = handle.parentElement?.getBoundingClientRect().width ?? layout.widthOf(columnId)
    const widthAt = (event: globalThis.PointerEvent) => startWidth + event.clientX - down.clientX
    const move = (event: globalThis.PointerEvent) => layout.resize(columnId, widthAt(event), false)
    const end = (event: globalThis.PointerEvent) => {
      layout.resize(columnId, widthAt(event), true)
      handle.removeEventListener('pointermove', move)
    }
    handle.setPointerCapture(down.pointerId)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end, { once: true })
  }
  return (
    <span
      className={classes.resize}
      onPointerDown={startDrag}
      onClick={(event) => event.stopPropagation()}
      aria-hidden
    />
  )
}

export interface GridHeaderProps<Row, Key extends string> {
  readonly gridId: string
  readonly columns: readonly GridColumn<Row, Key>[]
  readonly layout: GridLayout
  readonly sort: SortOrder<Key> | undefined
  readonly onSort: (column: number) => void
  readonly cursorColumn: number | null
}

function ariaSort<Key extends string>(
  column: { readonly sortKey?: Key },
  sort: SortOrder<Key> | undefined,
): 'ascending' | 'descending' | 'none' | undefined {
  if (!sort || column.sortKey === undefined) return undefined
  if (column.sortKey !== sort.key) return 'none'
  return sort.direction === 'asc' ? 'ascending' : 'descending'
}

/** Column names; a click sorts, the edge of a column resizes it. */
export function GridHeader<Row, Key extends string>(props: GridHeaderProps<Row, Key>) {
  const { gridId, columns, layout, sort, onSort, cursorColumn } = props
  return (
    <div role="rowgroup" className={classes.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={classes.headRow}
        style={{ gridTemplateColumns: layout.template }}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label={strings.grid.selection}
          className={classes.headCell}
        />
        {columns.map((column, at) => {
          const order = ariaSort(column, sort)
          return (
            <div
              key={column.id}
              id={cellId(gridId, headerRow, at)}
              role="columnheader"
              aria-colindex={at + 2}
              aria-sort={order}
              data-sortable={column.sortKey !== undefined || undefined}
              data-cursor={cursorColumn === at || undefined}
              data-align={column.align}
              className={classes.headCell}
              onClick={() => onSort(at)}
            >
              <span className={classes.text}>{column.header}</span>
              {order === 'ascending' && <IconArrowUp size={13} stroke={2} aria-hidden />}
              {order === 'descending' && <IconArrowDown size={13} stroke={2} aria-hidden />}
              <ResizeHandle columnId={column.id} layout={layout} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

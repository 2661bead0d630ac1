import { useState } from 'react'
import { z } from 'zod'
import { useSetting } from '../../rpc/use-setting.ts'
import type { GridColumn } from './types.ts'

const widthsSchema = z.record(z.string(), z.int())
const noWidths: Record<string, number> = {}
const minColumnWidth = 48
const maxColumnWidth = 1200
/** To this the column that takes the rest may shrink before the grid scrolls sideways. */
const minFlexWidth = 200
/** The share of its width a column of plain text keeps when the window is narrow. */
const textShrink = 0.72

export interface GridLayout {
  /** CSS grid template of a row, the selection column first. */
  readonly template: string
  readonly minWidth: number
  readonly widthOf: (columnId: string) => number
  /** Sets a width in pixels; remembered when `done`. */
  readonly resize: (columnId: string, width: number, done: boolean) => void
  /** Widens (or narrows) the column at this place. */
  readonly resizeBy: (column: number, delta: number) => void
}

const selectionColumnWidth = 36

interface Track {
  readonly min: number
  /** The column's part of the CSS grid template. */
  readonly css: string
}

/**
 * How wide a column may be. What the user set holds; codes, figures and badges keep their width, for half
 * a code is no use; plain text gives way first.
 */
function trackOf<Row>(
  { width, flex, mono, rigid, align }: GridColumn<Row>,
  chosen: number | undefined,
): Track {
  if (flex) {
    const min = chosen ?? Math.min(width, minFlexWidth)
    return { min, css: `minmax(${min}px, 1fr)` }
  }
  const wanted = chosen ?? width
  const fixed = chosen !== undefined || mono === true || rigid === true || align === 'end'
  const min = fixed ? wanted : Math.round(wanted * textShrink)
  return { min, css: fixed ? `${wanted}px` : `minmax(${min}px, ${wanted}px)` }
}

/** Column widths: the declared ones, then what the user made of them, remembered in the workspace. */
export function useGridLayout<Row>(gridId: string, columns: readonly GridColumn<Row>[]): GridLayout {
  const [saved, save] = useSetting(`grid.${gridId}`, widthsSchema, noWidths)
  const [dragged, setDragged] = useState<Record<string, number>>(noWidths)
  const chosen: Record<string, number> = { ...saved, ...dragged }

  const widthOf = (columnId: string) =>
    chosen[columnId] ?? columns.find(({ id }) => id === columnId)?.width ?? minColumnWidth

  const resize = (columnId: string, width: number, done: boolean) => {
    const next = Math.round(Math.min(Math.max(width, minColumnWidth), maxColumnWidth))
    setDragged((before) => ({ ...before, [columnId]: next }))
    if (done) save({ ...chosen, [columnId]: next })
  }

  const resizeBy = (at: number, delta: number) => {
    const column = columns[at]
    if (column) resize(column.id, widthOf(column.id) + delta, true)
  }

  const tracks = columns.map((column) => trackOf(column, chosen[column.id]))
  const minWidth = tracks.reduce((sum, { min }) => sum + min, selectionColumnWidth)
  const template = `${selectionColumnWidth}px ${tracks.map(({ css }) => css).join(' ')}`
  return { template, minWidth, widthOf, resize, resizeBy }
}

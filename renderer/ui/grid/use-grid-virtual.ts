import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, type RefObject } from 'react'
import { rowHeight } from './GridRow.tsx'
import type { GridSource } from './types.ts'

const overscan = 10
/** Rows loaded before and after what is visible, so that slow scrolling never meets a placeholder. */
const lookAhead = 20
const firstScreenful = 40

/** The visible rows, and the one under the cursor: `aria-activedescendant` needs it in the document. */
function withCursorRow(range: Range, cursorRow: number | null): number[] {
  const visible = defaultRangeExtractor(range)
  if (cursorRow === null || cursorRow >= range.count || visible.includes(cursorRow)) return visible
  return [...visible, cursorRow].sort((a, b) => a - b)
}

/** Which rows exist in the document; asks the source for them, and keeps the cursor in view. */
export function useGridVirtual(options: {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly source: GridSource<unknown>
  readonly rows: number
  readonly cursorRow: number | null
  /** The element id of the cell under the cursor. */
  readonly cursorCell: string | undefined
}) {
  const { scroller, source, rows, cursorRow, cursorCell } = options
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here, not passed on
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    // The header covers one row's height of the viewport.
    scrollPaddingEnd: rowHeight,
    rangeExtractor: (range) => withCursorRow(range, cursorRow),
  })
  const first = virtual.range?.startIndex ?? 0
  const last = virtual.range?.endIndex ?? firstScreenful
  useEffect(() => source.ensure(Math.max(0, first - lookAhead), last + lookAhead), [source, first, last])

  const reveal = useEffectEvent((row: number) => virtual.scrollToIndex(row, { align: 'auto' }))
  useEffect(() => {
    if (cursorRow !== null) reveal(cursorRow)
  }, [cursorRow])
  useEffect(() => {
    if (cursorCell)
      document.getElementById(cursorCell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [cursorCell])

  const items = virtual.getVirtualItems()
  return { items, height: virtual.getTotalSize() }
}

import type { ReactNode } from 'react'
import type { RefrainError } from '../../../shared/errors.ts'
import type { FieldMessage } from '../fields/message.ts'
import type { IconComponent } from '../StatusBadge.tsx'

export interface SortOrder<Key extends string = string> {
  readonly key: Key
  readonly direction: 'asc' | 'desc'
}

/** How a cell is edited in place: as text, or as a choice when `options` are given. */
export interface CellEdit<Row> {
  readonly value: (row: Row) => string
  /** Judges what is typed. An error keeps the cell open; a warning is shown and may be saved. */
  readonly validate?: (text: string, row: Row) => FieldMessage | null
  /** Saves; a rejection is shown under the cell, which stays open. */
  readonly save: (row: Row, text: string) => Promise<unknown>
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly canEdit?: (row: Row) => boolean
}

export interface GridColumn<Row, Key extends string = string> {
  readonly id: string
  readonly header: string
  /** Pixels, until the user resizes. */
  readonly width: number
  /** Takes the width that is left; at most one column. */
  readonly flex?: boolean
  readonly align?: 'start' | 'end'
  /** Keeps its width where other text gives way: half a badge is no use. */
  readonly rigid?: boolean
  /** Codes: tabular, slightly smaller. */
  readonly mono?: boolean
  readonly sortKey?: Key
  /** What is copied, and shown when there is no `render`. */
  readonly text: (row: Row) => string
  readonly render?: (row: Row) => ReactNode
  readonly edit?: CellEdit<Row>
}

export interface GridMenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconComponent
  readonly shortcut?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly run: () => void
}

export type GridMenu = readonly (GridMenuItem | 'divider')[]

/** What the grid needs of a list that is sorted and filtered elsewhere and arrives page by page. */
export interface GridSource<Row> {
  readonly subscribe: (listener: () => void) => () => void
  /** Changes whenever anything below would answer differently. */
  readonly version: () => number
  /** Size of the whole list; null until the first page is there. */
  readonly total: () => number | null
  /** The list is longer than `total`, and grows as one goes down. */
  readonly totalIsAtLeast?: () => boolean
  readonly row: (index: number) => Row | undefined
  /** The index of a loaded row that passes, or -1. */
  readonly find: (test: (row: Row) => boolean) => number
  /** Asks for the rows first..last (both included) and forgets requests for others. */
  readonly ensure: (first: number, last: number) => void
  /** The rows first..last, loading what is missing. */
  readonly range: (first: number, last: number) => Promise<readonly Row[]>
  readonly error: () => RefrainError | null
  readonly retry: () => void
}

export interface GridSelection {
  readonly ids: ReadonlySet<number>
  readonly set: (ids: ReadonlySet<number>) => void
  readonly clear: () => void
}

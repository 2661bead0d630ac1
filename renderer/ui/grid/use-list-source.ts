import { useLayoutEffect, useState } from 'react'
import { ListSource } from './list-source.ts'
import type { GridSource } from './types.ts'

/** Rows that are all in memory as a source of a DataGrid. Pass a memoised list: a new one refreshes the grid. */
export function useListSource<Row>(rows: readonly Row[]): GridSource<Row> {
  const [source] = useState(() => new ListSource(rows))
  useLayoutEffect(() => source.replace(rows), [source, rows])
  return source
}

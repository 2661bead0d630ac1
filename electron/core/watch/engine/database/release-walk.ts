import { fieldOfColumn } from '../../../../../shared/domain/matching/listing-fields.ts'
import type { GtinNumbers } from '../gtin-scanner.ts'
import { rowKeys } from '../rows/row-keys.ts'
import type { CodeTable } from './lookup-plan.ts'
import type { PagedFile } from './paged-file.ts'
import type { TableSchema } from './sqlite-schema.ts'
import { type RowObject, rowObject } from './table-row.ts'

/** A table whose rows carry GTINs of releases. */
export interface ReleaseTable {
  readonly table: TableSchema
  /** What each column is called in a row that is handed on. */
  readonly keys: readonly string[]
  /** The keys under which GTINs stand. */
  readonly codes: readonly string[]
}

/** Tables with GTINs, without those whose ISRCs are looked up. */
export function releaseTables(
  tables: readonly TableSchema[],
  coded: readonly Pick<CodeTable, 'table'>[],
): readonly ReleaseTable[] {
  return tables.flatMap((table) => {
    const isLookedUp = coded.some((other) => other.table === table)
    const keys = rowKeys(table.columns.map(({ name }) => name)).map(({ key }) => key)
    const codes = keys.filter((_, column) => isGtin(table.columns[column]?.name ?? ''))
    return isLookedUp || codes.length === 0 || !table.hasRowid ? [] : [{ table, keys, codes }]
  })
}

/** True when a table has a column for GTINs. */
export function hasGtins({ columns }: TableSchema): boolean {
  return columns.some(({ name }) => isGtin(name))
}

function isGtin(column: string): boolean {
  return fieldOfColumn(column)?.field === 'gtin'
}

/** A row of such a table. */
export interface ReleaseRow {
  readonly rowid: number
  readonly offset: number
  /** The row, when it carries one of the catalogue's GTINs. */
  readonly listing: RowObject | null
}

/** Goes through the rows of a table in the order of their numbers, from the one at `from` on. */
export function* releaseRows(
  file: PagedFile,
  { table, keys, codes }: ReleaseTable,
  gtins: GtinNumbers,
  from: number,
): Generator<ReleaseRow> {
  for (const row of file.rows(table.rootPage, from)) {
    const listing = rowObject(file, table, row, keys)
    const isOwn = listing !== null && codes.some((key) => gtins.has(gtinNumber(listing[key])))
    yield { rowid: row.rowid, offset: row.offset, listing: isOwn ? listing : null }
  }
}

/** A code as a number: zeros in front do not count, and neither do spaces and hyphens between digits. */
function gtinNumber(value: string | number | null | undefined): number {
  if (typeof value !== 'string') return value ?? -1
  const digits = value.replace(/[\s-]/g, '')
  return /^\d{8,14}$/.test(digits) ? Number(digits) : -1
}

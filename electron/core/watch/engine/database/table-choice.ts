import { fieldOfColumn, type ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import { jsonPaths } from '../../../../../shared/domain/matching/json-listing.ts'
import type { RowKey } from '../rows/row-keys.ts'
import { asTreePage, cellAt, localBytes, pageType, readDatabaseHeader, Varint } from './sqlite-format.ts'
import { RecordReader } from './sqlite-record.ts'
import type { TableSchema } from './sqlite-schema.ts'
import { TableShapes } from './table-shapes.ts'

/** Which table of a database is swept, and which of its columns stands for what. Plain data: it is stored. */
export interface TableChoice {
  readonly table: string
  /** Name of the column for each field. */
  readonly columns: Readonly<Partial<Record<ListingFieldName, string>>>
}

/** True when a table is the chosen one, or looks exactly like it: rows alone do not tell those two apart. */
export function isChosen(
  { name, columns }: TableSchema,
  choice: TableChoice,
  chosen: TableSchema | null,
): boolean {
  if (name === choice.table) return true
  const names = (table: TableSchema | null) => table?.columns.map((column) => column.name).join('\n')
  return chosen !== null && names({ name, columns, rootPage: 0, hasRowid: true }) === names(chosen)
}

/**
 * The keys for the columns of a chosen table: what is chosen gets a key that is understood; everything else keeps its
 * name, changed where it would be taken for something that is not chosen.
 */
export function chosenKeys(columns: readonly string[], choice: TableChoice): readonly RowKey[] {
  const fields = new Map<string, ListingFieldName>()
  for (const [field, column] of Object.entries(choice.columns)) {
    if (isField(field)) fields.set(column, field)
  }
  return columns.map((name, at) => {
    const field = fields.get(name)
    if (field !== undefined) return { field, key: jsonPaths[field][0]?.[0] ?? name }
    return { field: null, key: fieldOfColumn(name) === null ? name : `column ${String(at + 1)} ${name}` }
  })
}

function isField(name: string): name is ListingFieldName {
  return name in jsonPaths
}

/** The tables that the beginning of a database declares. */
export function tablesAtBeginning(bytes: Buffer): readonly TableSchema[] {
  const header = readDatabaseHeader(bytes)
  if (header === null) return []
  const { pageBytes, usableBytes, encoding } = header
  const [shapes, record, varint] = [new TableShapes(), new RecordReader(), new Varint()]
  for (let number = 1; number * pageBytes <= bytes.length; number++) {
    const page = asTreePage(bytes.subarray((number - 1) * pageBytes, number * pageBytes), number)
    if (page?.type !== pageType.tableLeaf) continue
    for (let index = 0; index < page.cells; index++) {
      const at = cellAt(page, index)
      if (at < 0 || !varint.read(page.bytes, at, usableBytes)) break
      const payload = varint.value
      if (!varint.read(page.bytes, varint.end, usableBytes)) break
      const end = varint.end + localBytes(payload, usableBytes, page.type)
      if (end <= page.bytes.length && record.read(page.bytes, varint.end, end)) shapes.learn(record, encoding)
    }
  }
  return shapes.tables.flatMap(({ schema }) => schema ?? [])
}

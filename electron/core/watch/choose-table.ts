import { fieldOfColumn, type ListingFieldName } from '../../../shared/domain/matching/listing-fields.ts'
import type { TableSchema } from './engine/database/sqlite-schema.ts'
import type { TableChoice } from './engine/database/table-choice.ts'
import { openListing } from './engine/listing-file.ts'

/** Which column of a table stands for which field, by what its columns are called; the first of a field counts. */
export function knownColumns({ columns }: TableSchema): Partial<Record<ListingFieldName, string>> {
  const fields: Partial<Record<ListingFieldName, string>> = {}
  for (const { name } of columns) {
    const known = fieldOfColumn(name)
    if (known !== null) fields[known.field] ??= name
  }
  return fields
}

/** What came of choosing a table: the choice, or the names there are instead. */
export type ChosenTable =
  | { readonly choice: TableChoice }
  | { readonly tables: readonly string[] }
  | { readonly missing: string; readonly columns: readonly string[] }

/**
 * Chooses a table of a database by its name, whatever its case, with the columns given; those of other fields are
 * recognised by their names. A file that is no database has no tables. Throws as opening a listing does.
 */
export async function chooseTable(
  path: string,
  name: string,
  given: Readonly<Partial<Record<ListingFieldName, string>>>,
): Promise<ChosenTable> {
  const file = await openListing(path)
  await file.close()
  const tables = file.tables ?? []
  const isCalled = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  const table = tables.find((one) => one.name === name) ?? tables.find((one) => isCalled(one.name, name))
  if (table === undefined) return { tables: tables.map((one) => one.name) }
  const names = table.columns.map((column) => column.name)
  const columns = new Map(Object.entries(knownColumns(table)))
  for (const [field, wanted] of Object.entries(given)) {
    const found = names.find((one) => one === wanted) ?? names.find((one) => isCalled(one, wanted))
    if (found === undefined) return { missing: wanted, columns: names }
    for (const [other, column] of columns) if (column === found) columns.delete(other)
    columns.set(field, found)
  }
  return { choice: { table: table.name, columns: Object.fromEntries(columns) } }
}

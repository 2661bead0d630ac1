import { jsonKey, jsonPaths } from '../../../../../shared/domain/matching/json-listing.ts'
import { fieldOfColumn, type ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'

/** A column of a table as it goes into a JSON row. */
export interface RowKey {
  readonly field: ListingFieldName | null
  /** The key: the column's own name, or one that is understood where only the name of a CSV column would be. */
  readonly key: string
}

/** The keys for the columns of a table; no two are the same. */
export function rowKeys(columns: readonly string[]): readonly RowKey[] {
  const used = new Set<string>()
  const taken = new Set<ListingFieldName>()
  return columns.map((name) => {
    const field = fieldOfColumn(name)?.field ?? null
    const understood =
      field !== null && jsonPaths[field].some((path) => path.length === 1 && path[0] === jsonKey(name))
    let key = field === null || understood || taken.has(field) ? name : (jsonPaths[field][0]?.[0] ?? name)
    if (field !== null) taken.add(field)
    while (used.has(key)) key = `${key}_`
    used.add(key)
    return { field, key }
  })
}

import { type ColumnMapping, type ImportField, importFields } from '../../../shared/contract/imports.ts'

/** The field a column feeds, or null. */
export function fieldOfColumn(mapping: ColumnMapping, column: number): ImportField | null {
  return importFields.find((field) => mapping.columns[field]?.includes(column)) ?? null
}

/**
 * Lets a column feed a field, or none. A field that has a column already reads the new one where those before it are
 * empty; to replace a column, take it out first.
 */
export function assignColumn(
  mapping: ColumnMapping,
  column: number,
  field: ImportField | null,
): ColumnMapping {
  const columns: ColumnMapping['columns'] = {}
  for (const name of importFields) {
    const others = (mapping.columns[name] ?? []).filter((other) => other !== column)
    const all = name === field ? [...others, column] : others
    if (all.length > 0) columns[name] = all
  }
  return { ...mapping, columns }
}

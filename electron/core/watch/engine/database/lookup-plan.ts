import { fieldOfColumn, type ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import { rowKeys } from '../rows/row-keys.ts'
import type { DatabaseHeader } from './sqlite-format.ts'
import type { IndexSchema, TableSchema } from './sqlite-schema.ts'

/** A table whose codes can be looked up. */
export interface CodeTable {
  readonly table: TableSchema
  /** What each column is called in a row that is handed on. */
  readonly keys: readonly string[]
  readonly indexRoot: number
  readonly collation: 'binary' | 'nocase'
  readonly codeColumn: string
  readonly related: RelatedTables
}

/** Tables that hold what a row of the published dump leaves to others; null what there is not. */
export interface RelatedTables {
  readonly albums: TableSchema | null
  readonly credits: { readonly table: TableSchema; readonly byTrack: number } | null
  readonly artists: TableSchema | null
}

interface Schema {
  readonly tables: readonly TableSchema[]
  readonly indexes: readonly IndexSchema[]
}

/**
 * The tables to look codes up in; null when that would miss something: a table with codes but no index of them, or one
 * whose rows name title and artist, which are compared too.
 */
export function lookupPlan(schema: Schema, header: DatabaseHeader): readonly CodeTable[] | null {
  const coded: CodeTable[] = []
  for (const table of schema.tables) {
    const fields = new Set(table.columns.map(({ name }) => fieldOfColumn(name)?.field))
    if (fields.has('title') && fields.has('artist')) return null
    if (!fields.has('isrc')) continue
    const found = indexedCodes(table, schema, header)
    if (found === null) return null
    coded.push(found)
  }
  return coded.length === 0 ? null : coded
}

function indexedCodes(table: TableSchema, schema: Schema, header: DatabaseHeader): CodeTable | null {
  const columns = table.columns.filter(({ name }) => isField(name, 'isrc'))
  const [column] = columns
  if (column === undefined || columns.length > 1 || !table.hasRowid) return null
  for (const index of schema.indexes) {
    const [first] = index.columns
    if (
      first === undefined ||
      index.isPartial ||
      !isSame(index.table, table.name) ||
      !isSame(first.name, column.name)
    )
      continue
    const collation = first.collation === '' ? column.collation : first.collation
    if (collation !== 'binary' && (collation !== 'nocase' || header.encoding !== 'utf8')) continue
    const keys = rowKeys(table.columns.map(({ name }) => name)).map(({ key }) => key)
    return {
      table,
      keys,
      indexRoot: index.rootPage,
      collation,
      codeColumn: column.name,
      related: relatedTables(schema),
    }
  }
  return null
}

/** The tables of the published dump, by their names. */
export function relatedTables({ tables, indexes }: Schema): RelatedTables {
  const named = (name: string) => tables.find((table) => isSame(table.name, name) && table.hasRowid) ?? null
  const credits = named('track_artists')
  const byTrack = indexes.find(
    (index) => isSame(index.table, 'track_artists') && isSame(index.columns[0]?.name ?? '', 'track_rowid'),
  )
  return {
    albums: named('albums'),
    credits: credits === null || byTrack === undefined ? null : { table: credits, byTrack: byTrack.rootPage },
    artists: named('artists'),
  }
}

function isField(name: string, field: ListingFieldName): boolean {
  return fieldOfColumn(name)?.field === field
}

/** Names in SQL are the same in either case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

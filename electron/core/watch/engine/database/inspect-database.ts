import { fieldOfColumn, type ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import type { Inspection } from '../inspect-listing.ts'
import { type CodeTable, lookupPlan } from './lookup-plan.ts'
import { PagedFile } from './paged-file.ts'
import { hasGtins, releaseTables } from './release-walk.ts'
import type { TableSchema } from './sqlite-schema.ts'

/** How a database is read whose codes are indexed; null for any other. */
export function inspectDatabase(fd: number): Inspection | null {
  const file = PagedFile.open(fd)
  const schema = file?.schema()
  const tables = file === null || schema === undefined ? null : lookupPlan(schema, file.header)
  if (schema === undefined || tables === null) return null
  const fields: Partial<Record<ListingFieldName, string>> = {}
  for (const { table, codeColumn, related } of tables) {
    for (const { name } of table.columns) {
      const field = fieldOfColumn(name)?.field
      if (field !== undefined) fields[field] ??= `${table.name}.${name}`
    }
    fields.isrc = `${table.name}.${codeColumn}`
    if (related.credits !== null && related.artists !== null) fields.artist ??= `${related.artists.name}.name`
    if (related.albums !== null) fields.album ??= `${related.albums.name}.name`
  }
  return {
    layout: {
      ...{ format: 'sqlite', compression: 'none', steps: [], encoding: 'utf-8', dataStart: 0, csv: null },
      special: 'index',
    },
    delimiter: null,
    tables: schema.tables,
    fields,
    warnings: [
      'The database has an index of its ISRCs, and your codes are looked up in it: only rows with one of them are read.',
      ...aboutGtins(schema.tables, tables),
    ],
  }
}

/** What becomes of GTINs, which no index helps to find. */
function aboutGtins(all: readonly TableSchema[], coded: readonly CodeTable[]): readonly string[] {
  const walked = releaseTables(all, coded).map(({ table }) => `“${table.name}”`)
  const left = coded.filter(({ table }) => hasGtins(table)).map(({ table }) => `“${table.name}”`)
  return [
    ...(walked.length === 0
      ? []
      : [`When your releases have GTINs, every row of ${walked.join(', ')} is read to find them.`]),
    ...(left.length === 0
      ? []
      : [`GTINs in rows of ${left.join(', ')} are found by a fuzzy sweep, which reads every row.`]),
  ]
}

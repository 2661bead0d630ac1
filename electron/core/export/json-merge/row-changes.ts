import { z } from 'zod'
import type { RowValues } from '../../context.ts'

type Value = string | number | null | Buffer

/** A row as the store holds it. */
export const storedRow = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.null(), z.instanceof(Buffer)]),
)
export type StoredRow = z.output<typeof storedRow>

/** What an entry adds to a row that is known. */
export interface RowChanges {
  /** Columns to set; null when the entry adds nothing. */
  readonly after: RowValues | null
  /** What these columns hold now. */
  beforeOf(after: RowValues): RowValues
  /** Columns where the entry says something else than is known. */
  readonly kept: readonly { readonly column: string; readonly known: string; readonly offered: string }[]
}

/** Which column a derived one follows. */
const derivedFrom: Readonly<Record<string, string>> = {
  name_key: 'name',
  title_key: 'title',
  artist_key: 'artist',
  gtin14: 'gtin',
  number_key: 'number',
}

/** When a row was made or changed: no fact that could differ. */
const timeColumns: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'added_at'])

/** Fills what is blank and keeps what is known. `derived` columns are set with the column that they follow. */
export function changesOf(row: StoredRow, values: RowValues, derived: RowValues): RowChanges {
  const filled: Record<string, string | number | null> = {}
  const kept: { column: string; known: string; offered: string }[] = []
  for (const [column, offered] of Object.entries(values)) {
    const known = row[column] ?? null
    if (offered === known || isBlank(offered) || timeColumns.has(column)) continue
    if (isBlank(known)) filled[column] = offered
    else kept.push({ column, known: String(known), offered: String(offered) })
  }
  const follows = Object.entries(derived).filter(([column]) => {
    const source = derivedFrom[column]
    return source !== undefined && source in filled
  })
  return {
    after: Object.keys(filled).length === 0 ? null : { ...filled, ...Object.fromEntries(follows) },
    beforeOf: (after) => Object.fromEntries(Object.keys(after).map((column) => [column, plain(row[column])])),
    kept,
  }
}

/** Values that say nothing. */
export function isBlank(value: Value): boolean {
  return value === null || value === '' || value === 'unknown' || value === '[]' || value === '{}'
}

function plain(value: Value | undefined): string | number | null {
  return value === undefined || Buffer.isBuffer(value) ? null : value
}

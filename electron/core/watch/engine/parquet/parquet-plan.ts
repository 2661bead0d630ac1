import { fieldOfColumn, type ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import type { ParquetColumn, ParquetFile } from './parquet-file.ts'

/** Which columns of a Parquet file are read. */
export interface ParquetPlan {
  /** The column of each field. */
  readonly fields: ReadonlyMap<ListingFieldName, ParquetColumn>
  /** Read for every row: what tells whether it may concern the catalogue. */
  readonly compared: readonly ParquetColumn[]
  /** The other texts, and numbers that are GTINs where these are looked for: searched for codes as they stand. */
  readonly searched: readonly ParquetColumn[]
}

const comparedFields: readonly ListingFieldName[] = ['isrc', 'title', 'artist']

/** Finds the columns by their names, as those of a CSV file are. `withGtins`: codes of releases are looked for too. */
export function parquetPlan({ columns }: ParquetFile, withGtins = false): ParquetPlan {
  const best = new Map<ListingFieldName, { readonly rank: number; readonly column: ParquetColumn }>()
  for (const column of columns) {
    if (column.kind === 'other') continue
    const meant = meaning(column.name)
    if (meant === null) continue
    const known = best.get(meant.field)
    if (known === undefined || meant.rank < known.rank) best.set(meant.field, { rank: meant.rank, column })
  }
  const fields = new Map([...best].map(([field, { column }]) => [field, column] as const))
  const known = comparedFields.map((field) => fields.get(field)).filter((column) => column !== undefined)
  const gtins = withGtins ? fields.get('gtin') : undefined
  const searched = columns.filter(
    (column) => (column.kind === 'text' || column === gtins) && !known.includes(column),
  )
  return { fields, compared: known, searched }
}

/** `album.name` is the album; `external_ids.isrc` and `album.upc` the codes; `artists.name` the artist. */
function meaning(name: string) {
  const whole = fieldOfColumn(name)
  if (whole !== null) return whole
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) return null
  const outer = fieldOfColumn(first)
  const last = rest.at(-1) ?? ''
  if (outer !== null && /^(?:name|title)$/i.test(last)) return { ...outer, rank: outer.rank + 100 }
  const inner = fieldOfColumn(last)
  return inner?.field === 'isrc' || inner?.field === 'gtin' ? { ...inner, rank: inner.rank + 100 } : null
}

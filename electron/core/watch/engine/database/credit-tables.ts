import type { RelatedTables } from './lookup-plan.ts'
import type { TableSchema } from './sqlite-schema.ts'

/** The three tables of the published dump that say who performs a track. */
export interface CreditTables {
  readonly tracks: TableSchema
  readonly artists: TableSchema
  readonly credits: TableSchema
  /** Columns: the name of an artist, and the numbers of track and artist in a credit. */
  readonly name: number
  readonly track: number
  readonly artist: number
}

/** Finds the tables that credit tracks to artists; null when there are none. */
export function creditTables(tables: readonly TableSchema[]): CreditTables | null {
  const named = (name: string) =>
    tables.find((table) => table.name.toLowerCase() === name && table.hasRowid) ?? null
  const [tracks, artists, credits] = [named('tracks'), named('artists'), named('track_artists')]
  if (tracks === null || artists === null || credits === null) return null
  const name = columnOf(artists, 'name')
  const [track, artist] = [columnOf(credits, 'track_rowid'), columnOf(credits, 'artist_rowid')]
  return name < 0 || track < 0 || artist < 0 ? null : { tracks, artists, credits, name, track, artist }
}

/**
 * True when rows of the credits can be told from those of every other table by their values alone, as they must be
 * where the pages of a database pass by and nothing says to which table each belongs.
 */
export function creditsAreDistinct(tables: readonly TableSchema[], { credits }: CreditTables): boolean {
  const numbersOnly = ({ columns }: TableSchema) =>
    columns.every(({ affinity, isRowid }) => !isRowid && affinity !== 'text' && affinity !== 'blob')
  return !tables.some(
    (table) =>
      table !== credits &&
      table.hasRowid &&
      table.columns.length === credits.columns.length &&
      numbersOnly(table),
  )
}

function columnOf({ columns }: TableSchema, wanted: string): number {
  return columns.findIndex(({ name }) => name.toLowerCase() === wanted)
}

/** What is known of a track beside its own row, when it can be looked up. */
export interface TrackTables {
  readonly table: TableSchema
  readonly keys: readonly string[]
  readonly related: RelatedTables
}

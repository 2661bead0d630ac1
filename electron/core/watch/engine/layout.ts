import type { ListingFieldName } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CreditTable } from './database/credit-table.ts'
import type { FileTablePass } from './database/taken-tracks.ts'
import type { Compression, UnpackStep } from './unpack/steps.ts'

/** Longer rows are counted as malformed and passed over; no listing is that long. */
export const maxRowBytes = 1 << 20

/** What the rows of a listing are kept in. */
export type ListingFormat = 'csv' | 'jsonl' | 'json' | 'sqlite' | 'parquet' | 'discogs' | 'torrent'

/** How a listing file is built, found out from its content. Plain data: it travels to the workers. */
export interface ListingLayout {
  readonly format: ListingFormat
  /** How the file is packed as a whole. */
  readonly compression: 'none' | Compression
  /** The way from the bytes of the file to the text of its rows; empty when they are the same. */
  readonly steps: readonly UnpackStep[]
  /** `utf-8` stands for every text whose line breaks and delimiters are ASCII bytes, Windows-1252 included. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** Where the first row starts: an offset into the unpacked file. */
  readonly dataStart: number
  readonly csv: CsvLayout | null
  /** Set when rows are not read one after the other. */
  readonly special?: SpecialReading
  /** Of a database in a fuzzy sweep: who its tracks are credited to. Only tracks the table speaks of are swept. */
  readonly credits?: CreditTable
  /** Set while a file table is gone through for tracks that were found before. */
  readonly taken?: FileTablePass
  /** Of a Parquet file: the number behind the last row of each group. */
  readonly groupEnds?: readonly number[]
}

/** `index`: the catalogue's codes are looked up in the indexes of a database, and GTINs in its tables of releases. `columns`: the columns of a Parquet file. */
export type SpecialReading = 'index' | 'columns'

export interface CsvLayout {
  /** The delimiter's byte. */
  readonly delimiter: number
  /** The byte that ends a row: line feed, or carriage return in files that have no line feed. */
  readonly terminator: number
  /** How many cells a row should have. */
  readonly cellCount: number
  /** Column of each recognised field, from 0. */
  readonly columns: Partial<Record<ListingFieldName, number>>
  readonly durationUnit: 'auto' | 'ms' | 's'
}

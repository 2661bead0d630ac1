import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CsvLayout } from './layout.ts'

/** What the cells of a row say, by the columns of its table. */
export function csvListing({ columns, durationUnit }: CsvLayout, cells: readonly string[]): ListingFields {
  const text = (column: number | undefined) => (column === undefined ? '' : (cells[column]?.trim() ?? ''))
  const artist = text(columns.artist)
  const isrc = text(columns.isrc)
  return {
    id: text(columns.id),
    isrcs: isrc === '' ? [] : [isrc],
    title: text(columns.title),
    artists: artist === '' ? [] : [artist],
    artist,
    album: text(columns.album),
    label: text(columns.label),
    url: text(columns.url),
    account: text(columns.account),
    duration: text(columns.duration),
    durationUnit,
    fileName: text(columns.fileName),
    gtins: [text(columns.gtin)],
    year: text(columns.year),
    trackNumber: text(columns.trackNumber),
  }
}

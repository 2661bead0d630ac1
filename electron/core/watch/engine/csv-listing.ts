import type { ListingFieldName, ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import type { CsvLayout } from './layout.ts'

/** What the cells of a row say, by the columns of its table. */
export function csvListing({ columns, durationUnit }: CsvLayout, cells: readonly string[]): ListingFields {
  const text = (field: ListingFieldName) => cells[columns[field] ?? -1]?.trim() ?? ''
  const artist = text('artist')
  const isrc = text('isrc')
  return {
    id: text('id'),
    isrcs: isrc === '' ? [] : [isrc],
    title: text('title'),
    artists: artist === '' ? [] : [artist],
    artist,
    album: text('album'),
    label: text('label'),
    url: text('url'),
    account: text('account'),
    duration: text('duration'),
    durationUnit,
    fileName: text('fileName'),
    gtins: [text('gtin')],
    year: text('year'),
    trackNumber: text('trackNumber'),
  }
}

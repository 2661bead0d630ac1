import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import { listingUrl, type Offers, offersOf } from '../../../../shared/domain/matching/offers.ts'
import type { ListingMatch, MatchedListing } from './listing-matcher.ts'

/** A row of a listing file, as a finding keeps it. */
export interface SweptListing {
  /** The file's own id of the row; empty when it has none. */
  readonly ownId: string
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly album: string | null
  readonly label: string | null
  readonly url: string | null
  readonly account: string | null
  readonly fileName: string | null
  readonly durationMs: number | null
  readonly offers: Offers
}

/** A row that concerns the catalogue. */
export interface RowHit {
  /** Number of the row: counted from 0 in the swept stretch. */
  readonly row: number
  /** Where the row starts in the unpacked file. */
  readonly byteOffset: number
  /** The row's own bytes, without its line break. */
  readonly raw: Uint8Array<ArrayBuffer>
  readonly listing: SweptListing
  readonly matches: readonly ListingMatch[]
}

/** What a row is called by: the file's own id of it, else its number, 1 for the first row of data. */
export function listingId(listing: SweptListing, row: number): string {
  return listing.ownId === '' ? String(row) : listing.ownId
}

/** Where a row leads: its address, the file it names, or its place in the swept file. */
export function rowLocator(listing: SweptListing, fileName: string, row: number): string {
  return listing.url ?? listing.fileName ?? `${fileName}, row ${String(row)}`
}

const longest = 2000

/** What is kept of a row's fields: texts of reasonable length, an address when it is one. */
export function sweptListing(fields: ListingFields, matched: MatchedListing): SweptListing {
  const url = listingUrl(fields.url)
  const fileName = textOrNull(fields.fileName)
  return {
    ownId: clipped(fields.id),
    isrc: clipped(matched.isrc),
    title: clipped(fields.title),
    artist: clipped(fields.artist),
    album: textOrNull(fields.album),
    label: textOrNull(fields.label),
    url,
    account: textOrNull(fields.account),
    fileName,
    durationMs: matched.durationMs,
    offers: offersOf({ url, fileName }),
  }
}

function textOrNull(text: string): string | null {
  const kept = clipped(text)
  return kept === '' ? null : kept
}

/** SQLite would show a text only up to a zero character. */
function clipped(text: string): string {
  if (text === '') return text
  const trimmed = text.trim()
  const kept = trimmed.includes('\u0000') ? trimmed.replaceAll('\u0000', '\ufffd') : trimmed
  return kept.length <= longest ? kept : `${kept.slice(0, longest - 1)}…`
}

import type { SourceListing } from '../../../shared/domain/live/source-listing.ts'
import { shown } from '../../../shared/domain/matching/exact.ts'
import type { ListingFields } from '../../../shared/domain/matching/listing-fields.ts'
import { type CatalogueIndex, type ListingMatch, matchListing } from '../watch/index.ts'

/** A listing with the recordings it concerns. */
export interface MatchedSourceListing {
  readonly listing: SourceListing
  readonly matches: readonly ListingMatch[]
}

/** What channels are called beside their artist's name. */
const channelWords =
  /(?:\s*[-–—]\s*topic|\s*vevo|\s+(?:official|officiel|oficial|offiziell|music|channel|tv|records))+$/iu

/**
 * Compares a listing with the catalogue as a sweep would. Where it names no artist, who put it there may be: 38 % of
 * upload titles leave the artist to the channel ([matching] 3.3).
 */
export function matchSourceListing(index: CatalogueIndex, listing: SourceListing): MatchedSourceListing {
  const texts = textsOf(listing)
  const { matches } = matchListing(index, fieldsOf(listing, listing.artist), texts)
  const channel = listing.artist.trim() === '' ? (listing.account?.trim() ?? '') : ''
  if (channel === '') return { listing, matches }
  const artist = channel.replace(channelWords, '')
  const said = `The title names no artist; compared with the channel, “${shown(channel)}”`
  const byChannel = matchListing(index, fieldsOf(listing, artist === '' ? channel : artist), texts).matches
  const best = new Map(matches.map((match) => [match.recordingId, match]))
  for (const match of byChannel) {
    const known = best.get(match.recordingId)
    if (known !== undefined && known.score >= match.score) continue
    best.set(match.recordingId, { ...match, reasons: [...match.reasons, said] })
  }
  return { listing, matches: [...best.values()].sort((one, other) => other.score - one.score) }
}

function fieldsOf(listing: SourceListing, artist: string): ListingFields {
  const { ref, url, title, account, album, label, isrc, gtin, durationMs, year } = listing
  return {
    id: ref,
    isrcs: isrc === null ? [] : [isrc],
    title,
    artists: artist === '' ? [] : [artist],
    artist,
    album: album ?? '',
    label: label ?? '',
    url,
    account: account ?? '',
    duration: durationMs === null ? '' : String(durationMs),
    durationUnit: 'ms',
    fileName: '',
    gtins: gtin === null ? [] : [gtin],
    year: year === null ? '' : String(year),
    trackNumber: '',
  }
}

function textsOf({ title, artist, account, album, label, url }: SourceListing): readonly string[] {
  return [title, artist, account ?? '', album ?? '', label ?? '', url].filter((text) => text !== '')
}

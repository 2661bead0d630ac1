import { z } from 'zod'
import { canonicalUrl } from '../../../../shared/domain/live/canonical-url.ts'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { type Connector, type PoliteAnswer, type SourceAccess, SourceFailure } from '../connector.ts'
import { askJson, under } from './support/ask-json.ts'
import { listing, yearOf } from './support/listing.ts'

const answer = z.object({
  results: z.array(
    z.object({
      trackId: z.int(),
      trackName: z.string(),
      artistName: z.string(),
      artistViewUrl: z.string().optional(),
      trackViewUrl: z.string(),
      collectionName: z.string().optional(),
      trackTimeMillis: z.number().optional(),
      releaseDate: z.string().optional(),
    }),
  ),
})

/** Above about twenty requests a minute it answers 403, and does not say for how long. */
function judge({ status }: PoliteAnswer): SourceFailure | null {
  return status === 403 ? new SourceFailure('slow-down', 'asks for fewer requests (HTTP 403)', 60_000) : null
}

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by !== 'names') return
  const term = `${query.artist} ${query.title}`
  const url = under(ask.base, '/search', { term, media: 'music', entity: 'song', limit: '200' })
  const accepts = ['application/json', 'text/javascript']
  const { data } = await askJson(ask, { url, accepts, judge, alsoTakes: [403] }, answer)
  yield* data.results.map((found) =>
    listing({
      ref: String(found.trackId),
      url: found.trackViewUrl,
      title: found.trackName,
      artist: found.artistName,
      accountPages:
        found.artistViewUrl === undefined ? [] : [canonicalUrl(found.artistViewUrl) ?? found.artistViewUrl],
      album: found.collectionName ?? null,
      durationMs: found.trackTimeMillis ?? null,
      year: yearOf(found.releaseDate),
      offers: 'page',
    }),
  )
}

export const itunes: Connector = {
  id: 'itunes',
  name: 'iTunes Search',
  base: 'https://itunes.apple.com',
  key: 'none',
  searches: ['names'],
  limits: { requests: 18, perMs: 60_000, perDay: null, atOnce: 1 },
  terms: {
    says: 'About 20 requests a minute; text and link may be shown, artwork is not kept.',
    source: 'https://performance-partners.apple.com/search-api',
    checkedOn: null,
  },
  search,
}

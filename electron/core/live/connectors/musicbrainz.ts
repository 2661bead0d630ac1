import { z } from 'zod'
import { retryAfterMs } from '../../../../shared/domain/live/retry-after.ts'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { type Connector, type PoliteAnswer, type SourceAccess, SourceFailure } from '../connector.ts'
import { askJson, quoted, readAs, under } from './support/ask-json.ts'
import { isrcOf, listing, yearOf } from './support/listing.ts'

const credit = z.object({
  name: z.string(),
  joinphrase: z.string().nullish(),
  artist: z.object({ id: z.string() }).nullish(),
})
const recording = z.object({
  id: z.string(),
  title: z.string(),
  length: z.number().nullish(),
  isrcs: z.array(z.string()).optional(),
  'first-release-date': z.string().nullish(),
  'artist-credit': z.array(credit).optional(),
  releases: z.array(z.object({ title: z.string() })).optional(),
})
const ofCode = z.object({ isrc: z.string(), recordings: z.array(recording) })
const found = z.object({ count: z.int(), recordings: z.array(recording) })

const most = 200
const pageSize = 100

/** Above one request a second it answers 503, as a rule without saying for how long. */
function judge({ status, headers }: PoliteAnswer): SourceFailure | null {
  if (status !== 503) return null
  const wait = retryAfterMs(headers['retry-after'], undefined, 0)
  return new SourceFailure('slow-down', 'asks for fewer requests (HTTP 503)', wait)
}

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by === 'isrc') {
    const url = under(ask.base, `/ws/2/isrc/${query.isrc}`, { inc: 'artist-credits+releases', fmt: 'json' })
    const { answer, data } = await askJson(ask, { url, judge, alsoTakes: [404, 503] }, z.unknown())
    if (answer.status !== 404) yield* readAs(ofCode, data).recordings.map((one) => asListing(one, query.isrc))
  } else if (query.by === 'names') {
    const words = `recording:${quoted(query.title)} AND artist:${quoted(query.artist)}`
    for (let offset = 0; offset < most; offset += pageSize) {
      const place = { limit: String(pageSize), offset: String(offset) }
      const url = under(ask.base, '/ws/2/recording', { query: words, fmt: 'json', ...place })
      const { data } = await askJson(ask, { url, judge, alsoTakes: [503] }, found)
      yield* data.recordings.map((one) => asListing(one, null))
      if (offset + data.recordings.length >= data.count || data.recordings.length === 0) return
    }
  }
}

function asListing(one: z.output<typeof recording>, isrc: string | null): SourceListing {
  const credits = one['artist-credit'] ?? []
  return listing({
    ref: one.id,
    url: `https://musicbrainz.org/recording/${one.id}`,
    title: one.title,
    accountPages: credits.flatMap(({ artist }) =>
      artist ? [`https://musicbrainz.org/artist/${artist.id}`] : [],
    ),
    artist: credits.map(({ name, joinphrase }) => name + (joinphrase ?? '')).join(''),
    album: one.releases?.[0]?.title ?? null,
    isrc: isrc ?? isrcOf(one.isrcs?.[0]),
    durationMs: one.length ?? null,
    year: yearOf(one['first-release-date']),
  })
}

export const musicbrainz: Connector = {
  id: 'musicbrainz',
  name: 'MusicBrainz',
  base: 'https://musicbrainz.org',
  key: 'none',
  searches: ['isrc', 'names'],
  limits: { requests: 1, perMs: 1_100, perDay: null, atOnce: 1 },
  terms: {
    says: 'One request a second, with a user agent that names a contact; the core data are CC0.',
    source: 'https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting',
    checkedOn: null,
  },
  search,
}

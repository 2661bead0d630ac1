import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { type Connector, type SourceAccess, SourceFailure } from '../connector.ts'
import { askJson, quoted, readAs, under } from './support/ask-json.ts'
import { isrcOf, listing, yearOf } from './support/listing.ts'

const token = z.object({ access_token: z.string().min(1) })
const track = z.object({
  id: z.string(),
  name: z.string(),
  artists: z.array(z.object({ id: z.string().nullish(), name: z.string() })),
  duration_ms: z.number(),
  album: z.object({ name: z.string(), release_date: z.string().optional() }).optional(),
  external_ids: z.object({ isrc: z.string().optional() }).optional(),
})
const page = z.object({ tracks: z.object({ items: z.array(track), next: z.string().nullable() }) })

const own = 'https://api.spotify.com'
const accounts = 'https://accounts.spotify.com'
const pageSize = 10
const most = 50

/** A source of its own for each workspace: it holds the token of the artist's key while it is good. */
export function createSpotify(): Connector {
  let held: { readonly key: string; readonly token: string } | null = null

  async function tokenFor(ask: SourceAccess): Promise<string> {
    if (ask.key === null || !/^[^:\s]+:[^:\s]+$/.test(ask.key)) {
      throw new SourceFailure('key', 'needs a client id and secret of yours, written ID:SECRET')
    }
    if (held?.key === ask.key) return held.token
    const url = under(ask.base === own ? accounts : ask.base, '/api/token')
    const basic = Buffer.from(ask.key, 'utf8').toString('base64')
    const { data } = await askJson(
      ask,
      {
        ...{ url, method: 'POST', body: 'grant_type=client_credentials', secrets: ['authorization'] },
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
        alsoTakes: [400],
        judge: ({ status }) =>
          status === 400 ? new SourceFailure('key', 'does not know the client id or secret') : null,
      },
      token,
    )
    held = { key: ask.key, token: data.access_token }
    return held.token
  }

  /** A token lasts an hour: one that is refused is renewed once. */
  async function asked(url: string, ask: SourceAccess, isSecond = false): Promise<z.output<typeof page>> {
    const headers = { authorization: `Bearer ${await tokenFor(ask)}` }
    const request = { url, headers, secrets: ['authorization'], alsoTakes: [401] }
    const { answer, data } = await askJson(ask, request, z.unknown())
    if (answer.status !== 401) return readAs(page, data)
    held = null
    if (isSecond) throw new SourceFailure('key', 'does not take its own token (HTTP 401)')
    return asked(url, ask, true)
  }

  async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
    if (query.by === 'address') return
    const q =
      query.by === 'isrc'
        ? `isrc:${query.isrc}`
        : `track:${quoted(query.title)} artist:${quoted(query.artist)}`
    for (let offset = 0; offset < most; offset += pageSize) {
      const place = { limit: String(pageSize), offset: String(offset) }
      const { tracks } = await asked(under(ask.base, '/v1/search', { q, type: 'track', ...place }), ask)
      yield* tracks.items.map(asListing)
      if (tracks.next === null) return
    }
  }

  return {
    id: 'spotify',
    name: 'Spotify',
    base: own,
    key: 'required',
    keyHelp: 'Client id and secret of an app of yours (developer.spotify.com), written ID:SECRET.',
    searches: ['isrc', 'names'],
    limits: { requests: 10, perMs: 30_000, perDay: null, atOnce: 1 },
    terms: {
      says: 'With the client id of a Premium account, for your own use; catalogue data are not copied in bulk.',
      source: 'https://developer.spotify.com/policy',
      checkedOn: null,
    },
    search,
  }
}

function asListing(found: z.output<typeof track>): SourceListing {
  return listing({
    ref: found.id,
    url: `https://open.spotify.com/track/${found.id}`,
    title: found.name,
    artist: found.artists.map(({ name }) => name).join(', '),
    accountPages: found.artists.flatMap(({ id }) => (id ? [`https://open.spotify.com/artist/${id}`] : [])),
    album: found.album?.name ?? null,
    isrc: isrcOf(found.external_ids?.isrc),
    durationMs: found.duration_ms,
    year: yearOf(found.album?.release_date),
    offers: 'page',
  })
}

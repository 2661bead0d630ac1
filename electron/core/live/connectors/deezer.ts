import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import {
  type Connector,
  type PoliteAnswer,
  type SourceAccess,
  SourceFailure,
  type SourceState,
} from '../connector.ts'
import { askJson, peek, quoted, readAs, under } from './support/ask-json.ts'
import { isrcOf, listing, msOf, yearOf } from './support/listing.ts'

const track = z.object({
  id: z.int(),
  title: z.string(),
  link: z.string(),
  duration: z.number(),
  artist: z.object({ id: z.int().optional(), name: z.string() }),
  contributors: z.array(z.object({ id: z.int() })).optional(),
  isrc: z.string().optional(),
  readable: z.boolean().optional(),
  release_date: z.string().optional(),
  album: z.object({ title: z.string() }).optional(),
})
const page = z.object({ data: z.array(track), next: z.string().optional() })
const problem = z.object({ error: z.object({ code: z.number().optional(), message: z.string().optional() }) })
const states = z.object({ id: z.int(), readable: z.boolean().optional(), available: z.boolean().optional() })

const noData = 800
const most = 200
/** Limits stand in answers of status 200. Codes: developers.deezer.com/api/errors. */
const trouble: Readonly<Record<number, ConstructorParameters<typeof SourceFailure>>> = {
  4: ['quota', 'says that its quota is used up (error 4)', 5_000],
  200: ['key', 'asks for a token (error 200)'],
  300: ['key', 'takes no token of ours (error 300)'],
  700: ['slow-down', 'says that it is busy (error 700)', 10_000],
}

function judge(answer: PoliteAnswer): SourceFailure | null {
  const error = peek(problem, answer)?.error
  if (error === undefined || error.code === noData) return null
  const known = trouble[error.code ?? 0]
  const words = `${String(error.code ?? '')} ${(error.message ?? '').slice(0, 80)}`.trim()
  return known === undefined
    ? new SourceFailure('refused', `names an error (${words})`)
    : new SourceFailure(...known)
}

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by === 'isrc') {
    const { data } = await askJson(
      ask,
      { url: under(ask.base, `/track/isrc:${query.isrc}`), judge },
      z.unknown(),
    )
    if (!problem.safeParse(data).success) yield asListing(readAs(track, data))
  } else if (query.by === 'names') {
    const q = `artist:${quoted(query.artist)} track:${quoted(query.title)}`
    for (let index = 0; index < most; index += 100) {
      const url = under(ask.base, '/search', { q, limit: '100', index: String(index) })
      const { data } = await askJson(ask, { url, judge }, page)
      yield* data.data.map(asListing)
      if (data.next === undefined) return
    }
  }
}

function asListing(found: z.output<typeof track>): SourceListing {
  const artists = [found.artist, ...(found.contributors ?? [])].flatMap(({ id }) => id ?? [])
  return listing({
    ref: String(found.id),
    url: found.link,
    title: found.title,
    artist: found.artist.name,
    accountPages: [...new Set(artists)].map((id) => `https://www.deezer.com/artist/${String(id)}`),
    album: found.album?.title ?? null,
    isrc: isrcOf(found.isrc),
    durationMs: msOf(found.duration),
    year: yearOf(found.release_date),
    offers: 'page',
  })
}

async function stateOf(url: string, ask: SourceAccess): Promise<SourceState | null> {
  const found = /^https?:\/\/(?:www\.)?deezer\.com\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(track|album)\/(\d+)/i.exec(
    url,
  )
  if (found === null) return null
  const [, kind = '', id = ''] = found
  const { data } = await askJson(
    ask,
    { url: under(ask.base, `/${kind.toLowerCase()}/${id}`), judge },
    z.unknown(),
  )
  if (problem.safeParse(data).success) return 'gone'
  const { readable, available } = readAs(states, data)
  return readable === false || available === false ? 'restricted' : 'there'
}

export const deezer: Connector = {
  id: 'deezer',
  name: 'Deezer',
  base: 'https://api.deezer.com',
  key: 'none',
  searches: ['isrc', 'names'],
  // 50 in 5 s a computer; a little is left for clocks that differ.
  limits: { requests: 45, perMs: 5_000, perDay: null, atOnce: 4 },
  terms: {
    says: 'Free for non-commercial use; at most 50 requests in 5 seconds.',
    source: 'https://developers.deezer.com/termsofuse',
    checkedOn: null,
  },
  search,
  stateOf,
}

import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { type Connector, type SourceAccess, SourceFailure } from '../connector.ts'
import { askJson, quoted, under } from './support/ask-json.ts'
import { listing } from './support/listing.ts'

const result = z.object({ url: z.string(), title: z.string() })
const ofSearxng = z.object({ results: z.array(result) })
// Without results `web` is left out; the type always stands there.
const ofBrave = z.object({
  type: z.literal('search'),
  web: z.object({ results: z.array(result) }).optional(),
})

function wordsOf(query: SourceQuery): string | null {
  if (query.by === 'address') return null
  return query.by === 'isrc' ? quoted(query.isrc) : `${quoted(query.artist)} ${quoted(query.title)}`
}

function asListing({ url, title }: z.output<typeof result>): SourceListing {
  return listing({ ref: url, url, title, offers: 'page' })
}

async function* askSearxng(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  const q = wordsOf(query)
  if (q === null) return
  const url = under(ask.base, '/search', { q, format: 'json' })
  const { data } = await askJson(
    ask,
    {
      url,
      alsoTakes: [403],
      judge: ({ status }) =>
        status === 403
          ? new SourceFailure('refused', 'gives no JSON: allow it in its settings (search.formats)')
          : null,
    },
    ofSearxng,
  )
  yield* data.results.map(asListing)
}

async function* askBrave(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  const q = wordsOf(query)
  if (q === null) return
  if (ask.key === null) throw new SourceFailure('key', 'needs a key of yours')
  const url = under(ask.base, '/res/v1/web/search', { q, count: '20' })
  const headers = { 'x-subscription-token': ask.key }
  const { data } = await askJson(ask, { url, headers, secrets: ['x-subscription-token'] }, ofBrave)
  yield* (data.web?.results ?? []).map(asListing)
}

/** The artist's own SearXNG: its address is theirs, and may lie in their network. */
export const searxng: Connector = {
  id: 'searxng',
  name: 'SearXNG',
  key: 'none',
  searches: ['isrc', 'names'],
  limits: { requests: 1, perMs: 3_000, perDay: 1_000, atOnce: 1 },
  terms: {
    says: 'Your own server; the search engines behind it are asked gently.',
    source: 'https://docs.searxng.org/dev/search_api.html',
    checkedOn: null,
  },
  search: askSearxng,
}

export const brave: Connector = {
  id: 'brave',
  name: 'Brave Search',
  base: 'https://api.search.brave.com',
  key: 'required',
  keyHelp: 'A subscription token, from api-dashboard.search.brave.com.',
  searches: ['isrc', 'names'],
  // The monthly credit is worth about a thousand questions.
  limits: { requests: 1, perMs: 1_100, perDay: 33, atOnce: 1 },
  terms: {
    says: 'One question a second; paid by number, so about a thousand a month are asked.',
    source: 'https://api-dashboard.search.brave.com/terms-of-service',
    checkedOn: null,
  },
  search: askBrave,
}

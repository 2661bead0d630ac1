import { gunzipSync } from 'node:zlib'
import type { SourceListing, SourceQuery } from '../../../../../shared/domain/live/source-listing.ts'
import { type Connector, type SourceAccess, SourceFailure } from '../../connector.ts'
import { decodeText } from './decode-text.ts'
import { feedListings } from './feed-listings.ts'
import { pageListings } from './page-listings.ts'

const xml = [
  'application/rss+xml',
  'application/atom+xml',
  'application/xml',
  'text/xml',
  'application/rdf+xml',
]
/** As large sitemaps are kept (sitemaps.org). */
const packed = ['application/gzip', 'application/x-gzip']
const accepts = ['text/html', 'application/xhtml+xml', ...xml, ...packed]
const mostUnpacked = 8 * 1024 * 1024
const mostSitemaps = 10

/** A page, a feed or a sitemap the artist names: what it is shows when it is there. */
async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by !== 'address') return
  const waiting = [query.url]
  const seen = new Set<string>()
  for (let next = waiting.shift(); next !== undefined && seen.size <= mostSitemaps; next = waiting.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    const { body, headers, url } = await ask.client.get({ url: next, accepts, isPage: true }, ask.signal)
    const sent = headers['content-type'] ?? ''
    const isPacked = packed.some((one) => sent.toLowerCase().startsWith(one))
    const type = isPacked ? 'application/xml' : sent
    const text = decodeText(isPacked ? unpack(body) : body, type)
    if (!isXml(type, text)) {
      yield* await pageListings(text, url)
      continue
    }
    const content = feedListings(text, url)
    if (content.kind === 'listings') yield* content.listings
    else waiting.push(...content.urls)
  }
}

function unpack(body: Buffer): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: mostUnpacked })
  } catch {
    throw new SourceFailure('wrong-type', 'sends a packed file that cannot be unpacked, or is too large')
  }
}

function isXml(type: string, text: string): boolean {
  const name = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return xml.includes(name) && !/^\s*<(?:!doctype\s+)?html/i.test(text)
}

export const pages: Connector = {
  id: 'pages',
  name: 'Pages, feeds and sitemaps',
  key: 'none',
  searches: ['address'],
  // Of each host one at a time, a second apart, as for every page.
  limits: { requests: 10, perMs: 1_000, perDay: 5_000, atOnce: 4 },
  terms: {
    says: 'What robots.txt of each site allows; one page of a host a second.',
    source: 'https://www.rfc-editor.org/rfc/rfc9309',
    checkedOn: null,
  },
  search,
}

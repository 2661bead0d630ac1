import type { SourceListing } from '../../../../../shared/domain/live/source-listing.ts'
import { SourceFailure } from '../../connector.ts'
import { durationOf, isrcOf, listing } from '../support/listing.ts'
import { readXml, type XmlElement } from './read-xml.ts'

/** What an XML document under an address is. */
export type FeedContent =
  | { readonly kind: 'listings'; readonly listings: readonly SourceListing[] }
  /** A sitemap of sitemaps. */
  | { readonly kind: 'index'; readonly urls: readonly string[] }

const most = 20_000
const mostSitemaps = 500
const code = /(?<![A-Za-z0-9])[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}(?!\d)/i

/** Reads RSS 2.0, Atom (RFC 4287) or a sitemap (sitemaps.org). Throws SourceFailure `wrong-type` for other XML. */
export function feedListings(text: string, address: string): FeedContent {
  const listings: SourceListing[] = []
  const urls: string[] = []
  let item = new Map<string, string>()
  let root = ''
  readXml(text, (element) => {
    if (element.above.length === 0) root = element.name
    const isItem = element.name === 'item' || element.name === 'entry' || element.name === 'url'
    if (isItem) {
      const one = asListing(item, address)
      if (one !== null && listings.length < most) listings.push(one)
      item = new Map()
    } else if (element.name === 'loc' && element.above.includes('sitemap')) urls.push(element.text)
    else if (
      /^(?:item|entry|url)$/.test(element.above.find((name) => /^(?:item|entry|url)$/.test(name)) ?? '')
    ) {
      for (const [name, value] of factsOf(element)) if (!item.has(name)) item.set(name, value)
    }
  })
  if (root === 'sitemapindex')
    return { kind: 'index', urls: urls.filter((url) => URL.canParse(url)).slice(0, mostSitemaps) }
  if (!['rss', 'feed', 'urlset', 'rdf'].includes(root)) {
    throw new SourceFailure(
      'wrong-type',
      `sends XML that is neither a feed nor a sitemap (${root.slice(0, 40)})`,
    )
  }
  return { kind: 'listings', listings }
}

/** What an element inside an entry says of it. */
function factsOf({ name, attributes, text, above }: XmlElement): readonly (readonly [string, string])[] {
  if (name === 'enclosure') return [['file', attributes.url ?? '']]
  if (name === 'link') {
    if (attributes.rel === 'enclosure') return [['file', attributes.href ?? '']]
    return attributes.rel === undefined || attributes.rel === 'alternate'
      ? [['link', attributes.href ?? text]]
      : []
  }
  if (name === 'name' && above.at(-1) === 'author') return [['author', text]]
  if (name === 'author' || name === 'creator') return text === '' ? [] : [['author', text]]
  return [[name, text]]
}

function asListing(item: ReadonlyMap<string, string>, address: string): SourceListing | null {
  const file = item.get('file') ?? ''
  const page = item.get('link') ?? item.get('loc') ?? ''
  const found = [page, file].find((url) => url !== '' && URL.canParse(url, address))
  if (found === undefined) return null
  const url = new URL(found, address).href
  const title = item.get('title') ?? ''
  const text = `${title} ${item.get('description') ?? ''} ${item.get('summary') ?? ''}`
  return listing({
    // What names an entry is its feed's own: another feed may count from one as well.
    ref: `${address}#${item.get('guid') ?? item.get('id') ?? url}`,
    url,
    title: title === '' ? lastStep(url) : title,
    artist: item.get('artist') ?? '',
    account: item.get('author') ?? null,
    isrc: isrcOf(code.exec(`${text} ${file} ${page}`)?.[0]),
    durationMs: durationOf(item.get('duration')),
    offers: file === '' ? 'page' : 'file',
  })
}

/** The words an address ends with, `night-ferry` as “night ferry”. */
function lastStep(url: string): string {
  const step = new URL(url).pathname.split('/').findLast((one) => one !== '') ?? ''
  try {
    return decodeURIComponent(step)
      .replace(/\.\w{1,5}$/, '')
      .replace(/[-_+]+/g, ' ')
  } catch {
    return step
  }
}

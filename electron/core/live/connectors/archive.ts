import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { type Connector, type SourceAccess, SourceFailure, type SourceState } from '../connector.ts'
import { askJson, quoted, under } from './support/ask-json.ts'
import { listing, yearOf } from './support/listing.ts'

/** One value or several, as its records have it. */
const texts = z.union([z.string(), z.array(z.string())]).optional()
const item = z.object({
  identifier: z.string(),
  title: texts,
  creator: texts,
  uploader: texts,
  date: texts,
  mediatype: texts,
})
const page = z.object({ items: z.array(item), cursor: z.string().optional() })
const failed = z.object({ error: z.string() })
const metadata = z.object({ is_dark: z.boolean().optional(), metadata: z.unknown().optional() })

const fields = 'identifier,title,creator,uploader,date,mediatype'
const mostPages = 3

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by === 'address') return
  const q =
    query.by === 'isrc'
      ? quoted(query.isrc)
      : `title:(${quoted(query.title)}) AND creator:(${quoted(query.artist)})`
  let cursor: string | undefined
  for (let count = 0; count < mostPages; count++) {
    // A hundred is the least it gives at once.
    const parameters = { q, fields, count: '100', ...(cursor === undefined ? {} : { cursor }) }
    const { data } = await askJson(
      ask,
      { url: under(ask.base, '/services/search/v1/scrape', parameters) },
      z.union([page, failed]),
    )
    if ('error' in data) throw new SourceFailure('refused', `names an error (${data.error.slice(0, 100)})`)
    yield* data.items.map(asListing)
    cursor = data.cursor
    if (cursor === undefined) return
  }
}

function asListing(found: z.output<typeof item>): SourceListing {
  return listing({
    ref: found.identifier,
    url: `https://archive.org/details/${found.identifier}`,
    title: joined(found.title) || found.identifier,
    artist: joined(found.creator),
    account: joined(found.uploader) || null,
    year: yearOf(joined(found.date)),
    offers: joined(found.mediatype) === 'audio' ? 'file' : 'page',
  })
}

function joined(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

async function stateOf(url: string, ask: SourceAccess): Promise<SourceState | null> {
  const found = /^https?:\/\/(?:www\.)?archive\.org\/(?:details|download|embed)\/([^/?#]+)/i.exec(url)
  if (found === null) return null
  const { data } = await askJson(ask, { url: under(ask.base, `/metadata/${found[1] ?? ''}`) }, metadata)
  if (data.is_dark === true) return 'restricted'
  // What was never there and what was taken away are both an empty object.
  if (Object.keys(data).length === 0) return 'gone'
  return data.metadata === undefined ? 'unknown' : 'there'
}

export const archive: Connector = {
  id: 'archive',
  name: 'Internet Archive',
  base: 'https://archive.org',
  key: 'none',
  searches: ['isrc', 'names'],
  limits: { requests: 1, perMs: 1_000, perDay: null, atOnce: 1 },
  terms: {
    says: 'Open to programs that name themselves; no number is stated, so one request a second.',
    source: 'https://archive.org/developers/',
    checkedOn: null,
  },
  search,
  stateOf,
}

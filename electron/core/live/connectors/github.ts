import { z } from 'zod'
import { readHttpDate, retryAfterMs } from '../../../../shared/domain/live/retry-after.ts'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import {
  type Connector,
  type PoliteAnswer,
  type SourceAccess,
  SourceFailure,
  type SourceState,
} from '../connector.ts'
import { askJson, peek, quoted, readAs, under } from './support/ask-json.ts'
import { listing, yearOf } from './support/listing.ts'

const repository = z.object({
  id: z.int(),
  full_name: z.string(),
  name: z.string(),
  html_url: z.string(),
  owner: z.object({ login: z.string() }).nullable(),
  created_at: z.string().optional(),
})
const repositories = z.object({ items: z.array(repository) })
const code = z.object({
  items: z.array(
    z.object({
      sha: z.string(),
      path: z.string(),
      html_url: z.string(),
      repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }).nullable() }),
    }),
  ),
})
const said = z.object({ message: z.string() })

const secondary = /rate limit|abuse detection/i
const blocked = /repository access blocked|dmca/i

/** Its limits are answers 403 and 429; how long to wait stands in `retry-after` or `x-ratelimit-reset` (seconds, UTC). */
function judge(answer: PoliteAnswer): SourceFailure | null {
  const { status, headers } = answer
  if (status !== 403 && status !== 429) return null
  const isLimit =
    status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
  if (!isLimit && !secondary.test(peek(said, answer)?.message ?? '')) return null
  const now = readHttpDate(headers.date ?? '')
  const reset = Number(headers['x-ratelimit-reset'] ?? 'x') * 1000
  const untilReset = now === null || Number.isNaN(reset) ? null : Math.max(1_000, reset - now)
  const wait = retryAfterMs(headers['retry-after'], headers.date, now ?? 0) ?? untilReset ?? 60_000
  return new SourceFailure('slow-down', 'asks for fewer requests', wait)
}

function asking({ key }: SourceAccess) {
  return {
    accepts: ['application/json', 'application/vnd.github+json'],
    alsoTakes: [403, 422, 429],
    secrets: ['authorization'],
    judge,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
  }
}

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by === 'address') return
  const words = query.by === 'isrc' ? quoted(query.isrc) : `${quoted(query.artist)} ${quoted(query.title)}`
  const isCode = query.by === 'isrc' && ask.key !== null
  const q = isCode ? words : `${words} in:name,description,readme`
  const url = under(ask.base, `/search/${isCode ? 'code' : 'repositories'}`, { q, per_page: '100' })
  // 422: it cannot make a search of these words.
  const { answer, data } = await askJson(ask, { url, ...asking(ask) }, z.unknown())
  if (answer.status === 403) throw new SourceFailure('refused', 'refuses the search (HTTP 403)')
  if (answer.status === 422) return
  if (isCode) yield* asCode(data, query.isrc)
  else yield* readRepositories(data)
}

function* readRepositories(data: unknown): Generator<SourceListing> {
  for (const { id, name, html_url: url, owner, created_at: created } of readAs(repositories, data).items) {
    yield listing({
      ref: String(id),
      url,
      title: name,
      account: owner?.login ?? null,
      year: yearOf(created),
      offers: 'file',
    })
  }
}

function* asCode(data: unknown, isrc: string): Generator<SourceListing> {
  for (const { path, html_url: url, repository: of } of readAs(code, data).items) {
    const account = of.owner?.login ?? null
    yield listing({
      ref: `${of.full_name}/${path}`,
      url,
      title: path.split('/').at(-1) ?? path,
      account,
      isrc,
      offers: 'file',
    })
  }
}

async function stateOf(url: string, ask: SourceAccess): Promise<SourceState | null> {
  const found = /^https?:\/\/(?:www\.)?github\.com\/([\w.-]+)\/([\w.-]+)/i.exec(url)
  if (found === null) return null
  const [, owner = '', name = ''] = found
  const address = under(ask.base, `/repos/${owner}/${name.replace(/\.git$/, '')}`)
  const more = { ...asking(ask), alsoTakes: [403, 404, 429, 451] }
  const { answer } = await askJson(ask, { url: address, ...more }, z.unknown())
  if (answer.status === 451 || blocked.test(peek(said, answer)?.message ?? '')) return 'removed-legally'
  if (answer.status === 404) return 'gone'
  return answer.status === 403 ? 'unknown' : 'there'
}

export const github: Connector = {
  id: 'github',
  name: 'GitHub',
  base: 'https://api.github.com',
  key: 'optional',
  keyHelp:
    'A token without any rights, from github.com/settings/tokens; with it the code is searched for ISRCs.',
  searches: ['isrc', 'names'],
  limits: { requests: 9, perMs: 60_000, perDay: null, atOnce: 1 },
  terms: {
    says: '10 searches a minute, of code only with a token.',
    source: 'https://docs.github.com/en/rest/search/search#rate-limit',
    checkedOn: null,
  },
  search,
  stateOf,
}

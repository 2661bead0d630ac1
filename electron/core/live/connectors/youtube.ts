import { z } from 'zod'
import { untilNextDay } from '../../../../shared/domain/live/budget-day.ts'
import { readHttpDate } from '../../../../shared/domain/live/retry-after.ts'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import {
  type Connector,
  type PoliteAnswer,
  type SourceAccess,
  SourceFailure,
  type SourceState,
} from '../connector.ts'
import { askJson, peek, quoted, under } from './support/ask-json.ts'
import { durationOf, listing, yearOf } from './support/listing.ts'

const results = z.object({ items: z.array(z.object({ id: z.object({ videoId: z.string() }) })) })
const videos = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        title: z.string(),
        channelId: z.string().optional(),
        channelTitle: z.string(),
        publishedAt: z.string().optional(),
      }),
      contentDetails: z.object({ duration: z.string().optional() }).optional(),
      status: z.object({ privacyStatus: z.string().optional() }).optional(),
    }),
  ),
})
const channels = z.object({
  // Left out where none of them is there any more.
  items: z
    .array(z.object({ id: z.string(), snippet: z.object({ customUrl: z.string().optional() }) }))
    .optional(),
})
const problem = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).optional(),
    message: z.string().optional(),
  }),
})

const pacific = 'America/Los_Angeles'
const searchUnits = 100
const ofDay = /^(?:quotaExceeded|dailyLimitExceeded)$/
const ofMinute = /^(?:rateLimitExceeded|userRateLimitExceeded)$/

/** Its limits are answers 403; the reason stands in the body. Quota comes back at midnight Pacific time. */
function judge(answer: PoliteAnswer): SourceFailure | null {
  if (answer.status === 200) return null
  const error = peek(problem, answer)?.error
  const reason = error?.errors?.[0]?.reason ?? ''
  if (ofDay.test(reason)) {
    const now = readHttpDate(answer.headers.date ?? '')
    return new SourceFailure(
      'quota',
      'says that its quota of today is used up',
      now === null ? 3_600_000 : untilNextDay(pacific, now),
    )
  }
  if (ofMinute.test(reason)) return new SourceFailure('slow-down', 'asks for fewer requests', 60_000)
  const words = `${reason} ${(error?.message ?? '').slice(0, 120)}`.trim()
  const isKey = /key|accessNotConfigured|forbidden/i.test(words)
  return new SourceFailure(
    isKey ? 'key' : 'refused',
    isKey ? `does not take the key (${words})` : `refuses the question (${words})`,
  )
}

/** The key goes in a header: an address stands in more logs on its way. */
function asking({ key }: SourceAccess) {
  if (key === null) throw new SourceFailure('key', 'needs a key of yours')
  return { headers: { 'x-goog-api-key': key }, secrets: ['x-goog-api-key'], alsoTakes: [400, 403], judge }
}

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by !== 'names') return
  const q = `${quoted(query.title)} ${query.artist}`
  const parameters = { part: 'snippet', type: 'video', maxResults: '50', q }
  const url = under(ask.base, '/youtube/v3/search', parameters)
  const { data } = await askJson(ask, { url, cost: searchUnits, ...asking(ask) }, results)
  const ids = data.items.map(({ id }) => id.videoId)
  if (ids.length === 0) return
  const found = await videosOf(ids, ask)
  const handles = await handlesOf(found, ask)
  yield* found.map((video) => asListing(video, handles))
}

/** The names channels are linked by, `@luna`: a video names only the number and the title of its channel. */
async function handlesOf(
  shown: z.output<typeof videos>['items'],
  ask: SourceAccess,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(shown.flatMap(({ snippet }) => snippet.channelId ?? []))]
  if (ids.length === 0) return new Map()
  const url = under(ask.base, '/youtube/v3/channels', {
    part: 'snippet',
    id: ids.join(','),
    maxResults: '50',
  })
  const { items = [] } = (await askJson(ask, { url, ...asking(ask) }, channels)).data
  return new Map(items.flatMap(({ id, snippet }) => (snippet.customUrl ? [[id, snippet.customUrl]] : [])))
}

async function videosOf(ids: readonly string[], ask: SourceAccess) {
  const parameters = { part: 'snippet,contentDetails,status', id: ids.join(',') }
  const url = under(ask.base, '/youtube/v3/videos', parameters)
  return (await askJson(ask, { url, ...asking(ask) }, videos)).data.items
}

function asListing(
  { id, snippet, contentDetails }: z.output<typeof videos>['items'][number],
  handles: ReadonlyMap<string, string>,
): SourceListing {
  const { channelId } = snippet
  const names = channelId === undefined ? [] : [`channel/${channelId}`, handles.get(channelId) ?? '']
  return listing({
    ref: id,
    url: `https://www.youtube.com/watch?v=${id}`,
    title: snippet.title,
    account: snippet.channelTitle,
    accountPages: names.filter(Boolean).map((name) => `https://www.youtube.com/${name}`),
    durationMs: durationOf(contentDetails?.duration),
    year: yearOf(snippet.publishedAt),
    offers: 'page',
  })
}

async function stateOf(url: string, ask: SourceAccess): Promise<SourceState | null> {
  const form =
    /^https?:\/\/(?:(?:www|m|music)\.)?(?:youtube\.com\/(?:watch\?(?:[^#]*&)?v=|shorts\/|embed\/)|youtu\.be\/)([\w-]{11})/
  const id = form.exec(url)?.[1]
  if (id === undefined) return null
  const [video] = await videosOf([id], ask)
  // Deleted, blocked and private videos are all left out of the list.
  if (video === undefined) return 'gone'
  return video.status?.privacyStatus === 'private' ? 'restricted' : 'there'
}

export const youtube: Connector = {
  id: 'youtube',
  name: 'YouTube',
  base: 'https://www.googleapis.com',
  key: 'required',
  keyHelp: 'An API key for the YouTube Data API v3, from console.cloud.google.com.',
  searches: ['names'],
  limits: { requests: 10, perMs: 1_000, perDay: 10_000, dayIn: pacific, atOnce: 2 },
  terms: {
    says: '10,000 units a day, a search costs 100; data are kept no longer than 30 days, pages are not scraped.',
    source: 'https://developers.google.com/youtube/terms/developer-policies',
    checkedOn: null,
  },
  search,
  stateOf,
}

import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import {
  type Connector,
  type PoliteClient,
  type SourceAccess,
  SourceFailure,
} from '../../electron/core/live/connector.ts'
import type { PoliteSource } from '../../electron/core/live/client/polite-client.ts'
import type { KnownSource, LiveMeans } from '../../electron/core/live/index.ts'
import type { SourceListing, SourceQuery } from '../../shared/domain/live/source-listing.ts'

const day = 24 * 60 * 60 * 1000

/** A listing as a test plants it. */
export function planted(part: Partial<SourceListing> & Pick<SourceListing, 'ref' | 'url'>): SourceListing {
  return {
    title: '',
    artist: '',
    account: null,
    album: null,
    label: null,
    isrc: null,
    gtin: null,
    durationMs: null,
    year: null,
    offers: 'page',
    ...part,
  }
}

const answer = z.object({
  listings: z.array(
    z.object({
      ref: z.string(),
      url: z.string(),
      title: z.string(),
      artist: z.string(),
      account: z.string().nullable(),
      album: z.string().nullable(),
      label: z.string().nullable(),
      isrc: z.string().nullable(),
      gtin: z.string().nullable(),
      durationMs: z.number().nullable(),
      year: z.number().nullable(),
      offers: z.enum(['metadata', 'page', 'file', 'art']),
    }),
  ),
})

/** A source as it was asked: its id, the question, and the time of the test's clock. */
export interface AskedQuestion {
  readonly source: string
  readonly query: string
  readonly at: number
}

/** What a source of the test says; a number is the HTTP status of a failure. */
export type Answerer = (source: string, query: SourceQuery) => readonly SourceListing[] | number

/** A server that behaves like any number of sources, and writes down what each was asked. */
export interface LiveServer {
  readonly base: string
  readonly asked: AskedQuestion[]
  answer: Answerer
  close(): Promise<void>
}

/** Starts the server on the loopback. */
export async function openLiveServer(clock: () => number, answerer: Answerer): Promise<LiveServer> {
  const asked: AskedQuestion[] = []
  const state = { answer: answerer }
  const server: Server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://source.test')
    const source = url.pathname.split('/')[1] ?? ''
    const query = queryOf(url.searchParams)
    asked.push({ source, query: url.search, at: clock() })
    const said = state.answer(source, query)
    const body = typeof said === 'number' ? '{"error":true}' : JSON.stringify({ listings: said })
    response.writeHead(typeof said === 'number' ? said : 200, { 'content-type': 'application/json' })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${String(port)}`,
    asked,
    get answer() {
      return state.answer
    },
    set answer(next) {
      state.answer = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

function queryOf(parameters: URLSearchParams): SourceQuery {
  const [isrc, url] = [parameters.get('isrc'), parameters.get('url')]
  if (isrc !== null) return { by: 'isrc', isrc }
  if (url !== null) return { by: 'address', url }
  return { by: 'names', artist: parameters.get('artist') ?? '', title: parameters.get('title') ?? '' }
}

export interface TestSourceOptions {
  readonly base: string
  readonly key?: Connector['key']
  readonly searches?: Connector['searches']
  readonly perDay?: number | null
  readonly takes?: KnownSource['takes']
  readonly intervalMs?: number
}

/** A source whose connector asks the test's server. */
export function testSource(id: string, options: TestSourceOptions): KnownSource {
  const { base, key = 'none', searches = ['isrc', 'names'], perDay = null, takes = [] } = options
  const connector: Connector = {
    id,
    name: `Source ${id}`,
    key,
    searches,
    limits: { requests: 1000, perMs: 1000, perDay, atOnce: 1 },
    terms: { says: 'A source of the tests.', source: 'https://source.test/terms', checkedOn: '2026-11-22' },
    async *search(query: SourceQuery, ask: SourceAccess) {
      const { by, ...asked } = query
      const parameters = new URLSearchParams(by === 'isrc' || by === 'names' ? asked : { ...asked })
      if (ask.key !== null) parameters.set('key', ask.key)
      const { body } = await ask.client.get(
        { url: `${ask.base}/${id}?${parameters.toString()}`, accepts: ['application/json'] },
        ask.signal,
      )
      const parsed = answer.safeParse(JSON.parse(body.toString('utf8')))
      if (!parsed.success)
        throw new SourceFailure('changed-shape', 'answers in another shape than documented')
      yield* parsed.data.listings
    },
  }
  return { connector, base, takes, intervalMs: options.intervalMs ?? 7 * day }
}

/** Units spent by source and day; outlives the core, as the store of a real client does. */
export type Spent = Map<string, number>

/** A client that asks over HTTP and keeps a daily budget; `took` is called with each request. */
export function testClient(
  { id, limits: { perDay } }: PoliteSource,
  clock: () => number,
  spent: Spent,
  took: () => void = () => undefined,
): PoliteClient {
  return {
    async get({ url }, signal) {
      const today = `${id} ${new Date(clock()).toISOString().slice(0, 10)}`
      const units = spent.get(today) ?? 0
      if (perDay !== null && units >= perDay) {
        const left = day - (clock() % day)
        throw new SourceFailure('budget', 'may be asked no more today', left)
      }
      spent.set(today, units + 1)
      took()
      signal.throwIfAborted()
      const response = await fetch(url)
      const body = Buffer.from(await response.arrayBuffer())
      if (response.status === 429) throw new SourceFailure('slow-down', 'asks us to wait', 3_600_000)
      if (response.status >= 500)
        throw new SourceFailure('server-error', `answers ${String(response.status)}`)
      if (response.status === 404) throw new SourceFailure('not-found', 'has no such page')
      return { status: response.status, url, headers: {}, body, isUnchanged: false }
    },
  }
}

/** An alarm that rings when the test says so. */
export function testAlarm() {
  const state: { at: number | null; ring: (() => void) | null } = { at: null, ring: null }
  return {
    state,
    alarm: {
      set(at: number, ring: () => void) {
        state.at = at
        state.ring = ring
      },
      clear() {
        state.at = null
        state.ring = null
      },
    },
  }
}

export interface TestMeansOptions {
  readonly sources: readonly KnownSource[]
  readonly clock: () => number
  readonly alarm: LiveMeans['alarm']
  readonly spent?: Spent
  readonly took?: () => void
}

/** The means of a watch over sources of the test. */
export function testMeans({ sources, clock, alarm, spent = new Map(), took }: TestMeansOptions): LiveMeans {
  return {
    sources,
    alarm,
    client: (source) => testClient(source, clock, spent, took),
    spentToday: ({ connector }) =>
      spent.get(`${connector.id} ${new Date(clock()).toISOString().slice(0, 10)}`) ?? 0,
  }
}

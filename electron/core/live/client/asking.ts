import type { lookup } from 'node:dns'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import type { RequestLog } from '../../platform/outgoing.ts'
import { type PoliteAnswer, type PoliteClient, type PoliteRequest, SourceFailure } from '../connector.ts'
import type { Budgets } from './budgets.ts'
import { purposeOf } from './earlier-requests.ts'
import { exchange, type RawAnswer } from './exchange.ts'
import { mustBeType } from './media-type.ts'
import { pausedFailure, type Pauses } from './pauses.ts'
import type { PoliteSource } from './polite-client.ts'
import { acceptEncoding } from './read-body.ts'
import { type Remembered, rememberKey } from './remembered.ts'
import { type Robots, robotsBytes, type RobotsAnswer, unreadMs } from './robots.ts'
import { statusFailure, tellsOfHost } from './status-failure.ts'
import type { Pace, Turns } from './turns.ts'

/** What every request needs. */
export interface Asking {
  readonly turns: Turns
  readonly pauses: Pauses
  readonly budgets: Budgets
  readonly robots: Robots
  readonly remembered: Remembered
  readonly log: RequestLog
  readonly userAgent: () => string
  readonly clock: () => number
  readonly sleep: (ms: number, signal: CancelSignal) => Promise<void>
  readonly timeoutMs: number
  readonly resolve: typeof lookup | undefined
}

/** A pause that is shorter is waited for; a longer one is the caller's to plan. */
const patienceMs = 10_000
const usualBytes = 2 * 1024 * 1024
const mostRedirects = 10
const mostRobotsRedirects = 5
/** Pages are for people: one at a time, a second apart. */
const pagePace: Pace = { requests: 1, perMs: 1_000, atOnce: 1 }

interface Hop {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly mostBytes: number
  readonly cut: boolean
  readonly hostPace: Pace
  readonly cost: number
}

/** Builds the way to one source. */
export function createAsking(
  asking: Asking,
  source: PoliteSource,
  allowedHosts: readonly string[],
): PoliteClient['get'] {
  const ofSource = `source:${source.id}`

  const mayAsk = async (scope: string, signal: CancelSignal) => {
    for (let pause = asking.pauses.of(scope); pause !== null; pause = asking.pauses.of(scope)) {
      const left = pause.until - asking.clock()
      if (left > patienceMs) throw pausedFailure(pause, left)
      await asking.sleep(left, signal)
    }
  }

  /** One request in its turn, with what it says of the host kept. */
  async function hop(
    request: Pick<PoliteRequest, 'method' | 'body' | 'secrets'>,
    one: Hop,
    signal: CancelSignal,
  ) {
    const { host } = new URL(one.url)
    const ofHost = `host:${host}`
    await mayAsk(ofSource, signal)
    await mayAsk(ofHost, signal)
    // A host in trouble is tried by one request at a time, however many wait.
    const pace = asking.pauses.failures(ofHost) > 0 ? { ...one.hostPace, atOnce: 1 } : one.hostPace
    const done = await asking.turns.take({ id: source.id, pace: source.limits }, { name: host, pace }, signal)
    try {
      // Those before it in the line may have found out meanwhile.
      await mayAsk(ofSource, signal)
      await mayAsk(ofHost, signal)
      if (one.cost > 0) asking.budgets.spend(source.id, source.limits, one.cost)
      const { method = 'GET', body, secrets = [] } = request
      const answer = await exchange(
        {
          ...{ url: one.url, headers: one.headers, mostBytes: one.mostBytes, cut: one.cut },
          ...{ method, body, secrets, allowedHosts, purpose: purposeOf(source.id) },
          ...{ log: asking.log, timeoutMs: asking.timeoutMs, resolve: asking.resolve },
        },
        signal,
      )
      const failure = answer.status >= 400 ? statusFailure(answer, asking.clock()) : null
      if (failure === null || !tellsOfHost(failure)) asking.pauses.succeeded(ofHost)
      return answer
    } catch (error) {
      if (error instanceof SourceFailure && tellsOfHost(error)) throw paused(ofHost, error)
      throw error
    } finally {
      done()
    }
  }

  const paused = (scope: string, failure: SourceFailure) =>
    new SourceFailure(failure.problem, failure.detail, asking.pauses.failed(scope, failure))

  async function askRobots(url: string, signal: CancelSignal): Promise<RobotsAnswer> {
    const headers = { ...common(asking), accept: 'text/plain, */*;q=0.1' }
    for (let at = url, redirects = 0; redirects <= mostRobotsRedirects; redirects++) {
      const one = { url: at, headers, mostBytes: robotsBytes, cut: true, hostPace: pagePace, cost: 0 }
      const answer = await hop({}, one, signal)
      const next = redirectOf(answer, at)
      if (next === null) return robotsAnswer(answer)
      at = next
    }
    // RFC 9309 §2.3.1.2: after five it may be taken for unavailable.
    return { verdict: 'all' }
  }

  /** The pace robots.txt asks for. Throws SourceFailure `robots`. */
  async function pagePaceOf(url: string, signal: CancelSignal): Promise<Pace> {
    const { origin } = new URL(url)
    const rules = await asking.robots.of(origin, (address) => askRobots(address, signal))
    if (!rules.isAllowed(url)) {
      throw rules.isRead
        ? new SourceFailure('robots', 'does not want programs on this page (robots.txt)')
        : new SourceFailure(
            'robots',
            'has a robots.txt that cannot be read now, so nothing is asked',
            unreadMs,
          )
    }
    return { ...pagePace, perMs: Math.max(pagePace.perMs, rules.delayMs ?? 0) }
  }

  return async (request, signal) => {
    const seen = new Set<string>()
    for (let url = addressOf(request.url), redirects = 0; ; redirects++) {
      const isFirst = redirects === 0
      const hostPace = request.isPage === true ? await pagePaceOf(url, signal) : source.limits
      const { headers, key, before } = headersFor(asking, request, source.id, url)
      const mostBytes = request.mostBytes ?? usualBytes
      const cost = isFirst ? (request.cost ?? 1) : 0
      const raw = await hop(request, { url, headers, mostBytes, cut: false, hostPace, cost }, signal)
      const next = request.method === 'POST' ? null : redirectOf(raw, url)
      if (next === null) return finish(request, { url, key, before }, raw)
      seen.add(url)
      if (seen.has(next))
        throw new SourceFailure('refused', `redirects in a circle (${shortened(next, request)})`)
      if (redirects >= mostRedirects) {
        throw new SourceFailure('refused', `redirects more than ${String(mostRedirects)} times`)
      }
      url = next
    }
  }

  function finish(
    request: PoliteRequest,
    { url, key, before }: { url: string; key: string; before: ReturnType<Remembered['find']> },
    raw: RawAnswer,
  ): PoliteAnswer {
    const ofHost = `host:${new URL(url).host}`
    const isUnchanged = raw.status === 304 && before !== null
    const answer: PoliteAnswer = isUnchanged
      ? {
          ...{ status: 200, url, body: before.body, isUnchanged },
          headers: { ...raw.headers, 'content-type': before.contentType },
        }
      : { status: raw.status, url, headers: raw.headers, body: raw.body, isUnchanged }
    const isAnswer = answer.status >= 200 && answer.status < 300
    if (!isAnswer && request.alsoTakes?.includes(answer.status) !== true) {
      const failure = statusFailure(raw, asking.clock())
      throw tellsOfHost(failure) ? paused(ofHost, failure) : failure
    }
    if (isAnswer) mustBeType(answer.headers['content-type'], request.accepts)
    const judged = request.judge?.(answer) ?? null
    if (judged !== null) {
      const isLimit = judged.problem === 'quota' || judged.problem === 'slow-down'
      throw isLimit ? paused(ofSource, judged) : judged
    }
    asking.pauses.succeeded(ofSource)
    if (answer.status === 200 && !isUnchanged && request.method !== 'POST') keep(key, raw)
    return answer
  }

  function keep(key: string, { headers, body }: RawAnswer): void {
    if (/\bno-store\b/i.test(headers['cache-control'] ?? '')) asking.remembered.forget(key)
    else {
      asking.remembered.put(key, {
        etag: headers.etag ?? null,
        lastModified: headers['last-modified'] ?? null,
        contentType: headers['content-type'] ?? '',
        body,
      })
    }
  }
}

function common(asking: Asking): Readonly<Record<string, string>> {
  return { 'user-agent': asking.userAgent(), 'accept-encoding': acceptEncoding }
}

/** The headers of one hop: secret ones only where the request was meant to go, conditions where we know an answer. */
function headersFor(asking: Asking, request: PoliteRequest, source: string, url: string) {
  const secret = new Set((request.secrets ?? []).map((name) => name.toLowerCase()))
  const isElsewhere = new URL(url).origin !== new URL(request.url).origin
  const own = Object.entries(request.headers ?? {}).filter(
    ([name]) => !isElsewhere || !secret.has(name.toLowerCase()),
  )
  const asked = { accept: request.accepts.join(', '), ...Object.fromEntries(own) }
  const key = rememberKey(source, url, asked)
  const before = request.method === 'POST' ? null : asking.remembered.find(key)
  const condition = {
    ...conditionOf('if-none-match', before?.etag ?? null),
    ...conditionOf('if-modified-since', before?.lastModified ?? null),
  }
  return { headers: { ...common(asking), ...asked, ...condition }, key, before }
}

function conditionOf(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value }
}

/** Where an answer sends us; null when it is none that does. */
function redirectOf({ status, headers }: RawAnswer, from: string): string | null {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null
  if (!URL.canParse(location, from))
    throw new SourceFailure('refused', 'redirects to something that is no address')
  return addressOf(new URL(location, from).href)
}

function robotsAnswer({ status, body }: RawAnswer): RobotsAnswer {
  if (status >= 200 && status < 300) return { verdict: 'rules', body: body.toString('utf8') }
  // RFC 9309 §2.3.1.3 and .4; a server that asks for fewer requests has not said that there are no rules.
  return { verdict: status >= 500 || status === 429 ? 'none' : 'all' }
}

/** Without its fragment, which is never sent. */
function addressOf(text: string): string {
  if (!URL.canParse(text)) throw new SourceFailure('refused', 'has no address that can be asked for')
  const url = new URL(text)
  url.hash = ''
  return url.href
}

function shortened(url: string, { secrets = [] }: PoliteRequest): string {
  const { host, pathname } = new URL(url)
  return secrets.length > 0 ? host : `${host}${pathname}`.slice(0, 120)
}

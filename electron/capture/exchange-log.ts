import type { HeaderPair } from '../../shared/domain/evidence/capture/redact-headers.ts'
import type { ReceivedResponse, RequestPaused, SentRequest } from './devtools-events.ts'
import {
  headerValues,
  type RecordedExchange,
  type RecordedRequest,
  type RecordedResponse,
} from './exchange.ts'

/** All exchanges of a capture in the order of their requests. A redirect is an exchange of its own. */
export interface ExchangeLog {
  readonly all: readonly RecordedExchange[]
  /** A request was sent; `redirected` is the answer to the one before it under the same id. */
  sent(id: string, request: SentRequest, type: string, at: number, redirected?: ReceivedResponse): void
  /** The headers that really went out. */
  sentHeaders(id: string, headers: Readonly<Record<string, string>>): void
  /** The head of a response as the Fetch domain shows it. Returns its exchange. */
  paused(paused: RequestPaused): RecordedExchange
  /** Peer, protocol and TLS of a response. */
  received(id: string, response: ReceivedResponse): void
  /** Cookies that a response set; no other message tells them. */
  setCookies(id: string, headers: Readonly<Record<string, string>>): void
  latest(id: string): RecordedExchange | undefined
  /** Values of the cookies responses set so far. */
  cookies(): readonly string[]
  /** Call when nothing more will come: puts the cookies to their responses. */
  finish(): void
}

/** Chromium numbers requests; all hops of a redirect share a number, and some media come without a beginning. */
export function createExchangeLog(): ExchangeLog {
  const all: RecordedExchange[] = []
  const hops = new Map<string, RecordedExchange[]>()
  const headersSent = new Map<string, (readonly HeaderPair[])[]>()
  const cookies = new Map<string, (readonly HeaderPair[])[]>()

  const hopsOf = (id: string) => {
    const known = hops.get(id) ?? []
    hops.set(id, known)
    return known
  }
  const add = (id: string, request: SentRequest, type: string, at: number): RecordedExchange => {
    const exchange = newExchange(request, type, at)
    const place = hopsOf(id).push(exchange) - 1
    const told = headersSent.get(id)?.[place]
    if (told !== undefined) exchange.request.headers = told
    all.push(exchange)
    return exchange
  }
  return {
    all,
    sent(id, request, type, at, redirected) {
      const before = hops.get(id)?.at(-1)
      if (redirected !== undefined && before !== undefined) {
        takeResponse(before, redirected)
        before.redirectTo = request.url
      }
      add(id, request, type, at)
    },
    sentHeaders(id, headers) {
      const told = headersSent.get(id) ?? []
      headersSent.set(id, told)
      told.push(Object.entries(headers))
      // They come before or after the request itself; both are told once for every hop.
      const exchange = hops.get(id)?.[told.length - 1]
      if (exchange !== undefined) exchange.request.headers = Object.entries(headers)
    },
    paused(paused) {
      const id = paused.networkId ?? paused.requestId
      const exchange = hops.get(id)?.at(-1) ?? add(id, paused.request, paused.resourceType, Date.now())
      exchange.respondedAt = Date.now()
      const before = exchange.response
      exchange.response = {
        status: paused.responseStatusCode ?? 0,
        statusText: paused.responseStatusText ?? '',
        headers: (paused.responseHeaders ?? []).map(({ name, value }): HeaderPair => [name, value]),
        protocol: before?.protocol ?? '',
        peer: before?.peer ?? null,
        tls: before?.tls ?? null,
      }
      return exchange
    },
    received(id, response) {
      const exchange = hops.get(id)?.at(-1)
      if (exchange !== undefined) takeResponse(exchange, response)
    },
    setCookies(id, headers) {
      const told = cookies.get(id) ?? []
      cookies.set(id, told)
      told.push(Object.entries(headers).filter(([name]) => name.toLowerCase() === 'set-cookie'))
    },
    latest: (id) => hops.get(id)?.at(-1),
    cookies: () =>
      [...cookies.values()]
        .flat(2)
        .flatMap(([, value]) => value.split('\n'))
        .map((line) => /^[^=;]*=([^;]*)/.exec(line)?.[1]?.trim() ?? ''),
    finish() {
      for (const [id, told] of cookies) {
        for (const [hop, set] of told.entries()) {
          const response = hops.get(id)?.[hop]?.response
          if (
            response === null ||
            response === undefined ||
            headerValues(response.headers, 'set-cookie').length > 0
          )
            continue
          response.headers = [...response.headers, ...set]
        }
      }
    },
  }
}

function newExchange(request: SentRequest, type: string, at: number): RecordedExchange {
  return {
    at: new Date(at).toISOString(),
    respondedAt: null,
    type,
    request: {
      method: request.method,
      url: request.url.replace(/#.*$/s, ''),
      headers: Object.entries(request.headers),
      body: bodyOf(request),
    } satisfies RecordedRequest,
    response: null,
    body: null,
    truncated: null,
    error: null,
    redirectTo: null,
  }
}

/** What the Fetch domain told about the head stays: it has every header, in order, as it came. */
function takeResponse(exchange: RecordedExchange, received: ReceivedResponse): void {
  const { remoteIPAddress: ip, remotePort: port, securityDetails } = received
  const known: RecordedResponse = exchange.response ?? {
    status: received.status,
    statusText: received.statusText,
    headers: Object.entries(received.headers),
    protocol: '',
    peer: null,
    tls: null,
  }
  exchange.respondedAt ??= Date.now()
  exchange.response = {
    ...known,
    protocol: received.protocol ?? known.protocol,
    peer:
      ip === undefined || ip === '' || port === undefined
        ? known.peer
        : { ip: ip.replace(/^\[|\]$/g, ''), port },
    tls:
      securityDetails === undefined
        ? known.tls
        : { version: securityDetails.protocol, cipher: securityDetails.cipher },
  }
}

function bodyOf({ postData, postDataEntries }: SentRequest): Buffer | null {
  if (postDataEntries !== undefined && postDataEntries.length > 0) {
    return Buffer.concat(postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')))
  }
  return postData === undefined ? null : Buffer.from(postData, 'utf8')
}

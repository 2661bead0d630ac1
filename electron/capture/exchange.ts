import type { HeaderPair } from '../../shared/domain/evidence/capture/redact-headers.ts'

export interface RecordedRequest {
  readonly method: string
  /** Without its fragment, which is never sent. */
  readonly url: string
  headers: readonly HeaderPair[]
  readonly body: Buffer | null
  /** True when something was sent that the capture does not hold. */
  readonly bodyLeftOut?: boolean
}

export interface RecordedResponse {
  readonly status: number
  readonly statusText: string
  /** As they came, before anything is done to the body. */
  headers: readonly HeaderPair[]
  protocol: string
  /** IP address without brackets, and port. */
  peer: { readonly ip: string; readonly port: number } | null
  tls: { readonly version: string; readonly cipher: string } | null
}

export type Truncated = 'length' | 'time' | 'unspecified'

/** One request of the page and what came of it, filled while events arrive. */
export interface RecordedExchange {
  /** When the request was sent, UTC. */
  readonly at: string
  /** When the head of the response arrived, in milliseconds since the epoch. */
  respondedAt: number | null
  /** Kind of resource in Chromium's words: Document, Image, Media ... */
  readonly type: string
  request: RecordedRequest
  response: RecordedResponse | null
  /** After content decoding; null when it was not read. */
  body: Buffer | null
  truncated: Truncated | null
  /** Chromium's name of the failure without `net::`. */
  error: string | null
  redirectTo: string | null
}

/** The values of a header, by its name in lower case. */
export function headerValues(headers: readonly HeaderPair[], name: string): readonly string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
}

/** Media type in lower case without parameters; empty when the response names none. */
export function mediaType(headers: readonly HeaderPair[]): string {
  return headerValues(headers, 'content-type').at(-1)?.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Whether the body was changed on its way through the browser: content codings taken off (RFC 9110 §8.4). */
export function isEncoded(headers: readonly HeaderPair[]): boolean {
  return headerValues(headers, 'content-encoding').some((value) => !/^\s*(identity)?\s*$/i.test(value))
}

/** The start page and the hops that led to it: the first request and those its answers redirected to. */
export function startDocuments(exchanges: readonly RecordedExchange[]): readonly RecordedExchange[] {
  const first = exchanges.find(({ type }) => type === 'Document')
  if (first === undefined) return []
  const documents = [first]
  for (let hop = first; hop.redirectTo !== null;) {
    const wanted = hop.redirectTo.replace(/#.*$/s, '')
    const next = exchanges.find(
      (exchange) =>
        exchange.type === 'Document' && exchange.request.url === wanted && !documents.includes(exchange),
    )
    if (next === undefined) break
    documents.push(next)
    hop = next
  }
  return documents
}

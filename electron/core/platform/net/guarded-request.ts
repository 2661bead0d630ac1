import { lookup as resolveName, type LookupAddress } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { isAllowedHost } from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import { readCaptureAddress } from '../../../../shared/domain/evidence/capture/capture-address.ts'
import { addressKind } from '../../../../shared/domain/evidence/capture/ip-address.ts'
import type { HeaderPair } from '../../../../shared/domain/evidence/capture/redact-headers.ts'
import { portOf } from '../../../../shared/domain/text/web-url.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import type { RequestLog } from '../outgoing.ts'
import { offline } from './offline.ts'

export interface GuardedRequest {
  readonly url: string
  /** Default: GET. A POST follows no redirect. */
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
  /** Hosts that may be reached although they are not public. */
  readonly allowedHosts: readonly string[]
  readonly signal: CancelSignal
  /** Longest silence of the server, milliseconds. */
  readonly idleMs: number
  /** Where every request of it is written down, redirects too. */
  readonly log: RequestLog
  /** A code word for what it is for; it stands in the list of requests. */
  readonly purpose: string
  /** For hosts that are not the system's to know: tests. Default: the system's resolver. */
  readonly resolve?: typeof resolveName
  /** How many redirects are followed; with 0 one is an answer like another. Default: 10. */
  readonly mostRedirects?: number
  /** What the list of requests shows in the place of an address and of what was sent. Default: the address alone. */
  readonly shown?: (url: string) => { readonly url: string; readonly sent?: string }
}

/** The head of an answer; `body` is still to be read, or to be destroyed. */
export interface GuardedAnswer {
  readonly url: string
  readonly status: number
  readonly headers: readonly HeaderPair[]
  /** `ip:port` that was connected to. */
  readonly peer: string
  readonly body: IncomingMessage
  readonly redirects: readonly { readonly url: string; readonly status: number; readonly location: string }[]
  /** Writes down how the reading of the body ended. */
  readonly settle: (receivedBytes: number, failure: string | null) => void
}

const usualRedirects = 10

/**
 * Asks for an http(s) address as captures may: never a place outside the public Internet unless its host is allowed. A
 * name is judged by the very answer the connection is made with, so there is no second one it could resolve to.
 * Redirects are followed, each judged anew. Throws FORBIDDEN, OFFLINE, CAPTURE_FAILED, CANCELLED.
 */
export async function openGuarded(request: GuardedRequest): Promise<GuardedAnswer> {
  const redirects: { url: string; status: number; location: string }[] = []
  const { method = 'GET', mostRedirects = usualRedirects } = request
  for (let url = request.url; ;) {
    const address = mayAsk(url, request.allowedHosts)
    const state: Flight = { end: null, cut: false }
    const note = noteOf(request, url, state)
    const body = await ask(request, address, state).catch((error: unknown) => {
      note({ status: null, receivedBytes: 0, failure: request.signal.aborted ? 'stopped' : messageOf(error) })
      throw state.cut ? offline('It was ended.') : error
    })
    state.end = (reason) => body.destroy(reason)
    const status = body.statusCode ?? 0
    const { location } = body.headers
    if (
      status >= 300 &&
      status < 400 &&
      location !== undefined &&
      method === 'GET' &&
      redirects.length < mostRedirects
    ) {
      body.destroy()
      note({ status, receivedBytes: 0, failure: null })
      const next = new URL(location, url).href
      redirects.push({ url, status, location: next })
      url = next
      continue
    }
    const { remoteAddress = '', remotePort = 0 } = body.socket
    const ip = remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress
    return {
      url,
      status,
      headers: pairs(body.rawHeaders),
      peer: `${ip}:${String(remotePort)}`,
      body,
      redirects,
      settle(receivedBytes, failure) {
        note({ status, receivedBytes, failure })
      },
    }
  }
}

/** A request on its way, and how to end it. */
interface Flight {
  end: ((reason: Error) => void) | null
  cut: boolean
}

function noteOf(request: GuardedRequest, url: string, state: Flight): ReturnType<RequestLog['begin']> {
  const { method = 'GET', purpose, body = '' } = request
  return request.log.begin({
    purpose,
    method,
    sentBytes: Buffer.byteLength(body),
    ...(request.shown?.(url) ?? { url }),
    cut() {
      state.cut = true
      state.end?.(offline('It was ended.'))
    },
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function mayAsk(url: string, allowedHosts: readonly string[]): URL {
  const read = readCaptureAddress(url, allowedHosts)
  if (typeof read === 'string') {
    throw new RefrainError(
      'CAPTURE_FAILED',
      `“${url.slice(0, 200)}” is no address that can be asked for. Nothing was kept.`,
      { url },
    )
  }
  if (read.barred !== null) throw notPublic(read.host, read.barred)
  return new URL(read.url)
}

function notPublic(host: string, kind: string): RefrainError {
  return new RefrainError(
    'FORBIDDEN',
    `${host} is not on the public Internet (${kind}). Nothing was kept. If that server is yours, allow its host.`,
    { host, hosts: [host] },
  )
}

function ask(request: GuardedRequest, url: URL, state: Flight): Promise<IncomingMessage> {
  const { signal, idleMs, headers, method = 'GET', body } = request
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = open(url, {
      method,
      headers: { ...headers },
      agent: false,
      lookup: guardedLookup(url, request),
    })
    const onAbort = () => outgoing.destroy(cancelled())
    state.end = (reason) => outgoing.destroy(reason)
    signal.addEventListener('abort', onAbort, { once: true })
    outgoing.setTimeout(idleMs, () => outgoing.destroy(new Error('no answer came in time')))
    outgoing.once('close', () => {
      signal.removeEventListener('abort', onAbort)
    })
    outgoing.once('error', (error) => {
      reject(isRefrainError(error) ? error : unreachable(url.host, error))
    })
    outgoing.once('response', resolve)
    outgoing.end(body)
  })
}

/** Resolves a name and gives the connection only addresses it may be made to. */
function guardedLookup(url: URL, request: GuardedRequest): LookupFunction {
  const isAllowed = isAllowedHost(request.allowedHosts, url.hostname, portOf(url))
  const resolve = request.resolve ?? resolveName
  return (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error: Error | null, found: readonly LookupAddress[]) => {
      if (error !== null) {
        answer(error, '')
        return
      }
      const barred = found.find(({ address }) => addressKind(address) !== 'public')
      if (barred !== undefined && !isAllowed) {
        answer(
          notPublic(url.host, `${hostname} is ${barred.address}, ${addressKind(barred.address) ?? ''}`),
          '',
        )
      } else if (options.all === true) answer(null, [...found])
      else answer(null, found[0]?.address ?? '', found[0]?.family ?? isIP(found[0]?.address ?? ''))
    })
  }
}

function pairs(raw: readonly string[]): readonly HeaderPair[] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[index * 2] ?? '',
    raw[index * 2 + 1] ?? '',
  ])
}

function unreachable(host: string, cause: Error): RefrainError {
  return new RefrainError(
    'CAPTURE_FAILED',
    `${host} could not be reached (${cause.message}). Nothing was kept. Try again later.`,
    { host },
    { cause },
  )
}

/** The failure of a request that was given up by the user. */
export function cancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'Cancelled. Nothing of this file was kept.')
}

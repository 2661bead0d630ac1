import { Resolver } from 'node:dns/promises'
import type { CancelSignal } from '../../../../shared/contract/index.ts'
import { addressKind } from '../../../../shared/domain/evidence/capture/ip-address.ts'
import type {
  DnsFacts,
  ProviderFacts,
  ProviderRequest,
} from '../../../../shared/domain/evidence/provider/provider-record.ts'
import {
  addressService,
  domainService,
  rdapBootstrap,
  type RdapBootstrap,
  readDomain,
  readNetwork,
} from '../../../../shared/domain/evidence/provider/rdap.ts'
import { isRefrainError } from '../../../../shared/errors.ts'
import type { RequestLog } from '../../platform/outgoing.ts'
import { type GuardedAnswer, openGuarded } from '../../platform/net/guarded-request.ts'

/** Whom the app asks. */
export interface ProviderServices {
  /** Where IANA keeps `dns.json`, `ipv4.json` and `ipv6.json`; ends with a slash. */
  readonly bootstrap: string
  readonly resolver: Pick<Resolver, 'resolve4' | 'resolve6' | 'resolveCname' | 'resolveNs'>
  /** How long a whole answer may take, milliseconds: one that trickles must not hold the look-up for ever. */
  readonly longestWaitMs: number
  /** Hosts among them that are not public. */
  readonly allowedHosts: readonly string[]
}

/** IANA, the registries it names, and the system's name servers. */
export function publicServices(): ProviderServices {
  return {
    bootstrap: 'https://data.iana.org/rdap/',
    resolver: new Resolver({ timeout: 5_000, tries: 2 }),
    longestWaitMs: 60_000,
    allowedHosts: [],
  }
}

export interface LookUp {
  readonly host: string
  /** IP address the capture was answered from; null when it is not known. */
  readonly peer: string | null
  readonly now: () => string
  readonly signal: CancelSignal
  /** Where every question is written down. */
  readonly log: RequestLog
  readonly progress: (done: number, note: string) => void
}

const longestAnswer = 2 * 1024 * 1024
const idleMs = 15_000
const purpose = 'provider'

/**
 * Asks who is behind a host: its addresses and name servers (DNS), the registration of its domain and the network of
 * its address (RDAP, RFC 9082 and 9083, found through IANA's bootstrap files, RFC 9224). What gives no answer is in
 * `requests` with the reason, and null or empty in the facts. Throws CANCELLED and OFFLINE only.
 */
export async function lookUpProvider(
  { host, peer, now, signal, log, progress }: LookUp,
  services: ProviderServices,
): Promise<{ readonly facts: ProviderFacts; readonly requests: readonly ProviderRequest[] }> {
  const requests: ProviderRequest[] = []
  const asker = createAsker(requests, services, { now, signal, log })
  const bare = host.replace(/^\[|\]$/g, '')
  const isAddress = addressKind(bare) !== null
  const { getDomain } = await import('tldts')
  const domain = isAddress ? null : getDomain(bare)
  progress(0, 'DNS')
  const dns = isAddress ? noDns : await askDns(asker, bare, domain)
  progress(1, 'RDAP')
  const address = [peer, isAddress ? bare : null, ...dns.a, ...dns.aaaa].find(
    (one): one is string => one !== null && addressKind(one) === 'public',
  )
  const registration = domain === null ? null : await askDomain(asker, domain)
  progress(2, 'RDAP')
  const network = address === undefined ? null : await askAddress(asker, address)
  progress(3, '')
  signal.throwIfAborted()
  return { facts: { host: bare, domain, address: address ?? null, dns, registration, network }, requests }
}

const noDns: DnsFacts = { a: [], aaaa: [], cname: [], ns: [] }

interface Asker {
  readonly dns: (type: string, name: string, ask: () => Promise<string[]>) => Promise<string[]>
  readonly json: (kind: 'bootstrap' | 'rdap', url: string) => Promise<unknown>
  readonly services: ProviderServices
}

async function askDns({ dns, services }: Asker, host: string, domain: string | null): Promise<DnsFacts> {
  const { resolver } = services
  return {
    a: await dns('A', host, () => resolver.resolve4(host)),
    aaaa: await dns('AAAA', host, () => resolver.resolve6(host)),
    cname: await dns('CNAME', host, () => resolver.resolveCname(host)),
    ns: domain === null ? [] : await dns('NS', domain, () => resolver.resolveNs(domain)),
  }
}

async function askDomain(asker: Asker, domain: string) {
  const service = await serviceOf(asker, 'dns', (file) => domainService(file, domain))
  return service === null ? null : readDomain(await asker.json('rdap', `${service}domain/${domain}`))
}

async function askAddress(asker: Asker, address: string) {
  const file = address.includes(':') ? 'ipv6' : 'ipv4'
  const service = await serviceOf(asker, file, (bootstrap) => addressService(bootstrap, address))
  return service === null ? null : readNetwork(await asker.json('rdap', `${service}ip/${address}`))
}

async function serviceOf(
  { json, services }: Asker,
  file: 'dns' | 'ipv4' | 'ipv6',
  find: (bootstrap: RdapBootstrap) => string | null,
): Promise<string | null> {
  const { data } = rdapBootstrap.safeParse(await json('bootstrap', `${services.bootstrap}${file}.json`))
  return data === undefined ? null : find(data)
}

function createAsker(
  requests: ProviderRequest[],
  services: ProviderServices,
  { now, signal, log }: Pick<LookUp, 'now' | 'signal' | 'log'>,
): Asker {
  return {
    services,
    async dns(type, name, ask) {
      signal.throwIfAborted()
      const question = `${type} ${name}`
      const request = { at: now(), kind: 'dns', question, status: null } as const
      const settle = log.begin({
        ...{ purpose, method: 'DNS', url: question, sentBytes: 0 },
        // The question is out by then, and none follows it.
        cut: () => undefined,
      })
      try {
        const found = (await ask()).sort()
        settle({ status: 0, receivedBytes: 0, failure: null })
        requests.push({ ...request, answer: found.join('\n'), error: '' })
        return found
      } catch (error) {
        settle({ status: null, receivedBytes: 0, failure: codeOf(error) })
        requests.push({ ...request, answer: '', error: codeOf(error) })
        return []
      }
    },
    async json(kind, url) {
      const request = { at: now(), kind, question: url } as const
      try {
        const { status, text } = await fetchText(url, services, signal, log)
        requests.push({ ...request, status, answer: text, error: '' })
        if (status !== 200) return null
        const answer: unknown = JSON.parse(text)
        return answer
      } catch (error) {
        signal.throwIfAborted()
        if (isRefrainError(error) && error.code === 'OFFLINE') throw error
        const last = requests.at(-1)
        // An answer that is no JSON is kept as it came.
        if (last?.at !== request.at || last.question !== url) {
          requests.push({ ...request, status: null, answer: '', error: codeOf(error) })
        }
        return null
      }
    },
  }
}

async function fetchText(
  url: string,
  { allowedHosts, longestWaitMs }: ProviderServices,
  signal: CancelSignal,
  log: RequestLog,
) {
  const headers = { accept: 'application/rdap+json, application/json', 'accept-encoding': 'identity' }
  const own = new AbortController()
  const stop = () => {
    own.abort()
  }
  signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(stop, longestWaitMs)
  try {
    const request = { url, headers, allowedHosts, signal: own.signal, idleMs, log, purpose }
    return await readAnswer(await openGuarded(request))
  } catch (error) {
    signal.throwIfAborted()
    if (isRefrainError(error) && error.code === 'OFFLINE') throw error
    if (own.signal.aborted) throw new Error('the answer took too long', { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

async function readAnswer(answer: GuardedAnswer): Promise<{ status: number; text: string }> {
  const got = { bytes: 0 }
  try {
    const text = await readText(answer.body, got)
    answer.settle(got.bytes, null)
    return { status: answer.status, text }
  } catch (error) {
    answer.settle(got.bytes, codeOf(error))
    throw error
  }
}

async function readText(body: GuardedAnswer['body'], got: { bytes: number }): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of body) {
    const chunk = Buffer.from(part as Uint8Array)
    got.bytes += chunk.byteLength
    if (got.bytes > longestAnswer) {
      body.destroy()
      throw new Error('the answer is longer than 2 MB')
    }
    parts.push(chunk)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Node's name of a failure, else its message. */
function codeOf(error: unknown): string {
  if (isRefrainError(error)) return error.message
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

/** The parts of an absolute http(s) address, as a rule or a notice needs them. */
export interface WebAddress {
  readonly scheme: 'http' | 'https'
  /** Host in lower case without a final dot. */
  readonly host: string
  /** Host without a leading “www.”: what listings, rules and the provider directory are compared by. */
  readonly domain: string
  /** From the first “/” up to the query, as written; empty when the address ends at the host. */
  readonly path: string
  /** With its “?”; empty when there is none. */
  readonly query: string
  /** With its “#”; empty when there is none. */
  readonly fragment: string
}

const shape =
  /^(https?):\/\/(?:[^\s/?#@\\]*@)?([^\s/?#@:\\[\]]+|\[[0-9a-f:.]+\])(?::(\d{0,5}))?(\/[^\s?#\\]*)?(\?[^\s#]*)?(#\S*)?$/iu
const hostName = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]{0,62}(?:\.[\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]{0,62})*$/u
const address4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/
const address6 = /^\[[0-9a-f:.]+\]$/
/** A host that ends in a number is read as an IPv4 address by browsers, whatever stands before it. */
const endsInNumber = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u

/**
 * Reads an absolute http(s) address (RFC 3986). Returns null for everything else: another scheme, no host,
 * white space, control or direction-changing characters, a backslash before the query (browsers and this
 * reader would disagree about the host).
 */
export function parseWebAddress(text: string): WebAddress | null {
  const trimmed = text.trim()
  if (invisible.test(trimmed)) return null
  const [, scheme, rawHost, port = '', path = '', query = '', fragment = ''] = shape.exec(trimmed) ?? []
  if (scheme === undefined || rawHost === undefined || Number(port) > 65_535) return null
  const host = rawHost.normalize('NFKC').toLowerCase().replace(/\.$/, '')
  if (!isHost(host)) return null
  return {
    scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    host,
    domain: host.replace(/^www\.(?=.*\.)/, ''),
    path,
    query,
    fragment,
  }
}

/** The domain a listing's address is filed under, or null when it is no web address. */
export function webDomain(text: string): string | null {
  return parseWebAddress(text)?.domain ?? null
}

/** The domain and its parents, nearest first, down to two labels: `a.b.co` gives `a.b.co`, `b.co`. */
export function domainAndParents(domain: string): readonly string[] {
  const labels = domain.split('.')
  if (labels.length < 2 || isIpAddress(domain)) return [domain]
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

/** True for an IPv4 or bracketed IPv6 address in the place of a host name. */
export function isIpAddress(host: string): boolean {
  return address6.test(host) || address4.test(host)
}

/** True when `domain` is `parent` or lies under it. */
export function isWithinDomain(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`)
}

/** What is kept under the domain or the nearest of its parents; undefined where nothing is. */
export function underDomain<T>(kept: ReadonlyMap<string, T>, domain: string): T | undefined {
  for (let at = 0; ; at++) {
    const found = kept.get(domain.slice(at))
    at = domain.indexOf('.', at)
    if (found !== undefined || at < 0) return found
  }
}

function isHost(host: string): boolean {
  if (isIpAddress(host)) return true
  return host.length <= 253 && hostName.test(host) && !endsInNumber.test(host)
}

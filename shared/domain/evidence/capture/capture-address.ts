import { parseWebAddress } from '../../findings/web-address.ts'
import { parseUrl, portOf } from '../../text/web-url.ts'
import { isAllowedHost } from './allowed-hosts.ts'
import { type AddressKind, addressKind } from './ip-address.ts'

/** Longest address that is captured, in characters. */
export const longestAddress = 20_000

/** Why a text is no address that can be captured. */
export type AddressFault = 'no-scheme' | 'not-an-address' | 'credentials' | 'too-long'

/** An address as it is captured: absolute http(s), without its fragment, which is never sent. */
export interface CaptureAddress {
  readonly url: string
  /** As an allowance names it: `host`, or `host:port` where the port is not the scheme's own. */
  readonly host: string
  /** What the host is, when it is an IP address outside the public Internet; null otherwise. */
  readonly barred: Exclude<AddressKind, 'public'> | null
}

/** A host by one of the names that never leave the machine (RFC 6761 §6.3). */
function isLocalName(hostname: string): boolean {
  const bare = hostname.replace(/\.$/, '')
  return bare === 'localhost' || bare.endsWith('.localhost')
}

/**
 * Reads one address. `barred` says that it lies outside the public Internet and its host is not among `allowed`; what
 * other names resolve to is only known when they are asked for.
 */
export function readCaptureAddress(text: string, allowed: readonly string[]): CaptureAddress | AddressFault {
  const trimmed = text.trim()
  if (trimmed.length > longestAddress) return 'too-long'
  if (parseWebAddress(trimmed) === null) {
    return /^[a-z][a-z0-9+.-]*:/i.test(trimmed) || !/^[^\s/]+\.[^\s/]+/.test(trimmed)
      ? 'not-an-address'
      : 'no-scheme'
  }
  const url = parseUrl(trimmed)
  if (url === null) return 'not-an-address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  const kind = isLocalName(url.hostname) ? 'loopback' : addressKind(url.hostname)
  const isBarred = kind !== null && kind !== 'public' && !isAllowedHost(allowed, url.hostname, portOf(url))
  return { url: url.href.replace(/#.*$/s, ''), host: url.host, barred: isBarred ? kind : null }
}

/** One line that names no address that can be captured. */
export interface BadLine {
  /** Counted from 1. */
  readonly line: number
  readonly text: string
  readonly fault: AddressFault
}

/** What a text of many lines asks to be captured. */
export interface AddressLines {
  /** Each once, in the order of their first line. */
  readonly addresses: readonly CaptureAddress[]
  readonly bad: readonly BadLine[]
  /** Lines that repeat an address above them. */
  readonly repeated: number
  /** Hosts that need an allowance, each once. */
  readonly barredHosts: readonly string[]
}

/**
 * Reads pasted text: one address a line, or several on a line when all of them are addresses. Empty lines are passed
 * over, and so are lines that begin with “#” (RFC 2483 §5, what browsers drop).
 */
export function readAddressLines(text: string, allowed: readonly string[]): AddressLines {
  const addresses = new Map<string, CaptureAddress>()
  const bad: BadLine[] = []
  let repeated = 0
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    for (const part of partsOf(line)) {
      const read = readCaptureAddress(part, allowed)
      if (typeof read === 'string') bad.push({ line: index + 1, text: part.trim(), fault: read })
      else if (addresses.has(read.url)) repeated++
      else addresses.set(read.url, read)
    }
  }
  const list = [...addresses.values()]
  const barred = list.filter((address) => address.barred !== null)
  return { addresses: list, bad, repeated, barredHosts: [...new Set(barred.map(({ host }) => host))] }
}

function partsOf(line: string): readonly string[] {
  const parts = line.trim().split(/\s+/)
  return parts.length > 1 && parts.every((part) => /^https?:\/\//i.test(part)) ? parts : [line]
}

import type { Session } from 'electron'
import { isAllowedHost } from '../../shared/domain/evidence/capture/allowed-hosts.ts'
import { addressKind } from '../../shared/domain/evidence/capture/ip-address.ts'
import { within } from './timed.ts'

/** Decides where a capture may connect to. */
export interface AddressGuard {
  /** Why an address must not be requested, in words, or null when it may. */
  objection(address: string): Promise<string | null>
  /** True when a connection to this `ip:port` was to be: public, or resolved from a host the user allowed. */
  isExpectedPeer(peer: string): boolean
}

const resolveMs = 5_000
const harmless = /^(data|blob|about):/

/**
 * Lets through http(s) to public addresses and to the hosts the user allowed. A name is resolved as Chromium will
 * resolve it; since the answer may be another one when Chromium asks again, the peers of all connections are held
 * against `isExpectedPeer` afterwards.
 */
export function createAddressGuard(
  session: Pick<Session, 'resolveHost'>,
  allowedHosts: readonly string[],
): AddressGuard {
  const allowedPeers = new Set<string>()

  async function addressesOf(host: string): Promise<readonly string[]> {
    if (addressKind(host) !== null) return [host.replace(/^\[|\]$/g, '')]
    try {
      const { endpoints } = await within(session.resolveHost(host), resolveMs, 'resolving')
      return endpoints.map(({ address }) => address)
    } catch {
      // Chromium will say what is wrong with the name, in words that belong into the record.
      return []
    }
  }

  return {
    async objection(address) {
      if (harmless.test(address)) return null
      const url = parseUrl(address)
      if (url === null) return 'no address'
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return `not http: ${url.protocol}`
      const addresses = await addressesOf(url.hostname)
      const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)
      if (isAllowedHost(allowedHosts, url.hostname, port)) {
        for (const one of addresses) allowedPeers.add(peerKey(one, port))
        return null
      }
      const barred = addresses.find((one) => addressKind(one) !== 'public')
      return barred === undefined ? null : `${barred} is ${addressKind(barred) ?? 'unknown'}`
    },
    isExpectedPeer(peer) {
      const at = peer.lastIndexOf(':')
      const ip = peer.slice(0, at)
      return addressKind(ip) === 'public' || allowedPeers.has(peerKey(ip, Number(peer.slice(at + 1))))
    },
  }
}

function peerKey(ip: string, port: number): string {
  return `${ip.replace(/^\[|\]$/g, '')} ${String(port)}`
}

function parseUrl(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

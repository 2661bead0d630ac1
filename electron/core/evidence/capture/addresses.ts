import type { Database } from 'better-sqlite3'
import {
  allowedHostList,
  allowedHostsSetting,
} from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import {
  type AddressFault,
  type CaptureAddress,
  readCaptureAddress,
} from '../../../../shared/domain/evidence/capture/capture-address.ts'
import { RefrainError } from '../../../../shared/errors.ts'

/**
 * The address as it is captured: an absolute http(s) address without its fragment. Throws VALIDATION for anything
 * else, FORBIDDEN for an address outside the public Internet whose host the user has not allowed. What a name
 * resolves to is checked by the capture itself.
 */
export function captureAddress(text: string, allowedHosts: readonly string[]): string {
  const address = readAddress(text, allowedHosts)
  mustBeAllowed([address])
  return address.url
}

/** All of them, in their order; the failure names every host that would have to be allowed. Throws as `captureAddress`. */
export function captureAddresses(
  texts: readonly string[],
  allowedHosts: readonly string[],
): readonly string[] {
  const addresses = texts.map((text) => readAddress(text, allowedHosts))
  mustBeAllowed(addresses)
  return addresses.map(({ url }) => url)
}

function readAddress(text: string, allowedHosts: readonly string[]): CaptureAddress {
  const read = readCaptureAddress(text, allowedHosts)
  if (typeof read === 'string') throw notAnAddress(text, read)
  return read
}

function notAnAddress(text: string, fault: AddressFault): RefrainError {
  if (fault === 'credentials') {
    return new RefrainError(
      'VALIDATION',
      `The address at ${new URL(text.trim()).host} holds a name or a password, which would stand in the evidence. Nothing was captured. Give it without them.`,
    )
  }
  return new RefrainError(
    'VALIDATION',
    `“${text.slice(0, 200)}” is not a web address. Nothing was captured. Give it as https://…`,
    { url: text },
  )
}

function mustBeAllowed(addresses: readonly CaptureAddress[]): void {
  const barred = addresses.filter((address) => address.barred !== null)
  const [first] = barred
  if (first === undefined) return
  throw new RefrainError(
    'FORBIDDEN',
    `${first.host} is not on the public Internet (${first.barred ?? ''}). Nothing was captured. If that server is yours, allow its host.`,
    { url: first.url, host: first.host, hosts: [...new Set(barred.map(({ host }) => host))] },
  )
}

/** The hosts of the workspace's setting. A setting that cannot be read allows nothing. */
export function settingHosts(db: Database): readonly string[] {
  const value = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(allowedHostsSetting)
  if (typeof value !== 'string') return []
  return allowedHostList.safeParse(JSON.parse(value)).data ?? []
}

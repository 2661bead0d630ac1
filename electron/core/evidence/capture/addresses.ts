import type { Database } from 'better-sqlite3'
import {
  allowedHostList,
  allowedHostsSetting,
  isAllowedHost,
} from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import { addressKind } from '../../../../shared/domain/evidence/capture/ip-address.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { parseWebAddress } from '../../../../shared/domain/findings/web-address.ts'

/**
 * The address as it is captured: an absolute http(s) address without its fragment. Throws VALIDATION for anything
 * else, FORBIDDEN for an address outside the public Internet whose host the user has not allowed. What a name
 * resolves to is checked by the capture itself.
 */
export function captureAddress(text: string, allowedHosts: readonly string[]): string {
  if (parseWebAddress(text) === null) {
    throw new RefrainError(
      'VALIDATION',
      `“${text.slice(0, 200)}” is not a web address. Nothing was captured. Give it as https://…`,
      { url: text },
    )
  }
  const url = new URL(text.trim())
  if (url.username !== '' || url.password !== '') {
    throw new RefrainError(
      'VALIDATION',
      `The address at ${url.host} holds a name or a password, which would stand in the evidence. Nothing was captured. Give it without them.`,
    )
  }
  url.hash = ''
  const kind = addressKind(url.hostname)
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)
  if (kind !== null && kind !== 'public' && !isAllowedHost(allowedHosts, url.hostname, port)) {
    throw new RefrainError(
      'FORBIDDEN',
      `${url.host} is not on the public Internet (${kind}). Nothing was captured. If that server is yours, allow its host.`,
      { url: url.href, host: url.host },
    )
  }
  return url.href
}

/** The hosts of the workspace's setting. A setting that cannot be read allows nothing. */
export function settingHosts(db: Database): readonly string[] {
  const value = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(allowedHostsSetting)
  if (typeof value !== 'string') return []
  return allowedHostList.safeParse(JSON.parse(value)).data ?? []
}

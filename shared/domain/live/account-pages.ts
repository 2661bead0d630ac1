import { accountKey } from '../findings/rules.ts'
import { parseWebAddress, underDomain } from '../findings/web-address.ts'

/** Services whose addresses of items begin with the account that put them there, and what may stand before it. */
const named: ReadonlyMap<string, RegExp> = new Map([
  ...['soundcloud.com', 'mixcloud.com', 'audiomack.com', 'github.com', 'gitlab.com'].map(
    (domain) => [domain, /^\/([^/]+)\/./] as const,
  ),
  ['huggingface.co', /^\/(?:datasets\/|spaces\/)?([^/]+)\/./],
  ['tiktok.com', /^\/(@[^/]+)\/./],
  ...['x.com', 'twitter.com'].map((domain) => [domain, /^\/([^/]+)\/status\//] as const),
])

/**
 * The keys of the accounts a listing stands under, as rules compare them: of the pages its source names (an artist, a
 * channel) as far as they lie on the listing's own service, and of the account its address itself begins with.
 */
export function accountKeysOf(url: string, pages: readonly string[]): readonly string[] {
  const address = parseWebAddress(url)
  if (address === null) return []
  const own = underDomain(named, address.domain)?.exec(address.path)
  const there = pages.filter((page) => parseWebAddress(page)?.domain === address.domain)
  const keys = [...there, ...(own?.[1] === undefined ? [] : [own[1]])].map(accountKey)
  return [...new Set(keys.filter((key) => key !== null))]
}

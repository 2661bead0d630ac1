import { accountKey } from '../findings/rules.ts'
import { isWithinDomain, parseWebAddress } from '../findings/web-address.ts'

/** Services whose addresses of items begin with the account that put them there, and what may stand before it. */
const named: readonly { readonly domain: string; readonly account: RegExp }[] = [
  ...['soundcloud.com', 'mixcloud.com', 'audiomack.com', 'github.com', 'gitlab.com'].map((domain) => ({
    domain,
    account: /^\/([^/]+)\/./,
  })),
  { domain: 'huggingface.co', account: /^\/(?:datasets\/|spaces\/)?([^/]+)\/./ },
  { domain: 'tiktok.com', account: /^\/(@[^/]+)\/./ },
  ...['x.com', 'twitter.com'].map((domain) => ({ domain, account: /^\/([^/]+)\/status\// })),
]

/**
 * The keys of the accounts a listing stands under, as rules compare them: of the pages its source names (an artist, a
 * channel) as far as they lie on the listing's own service, and of the account its address itself begins with.
 */
export function accountKeysOf(url: string, pages: readonly string[]): readonly string[] {
  const address = parseWebAddress(url)
  if (address === null) return []
  const own = named.find(({ domain }) => isWithinDomain(address.domain, domain))?.account.exec(address.path)
  const there = pages.filter((page) => parseWebAddress(page)?.domain === address.domain)
  const keys = [...there, ...(own?.[1] === undefined ? [] : [own[1]])].map(accountKey)
  return [...new Set(keys.filter((key) => key !== null))]
}

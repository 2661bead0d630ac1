import { isWithinDomain, parseWebAddress, type WebAddress } from '../findings/web-address.ts'

/**
 * How far an address narrows down the material. Only `item` lets a provider find it (17 U.S.C.
 * 512(c)(3)(A)(iii)); hosts answer a site, a profile or a search with “give us the exact address”.
 */
export type UrlPrecision = 'item' | 'site' | 'profile' | 'search' | 'invalid'

interface SiteShape {
  readonly domains: readonly string[]
  /** Paths that show an account, a channel or a whole shop instead of one item. */
  readonly profile: RegExp
}

/** Where the well-known services show a profile. A path that fits none of these is taken for an item. */
const siteShapes: readonly SiteShape[] = [
  { domains: ['youtube.com'], profile: /^\/(?:@[^/]+|channel\/[^/]+|c\/[^/]+|user\/[^/]+)(?:\/[a-z]*)?$/i },
  {
    domains: ['soundcloud.com', 'mixcloud.com', 'audiomack.com'],
    profile: /^\/[^/]+(?:\/(?:tracks|albums|sets|likes|reposts|uploads))?$/i,
  },
  { domains: ['bandcamp.com'], profile: /^\/(?:music|merch|community|releases)$/i },
  { domains: ['tiktok.com'], profile: /^\/@[^/]+$/i },
  {
    domains: [
      'instagram.com',
      'x.com',
      'twitter.com',
      'pinterest.com',
      'twitch.tv',
      'kick.com',
      'dailymotion.com',
      'snapchat.com',
      'threads.net',
    ],
    profile: /^\/[^/]+$/,
  },
  {
    domains: ['facebook.com'],
    profile: /^\/(?:(?!watch$|reel$|photo$|groups$)[^/.]+|profile\.php|people\/.+)$/i,
  },
  { domains: ['vimeo.com'], profile: /^\/(?!\d+$)[^/]+$/ },
  { domains: ['reddit.com'], profile: /^\/(?:r|u|user)\/[^/]+$/i },
  { domains: ['t.me'], profile: /^\/(?!\+)[^/]+$/ },
  { domains: ['spotify.com'], profile: /^(?:\/intl-[a-z]+)?\/(?:artist|user)\/[^/]+$/i },
  { domains: ['music.apple.com', 'itunes.apple.com'], profile: /^(?:\/[a-z]{2})?\/artist\/.+$/i },
  { domains: ['deezer.com'], profile: /^(?:\/[a-z]{2})?\/(?:artist|profile)\/[^/]+$/i },
  { domains: ['github.com', 'gitlab.com', 'huggingface.co', 'kaggle.com'], profile: /^\/[^/]+$/ },
  { domains: ['archive.org'], profile: /^\/details\/@[^/]+$/i },
]

/** Paths that show an account on a site not listed above. “/u/” is not among them: file hosts use it for files. */
const anyProfile =
  /^\/(?:@[^/]+|(?:user|users|profile|profiles|member|members|channel|channels|artist|artists|author|account)(?:\/[^/]+)?)$/i
const search = /^\/(?:search|results)(?:\/|$)/i
/** Query parameters that follow a link around without naming anything. */
const idle =
  /^(?:utm_\w+|si|s|t|ref|ref_src|fbclid|gclid|igshid?|hl|lang|feature|view|tab|sort|page|is_from_webapp|sender_device|_[rt])$/i

/** Longest address a notice carries: more than browsers and providers' forms take, and it must fit on a page. */
const longest = 2048

/** Judges an address as written. Never throws. */
export function urlPrecision(url: string): UrlPrecision {
  const address = url.length > longest ? null : parseWebAddress(url)
  return address === null ? 'invalid' : precisionOf(address)
}

/** True when the address lies on one of the domains or below it. */
export function isOnDomains(url: string, domains: readonly string[]): boolean {
  const address = parseWebAddress(url)
  return address !== null && domains.some((domain) => isWithinDomain(address.domain, domain))
}

function precisionOf(address: WebAddress): UrlPrecision {
  const path = address.path.replace(/\/+$/, '')
  if (search.test(path)) return 'search'
  const named = namesSomething(address.query) || address.fragment.length > 1
  if (path === '') return named ? 'item' : 'site'
  return !named && isProfile(address.domain, path) ? 'profile' : 'item'
}

function namesSomething(query: string): boolean {
  return query
    .slice(1)
    .split('&')
    .some((pair) => pair !== '' && !idle.test(pair.split('=')[0] ?? ''))
}

function isProfile(domain: string, path: string): boolean {
  const shape = siteShapes.find((site) => site.domains.some((known) => isWithinDomain(domain, known)))
  return (shape?.profile ?? anyProfile).test(path)
}

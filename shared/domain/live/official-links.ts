import { type RuleKind, ruleKey } from '../findings/rules.ts'
import { isWithinDomain, parseWebAddress } from '../findings/web-address.ts'
import { canonicalUrl } from './canonical-url.ts'
import { urlPrecision } from '../notices/item-url.ts'

export interface LinkProposal {
  readonly kind: RuleKind
  readonly value: string
  readonly recommended: boolean
}

export interface ReadLink {
  readonly leadsTo: string
  readonly proposals: readonly LinkProposal[]
  readonly refusal: string | null
}

/** Services where everybody has a page: the whole site is nobody's own. */
const shared: Readonly<Record<string, string>> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'open.spotify.com': 'Spotify',
  'spotify.com': 'Spotify',
  'soundcloud.com': 'SoundCloud',
  'deezer.com': 'Deezer',
  'music.apple.com': 'Apple Music',
  'itunes.apple.com': 'iTunes',
  'tidal.com': 'TIDAL',
  'archive.org': 'the Internet Archive',
  'instagram.com': 'Instagram',
  'tiktok.com': 'TikTok',
  'facebook.com': 'Facebook',
  'x.com': 'X',
  'twitter.com': 'X',
  'vimeo.com': 'Vimeo',
  'mixcloud.com': 'Mixcloud',
  'audiomack.com': 'Audiomack',
  'musicbrainz.org': 'MusicBrainz',
  'discogs.com': 'Discogs',
  'github.com': 'GitHub',
  'huggingface.co': 'Hugging Face',
  'linktr.ee': 'Linktree',
  'amazon.com': 'Amazon',
  'last.fm': 'Last.fm',
  'bandcamp.com': 'Bandcamp',
}

/**
 * What an official link of the artist stands for: an account on a service, a site of her own (also `name.bandcamp.com`),
 * or, where the text is no address, the label line her distributor writes. A whole service is never proposed.
 */
export function readOfficialLink(text: string): ReadLink {
  const value = plainForm(text.trim())
  const isBare = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?$/iu.test(value)
  const address = parseWebAddress(isBare ? `https://${value}` : value)
  if (address === null) return labelLine(value)
  const service = Object.keys(shared).find((domain) => isWithinDomain(address.domain, domain))
  if (service === undefined || isOwnPage(address.domain, service)) {
    return checked(`the site ${address.domain}`, [
      { kind: 'domain', value: address.domain, recommended: true },
    ])
  }
  const name = shared[service] ?? service
  const path = address.path.replace(/\/+$/, '')
  const url = `https://${address.domain}${path}`
  if (path === '') {
    return refused(name, `${name} belongs to many. Give the address of your own page there.`)
  }
  if (urlPrecision(url) !== 'profile') {
    return refused(
      `one item on ${name}`,
      `This leads to one item. Give the address of your page on ${name}; the address of one recording belongs to the recording itself.`,
    )
  }
  const account = accountPath(path)
  return checked(`the ${name} account ${account.split('/').at(-1) ?? account}`, [
    { kind: 'account', value: `${service}${account}`, recommended: true },
  ])
}

/** Spotify's own way to write an address, and a store's pages without country and name, as what they stand for. */
function plainForm(text: string): string {
  const canonical = /^spotify:|^https?:\/\/(?:music|itunes)\.apple\.com\//i.test(text)
    ? canonicalUrl(text)
    : null
  return canonical ?? text
}

/** `luna.bandcamp.com` is the artist's own, `daily.bandcamp.com` is as well; `m.soundcloud.com` is not. */
function isOwnPage(domain: string, service: string): boolean {
  return service === 'bandcamp.com' && domain !== service
}

/** The account's page without the tab it was opened at: `/@luna/videos` is `/@luna`. */
function accountPath(path: string): string {
  const tab =
    /^(\/(?:@[^/]+|(?:channel|c|user|artist|profile)\/[^/]+|[^/]+))(?:\/(?:videos|shorts|streams|playlists|about|featured|tracks|albums|sets|likes|reposts|uploads|music))$/i
  const plain = path.replace(/^\/intl-[a-z-]+(?=\/)/i, '')
  return tab.exec(plain)?.[1] ?? plain
}

function labelLine(value: string): ReadLink {
  return checked(`the label line “${value}”`, [{ kind: 'label', value, recommended: true }])
}

function checked(leadsTo: string, proposals: readonly LinkProposal[]): ReadLink {
  for (const { kind, value } of proposals) {
    const key = ruleKey(kind, value)
    if (!key.ok) return refused(leadsTo, key.message)
  }
  return { leadsTo, proposals, refusal: null }
}

function refused(leadsTo: string, refusal: string): ReadLink {
  return { leadsTo, proposals: [], refusal }
}

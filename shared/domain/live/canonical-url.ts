import { parseWebAddress } from '../findings/web-address.ts'
import { siteAddress, type SiteParts } from './canonical-sites.ts'

/** Query parameters that say where a reader came from or how a page is shown, never what it shows. */
const idle =
  /^(?:utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|mc_[ce]id|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|si|sid|feature|ref|ref_src|ref_url|referrer|share|share_id|_ga|_gl|spm|hl|lang|is_from_webapp|sender_device|_branch_match_id)$/i

/** Fragments that name something: the routes of pages that are one program. */
const route = /^#(?:!|\/)\S/

const infoHash = /(?:^|[?&])xt=urn:btih:([0-9a-f]{40}|[a-z2-7]{32})(?=&|$)/i

/**
 * The address under which two addresses of the same listing are one. Of known services it is built from what names the
 * item (youtu.be, shorts and embeds are the one video; a store's country is left out); of others without scheme
 * differences, “www.”, tracking parameters, fragments and closing slashes, the rest of the query in order. Magnet
 * links are reduced to their hash. Null for what is no address. Canonical addresses stay as they are.
 */
export function canonicalUrl(url: string): string | null {
  const text = url.trim()
  const magnet = /^magnet:/i.test(text) ? infoHash.exec(decoded(text))?.[1] : undefined
  if (magnet !== undefined) return `magnet:?xt=urn:btih:${hexOf(magnet.toLowerCase())}`
  const parts = partsOf(text)
  if (parts === null) return siteUri(text)
  return siteAddress(parts) ?? plainAddress(parts)
}

/** True for the address of an item on one of the services whose forms are known. */
export function isServiceAddress(url: string): boolean {
  const parts = partsOf(url.trim())
  return parts !== null && siteAddress(parts) !== null
}

function partsOf(text: string): (SiteParts & { readonly port: string }) | null {
  const address = parseWebAddress(text)
  if (address === null) return null
  const [, port = ''] = /^https?:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/i.exec(text) ?? []
  const isDefault = port === '' || Number(port) === 80 || Number(port) === 443
  return {
    host: address.domain.replace(/^(?:www\.)+(?=.*\.)/, ''),
    port: isDefault ? '' : `:${String(Number(port))}`,
    path: plainPath(address.path),
    query: queryOf(address.query),
    fragment: address.fragment,
  }
}

/** Spotify's own way to write an address, `spotify:track:…`. */
function siteUri(text: string): string | null {
  const [, kind, id] = /^spotify:(track|album|artist|playlist|episode|show):([a-z0-9]{22})$/i.exec(text) ?? []
  return kind === undefined || id === undefined
    ? null
    : `https://open.spotify.com/${kind.toLowerCase()}/${id}`
}

function plainAddress({ host, port, path, query, fragment }: SiteParts & { readonly port: string }): string {
  const kept = query.filter(([name]) => !idle.test(name))
  const tail = kept.length === 0 ? '' : `?${kept.map(([name, value]) => name + value).join('&')}`
  return `https://${host}${port}${path}${tail}${route.test(fragment) ? fragment : ''}`
}

/** Escapes only where they are needed and in capitals; no slash at the end. */
function plainPath(path: string): string {
  return plainEscapes(path).replace(/\/+$/, '')
}

/** Name and, with its “=”, value of each parameter, in the order of their names. */
function queryOf(query: string): readonly (readonly [name: string, value: string])[] {
  return query
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const plain = plainEscapes(pair)
      const at = plain.indexOf('=')
      return at < 0 ? ([plain, ''] as const) : ([plain.slice(0, at), plain.slice(at)] as const)
    })
    .toSorted(([one, a], [other, b]) => compare(one, other) || compare(a, b))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

const unreserved = /[A-Za-z0-9._~-]/

/** RFC 3986, 6.2.2: unreserved characters unescaped, hex digits in capitals. */
function plainEscapes(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const sign = String.fromCharCode(Number.parseInt(hex, 16))
    return unreserved.test(sign) ? sign : whole.toUpperCase()
  })
}

function decoded(text: string): string {
  return text.replace(/%3a/gi, ':')
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

function hexOf(hash: string): string {
  if (hash.length === 40) return hash
  const bits = [...hash].map((sign) => base32.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('')
}

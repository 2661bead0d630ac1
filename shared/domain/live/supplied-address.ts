import { parseWebAddress } from '../findings/web-address.ts'

type AddressKind = 'page' | 'feed' | 'sitemap' | 'torrent' | 'magnet' | 'folder'

/** A path of this computer: absolute, in the way of any system. */
const path = /^(?:\/|[a-z]:[\\/]|\\\\)/i

/** True for a path of this computer instead of a web address or a magnet link. */
export function isLocalPath(value: string): boolean {
  return path.test(value)
}

/** What an address most likely is, by how it is written. A path without an ending is taken for a folder. */
export function addressKindOf(value: string): AddressKind {
  const text = value.trim()
  if (/^magnet:/i.test(text)) return 'magnet'
  if (/\.torrent(?:[?#]|$)/i.test(text)) return 'torrent'
  if (path.test(text)) return 'folder'
  const address = parseWebAddress(text)
  const last = address?.path.toLowerCase() ?? ''
  if (/sitemap[^/]*\.xml(?:\.gz)?$/.test(last)) return 'sitemap'
  if (/(?:\.(?:rss|atom)|\/(?:feed|rss|atom)(?:\.xml)?)\/?$/.test(last)) return 'feed'
  return 'page'
}

export type ReadAddress =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string }

/** The address as it is kept, or a sentence why it cannot be looked at. */
export function readAddress(kind: AddressKind, raw: string): ReadAddress {
  const value = raw.trim()
  if (kind === 'magnet') {
    return /(?:^|[?&])xt=urn:bt(?:ih|mh):[0-9a-z]+/i.test(value.replace(/%3a/gi, ':'))
      ? { ok: true, value }
      : { ok: false, message: 'This magnet link names no torrent: it has no “xt=urn:btih:…”.' }
  }
  if (kind === 'folder' || (kind === 'torrent' && path.test(value))) {
    return path.test(value)
      ? { ok: true, value }
      : { ok: false, message: 'Give the whole path, from the root of the disk.' }
  }
  const address = parseWebAddress(value)
  if (address === null) {
    return { ok: false, message: 'This is not a web address. Give it as “https://site.example/page”.' }
  }
  return {
    ok: true,
    value: address.fragment.startsWith('#') ? value.slice(0, -address.fragment.length) : value,
  }
}

import { isWithinDomain, webDomain } from '../../findings/web-address.ts'
import { parseUrl } from '../../text/web-url.ts'
import type { AudioOffer, PageLink } from './audio-offers.ts'

/** An address a captured page leads to, that may be the file behind it. */
export interface FileLink {
  readonly url: string
  readonly domain: string
  /** Why it is named: a host of files lies there, or the page offers it as sound. */
  readonly because: 'file-host' | 'sound'
}

/**
 * Where a listing leads: links to other sites that keep files, as the directory knows them, then the sound the page
 * offers from elsewhere. Each address once, in the order of the page; none of the site itself.
 */
export function fileLinks(
  {
    links,
    offers,
    base,
  }: { readonly links: readonly PageLink[]; readonly offers: readonly AudioOffer[]; readonly base: string },
  isFileHost: (domain: string) => boolean,
): readonly FileLink[] {
  const own = webDomain(base)
  const found = new Map<string, FileLink>()
  const add = (url: string, wanted: (domain: string) => FileLink['because'] | null): void => {
    const domain = webDomain(url)
    if (domain === null || own === null || isWithinDomain(domain, own) || isWithinDomain(own, domain)) return
    const because = wanted(domain)
    if (because !== null && !found.has(url)) found.set(url, { url, domain, because })
  }
  for (const { href } of links) {
    const url = parseUrl(href, base)
    // The host’s own front page is no file.
    if (url !== null && (url.pathname !== '/' || url.search !== '' || url.hash !== ''))
      add(url.href, (domain) => (isFileHost(domain) ? 'file-host' : null))
  }
  for (const { url } of offers) add(url, () => 'sound')
  return [...found.values()]
}

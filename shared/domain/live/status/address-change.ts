import { parseUrl, type WebUrl } from '../../text/web-url.ts'
import { wordsOfHost } from './host-words.ts'

/** Where a server sent us instead of the address that was asked for. */
export type AddressChange =
  'none' | 'home' | 'search' | 'log-in' | 'removed-page' | 'other-host' | 'other-page'

const homePath =
  /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|home|default|main|start|startseite|accueil|inicio|pagina-inicial)(?:\.\w{2,5})?\/?)?$/iu
const logInPath =
  /(?:^|[/_.-])(?:log-?in|sign-?in|sign-?up|register|auth|oauth|sso|session\/new|account\/login|anmelden|connexion|acceder|entrar|accedi|consent|checkpoint|challenge|captcha)(?:$|[/_.?-])/iu
const searchPath =
  /(?:^|\/)(?:search|suche|recherche|buscar|busca|cerca|browse|explore|discover|results?)(?:$|[/.?])/iu
const removedPath =
  /(?:^|\/)(?:404|410|not-?found|page-?not-?found|error(?:\/404)?|removed|deleted|dmca|gone|unavailable|missing|nicht-gefunden|introuvable|no-encontrad[oa]|nao-encontrad[oa]|non-trovat[oa])(?:$|[/.?])/iu

/** Compares the address asked for with the one that answered. A change of scheme, `www.` or a last slash is none. */
export function addressChange(askedUrl: string, finalUrl: string): AddressChange {
  const asked = parseUrl(askedUrl)
  const final = parseUrl(finalUrl)
  if (asked === null || final === null || samePlace(asked, final)) return 'none'
  const ends = searchOf(final)
  // The way to a log-in is no word about the page, wherever it lies.
  if (
    logInPath.test(final.pathname) ||
    /^(?:login|signin|accounts?|auth|consent|sso)\./iu.test(final.hostname)
  )
    return 'log-in'
  if (hostOf(asked) !== hostOf(final)) return 'other-host'
  if (wordsOfHost(final.hostname)?.sentTo.some((path) => path.test(final.pathname)) === true)
    return 'removed-page'
  if (removedPath.test(final.pathname)) return 'removed-page'
  if (homePath.test(asked.pathname)) return 'other-page'
  if (searchPath.test(final.pathname) || /[?&](?:q|query|s|search)=/iu.test(ends)) return 'search'
  if (homePath.test(final.pathname)) return 'home'
  return 'other-page'
}

function samePlace(asked: WebUrl, final: WebUrl): boolean {
  const path = ({ pathname }: WebUrl) => pathname.replace(/\/+$/u, '')
  return hostOf(asked) === hostOf(final) && path(asked) === path(final)
}

function hostOf({ host }: WebUrl): string {
  return host.toLowerCase().replace(/^(?:www|m|mobile)\./u, '')
}

function searchOf({ href }: WebUrl): string {
  const at = href.indexOf('?')
  return at < 0 ? '' : href.slice(at)
}

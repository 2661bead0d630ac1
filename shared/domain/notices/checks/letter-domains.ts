import { webDomain } from '../../findings/web-address.ts'
import type { DraftInput } from '../drafts/draft-input.ts'
import type { DraftRegime } from '../rules/regimes.ts'

const behindASite: ReadonlySet<DraftRegime> = new Set([
  'cdn-report',
  'host-abuse',
  'registrar',
  'registry',
  'payment',
])

/** True for letters to somebody behind a site, which name that site. */
export function isAboutASite(regime: DraftRegime): boolean {
  return behindASite.has(regime)
}

/**
 * The domains on which the addresses of a letter must lie. Whom the letter is about decides: a search engine lists
 * what lies anywhere, and a CDN, hosting company, registrar or payment service is written to about one site.
 */
export function letterDomains({ regime, recipient, items, details }: DraftInput): readonly string[] {
  if (regime === 'us-512d') return items.flatMap(({ url }) => webDomain(url ?? '') ?? [])
  if (!isAboutASite(regime)) return recipient.domains
  return [webDomain(`https://${details.hostname ?? ''}/`) ?? ''].filter((domain) => domain !== '')
}

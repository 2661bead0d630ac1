import type { Database } from 'better-sqlite3'
import { domainAndParents } from '../../../shared/domain/findings/web-address.ts'

export interface KnownProvider {
  readonly id: number
  readonly name: string
}

/** The providers by the domains they are known under, as the directory stands now. */
export function readProvidersByDomain(db: Database): Map<string, KnownProvider> {
  const rows = db
    .prepare<[], KnownProvider & { readonly domain: string }>(
      'SELECT d.domain, p.id, p.name FROM provider_domain d JOIN provider p ON p.id = d.provider_id',
    )
    .all()
  return new Map(rows.map(({ domain, id, name }) => [domain, { id, name }]))
}

/** The provider a listing's domain belongs to: the nearest of the domain and its parents in the directory. */
export function providerOfDomain(
  providers: ReadonlyMap<string, KnownProvider>,
  domain: string,
): KnownProvider | null {
  for (const candidate of domainAndParents(domain)) {
    const provider = providers.get(candidate)
    if (provider) return provider
  }
  return null
}

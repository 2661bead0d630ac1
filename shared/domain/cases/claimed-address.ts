import { isWithinDomain, webDomain } from '../findings/web-address.ts'

/** Where a finding is: the page that lists it, and the file behind it where its address is known. */
export interface FoundAddresses {
  readonly listing: string | null
  readonly file: string | null
}

/** Whom a letter goes to, and the site it is about where it goes to somebody behind one. */
export interface Addressee {
  readonly domains: readonly string[]
  readonly site: string | null
}

export interface ClaimedAddress {
  /** The address the letter lists. */
  readonly url: string | null
  /** The page that leads there, where the letter lists the file. */
  readonly foundOn: string | null
}

/**
 * Which of the two addresses a letter lists: the file's own for the host it lies at, and for whoever is behind that
 * host; the listing for all others, for they can act on nothing else.
 */
export function claimedAddress(
  { listing, file }: FoundAddresses,
  { domains, site }: Addressee,
): ClaimedAddress {
  const place = file === null ? null : webDomain(file)
  if (file === null || place === null || file === listing) return { url: listing, foundOn: null }
  const behind = site === null ? null : webDomain(`https://${site}/`)
  const liesThere = [...domains, ...(behind === null ? [] : [behind])].some((one) =>
    isWithinDomain(place, one),
  )
  return liesThere ? { url: file, foundOn: listing } : { url: listing, foundOn: null }
}

/** The domain whose provider a finding is put to: that of the file where it lies elsewhere than its listing. */
export function groupingDomain({ file }: Pick<FoundAddresses, 'file'>, listingDomain: string): string {
  return (file === null ? null : webDomain(file)) ?? listingDomain
}

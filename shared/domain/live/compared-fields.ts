import type { SourceListing } from './source-listing.ts'

/** The fields of a listing that are compared and kept: what makes another text of them makes another version. */
export const comparedFields = [
  'title',
  'artist',
  'account',
  'album',
  'label',
  'isrc',
  'gtin',
  'durationMs',
  'year',
  'offers',
] as const satisfies readonly (keyof SourceListing)[]
export type ComparedFields = Pick<SourceListing, (typeof comparedFields)[number]>

/** A text that is the same for two listings that say the same: what a listing's content hash is the hash of. */
export function comparedText(listing: ComparedFields): string {
  return JSON.stringify(comparedFields.map((field) => plain(listing[field])))
}

/** The names of the fields in which two differ, in the order of `comparedFields`. */
export function changedFields(before: ComparedFields, after: ComparedFields): readonly string[] {
  return comparedFields.filter((field) => plain(before[field]) !== plain(after[field]))
}

/**
 * How much a source says of a listing. Of several sources that show the same listing, the one that says most is
 * listened to: a search engine's headline is no change of what the service itself says.
 */
export function saidBy({ isrc, artist, durationMs, account, album, label, year }: ComparedFields): number {
  const said = (value: string | number | null, weight: number) =>
    value === null || value === '' ? 0 : weight
  return (
    said(isrc, 32) +
    said(durationMs, 16) +
    said(artist, 8) +
    said(account, 4) +
    said(album, 2) +
    said(label, 1) +
    said(year, 1)
  )
}

/** Texts that are in their plain form already, as most are. */
const usual = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/** White space and compatibility forms change with every redesign of a page and mean nothing. */
function plain(value: string | number | null): string | number | null {
  if (typeof value !== 'string' || usual.test(value)) return value
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return text === '' ? null : text
}

import type { CaseItem } from '../../../shared/contract/cases.ts'
import type { SortOrder } from '../../ui/grid/types.ts'

export type ItemSortKey = 'work' | 'url' | 'right' | 'fairUse' | 'sealed' | 'isrc' | 'firstSeen'

const keys: Readonly<Record<ItemSortKey, (item: CaseItem) => string>> = {
  work: (item) => `${item.recordingTitle}\u0000${item.recordingArtist}`,
  url: (item) => item.url,
  right: (item) => item.rightHeld,
  fairUse: (item) => item.fairUse.conclusion,
  sealed: (item) => (item.sealed ? '1' : '0'),
  isrc: (item) => item.isrc ?? '',
  firstSeen: (item) => item.firstSeenAt,
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The items in this order; equal ones by work, then address. */
export function orderItems(
  items: readonly CaseItem[],
  { key, direction }: SortOrder<ItemSortKey>,
): readonly CaseItem[] {
  const sign = direction === 'asc' ? 1 : -1
  const by = (of: (item: CaseItem) => string) => (a: CaseItem, b: CaseItem) => collator.compare(of(a), of(b))
  const chosen = by(keys[key])
  const [work, url] = [by(keys.work), by(keys.url)]
  return items.toSorted((a, b) => sign * chosen(a, b) || work(a, b) || url(a, b) || a.findingId - b.findingId)
}

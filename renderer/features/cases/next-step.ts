import type { CaseDetail, CaseItem, NoticeElement } from '../../../shared/contract/cases.ts'

/** What brings a case on, from where it stands now. */
export type NextStep =
  | { readonly kind: 'add-items' }
  | { readonly kind: 'name-right' | 'consider-fair-use'; readonly count: number }
  | { readonly kind: 'draft' }
  | { readonly kind: 'fix'; readonly element: NoticeElement; readonly open: number }
  | { readonly kind: 'export' }
  | { readonly kind: 'record-sent' }
  | { readonly kind: 'follow-up'; readonly state: 'countered' | 'rejected' | 'silent' | 'reopened' }
  | { readonly kind: 'bundle' }

type Items = readonly CaseItem[]

/** The items whose right is not named, or is none that could be claimed. */
export function rightOpen(items: Items): Items {
  return items.filter(({ rightHeld }) => rightHeld === 'unknown' || rightHeld === 'none')
}

/** The items whose fair use was not considered yet, or that may be fair use and so cannot be claimed. */
export function fairUseOpen(items: Items): Items {
  return items.filter(({ fairUse }) => fairUse.conclusion !== 'not-fair-use')
}

/**
 * The one thing to do next: first what the items lack, then the notice and what it lacks, then export, sending
 * and the bundle that keeps the proof. An answer that asks for something comes before the bundle.
 */
export function nextStep({
  state,
  itemsList,
  notice,
}: Pick<CaseDetail, 'state' | 'itemsList' | 'notice'>): NextStep {
  if (state === 'countered' || state === 'rejected' || state === 'silent' || state === 'reopened')
    return { kind: 'follow-up', state }
  if (state !== 'draft' && state !== 'ready') return { kind: 'bundle' }
  if (itemsList.length === 0) return { kind: 'add-items' }
  if (notice === null) {
    const right = rightOpen(itemsList).length
    if (right > 0) return { kind: 'name-right', count: right }
    const fairUse = fairUseOpen(itemsList).length
    return fairUse > 0 ? { kind: 'consider-fair-use', count: fairUse } : { kind: 'draft' }
  }
  const open = openElements(notice.elements)
  const [first] = open
  if (first) return { kind: 'fix', element: first, open: open.length }
  return notice.status === 'exported' ? { kind: 'record-sent' } : { kind: 'export' }
}

/** In the order in which it makes sense to mend them: the signature last, because it covers the rest. */
const fixOrder: Readonly<Record<NoticeElement['fix'], number>> = {
  remove: 0,
  items: 1,
  right: 2,
  'fair-use': 3,
  split: 4,
  recheck: 5,
  profile: 6,
  provider: 7,
  english: 8,
  european: 9,
  details: 10,
  licenses: 11,
  words: 12,
  statements: 13,
  form: 14,
  signature: 15,
}

/** The elements that are not in place, in the order in which to mend them. */
export function openElements(elements: readonly NoticeElement[]): readonly NoticeElement[] {
  return elements
    .filter(({ status }) => status !== 'present')
    .toSorted((a, b) => fixOrder[a.fix] - fixOrder[b.fix])
}

import { metadataOnly } from '../findings/decisions.ts'
import { type Finding, missing, type NoticeCheck, present } from './check-outcome.ts'
import { isOnDomains, urlPrecision } from './item-url.ts'
import type { NoticeInput, NoticeItem } from './notice-input.ts'
import { inline, someOf } from './plain-text.ts'

/** Each item must name a right the claimant holds; for the owner of none there is no notice to send. */
export function rightHeldCheck(items: readonly NoticeItem[]): NoticeCheck {
  return { code: 'right', title: 'The right you hold', source: '17 U.S.C. 106, 501(b)', ...rights(items) }
}

/** Fair use must have been considered for each item before a notice is sent. */
export function fairUseCheck(items: readonly NoticeItem[]): NoticeCheck {
  const source = '17 U.S.C. 107; Lenz v. Universal, 815 F.3d 1145'
  return { code: 'fair-use', title: 'Fair use', source, ...fairUse(items) }
}

function rights(items: readonly NoticeItem[]): Finding {
  const none = items.filter(({ rightHeld }) => rightHeld === 'none')
  if (none.length > 0) {
    return missing(
      `You do not hold that right: ${titlesOf(none)}. Remove ${none.length === 1 ? 'the item' : 'these items'}; only the owner or its agent may claim.`,
      'right',
    )
  }
  const unknown = items.filter(({ rightHeld }) => rightHeld === 'unknown')
  if (unknown.length === 0) return present('Each item names the right you hold in it.', 'right')
  return missing(
    `Say which right you hold, the recording, the composition or both: ${titlesOf(unknown)}.`,
    'right',
  )
}

function fairUse(items: readonly NoticeItem[]): Finding {
  const maybe = items.filter((item) => item.fairUse === 'may-be-fair-use')
  if (maybe.length > 0) {
    return missing(
      `By your own judgement this may be fair use: ${titlesOf(maybe)}. Remove ${maybe.length === 1 ? 'the item' : 'these items'} from the case.`,
      'fair-use',
    )
  }
  const open = items.filter((item) => item.fairUse === 'undecided')
  return open.length === 0
    ? present('Considered for each item.', 'fair-use')
    : missing(`Consider fair use and record your conclusion: ${titlesOf(open)}.`, 'fair-use')
}

/** What must never go out, each with its reason; the way out is always to take the item from the case. */
export function hardStops({ items, recipient }: NoticeInput): readonly NoticeCheck[] {
  const name = inline(recipient.name)
  const elsewhere = items.filter(
    ({ url }) => url !== null && urlPrecision(url) !== 'invalid' && !isOnDomains(url, recipient.domains),
  )
  return [
    ...stop(
      'metadata',
      'Nothing to claim',
      '17 U.S.C. 102(b)',
      items.filter(({ offers }) => offers === 'metadata'),
      (listed) => `${metadataOnly} Remove: ${listed}.`,
    ),
    ...stop(
      'authorized',
      'Authorized use',
      '17 U.S.C. 512(f)',
      items.filter(isAuthorized),
      (listed) => `You authorized this use: ${listed}. A notice against it would be false; remove it.`,
    ),
    ...stop(
      'unconfirmed',
      'Not confirmed',
      '17 U.S.C. 512(f)',
      items.filter(isUnconfirmed),
      (listed) => `Not confirmed as yours any more: ${listed}. Confirm the finding again or remove it.`,
    ),
    ...stop(
      'recipient',
      'Wrong recipient',
      '17 U.S.C. 512(c)(3)(A)(iii)',
      elsewhere,
      (listed) =>
        `Not on ${name} (${recipient.domains.join(', ')}): ${listed}. Remove it and notify the service that hosts it.`,
    ),
  ]
}

function stop(
  code: string,
  title: string,
  source: string,
  items: readonly NoticeItem[],
  message: (listed: string) => string,
): readonly NoticeCheck[] {
  return items.length === 0
    ? []
    : [{ code, title, source, status: 'missing', message: message(addresses(items)), fix: 'items' }]
}

function isAuthorized({ findingState, authorizedBy }: NoticeItem): boolean {
  return findingState === 'authorized' || authorizedBy !== null
}

function isUnconfirmed(item: NoticeItem): boolean {
  return item.findingState !== 'confirmed' && !isAuthorized(item)
}

/** The titles of some items, each once. */
export function titlesOf(items: readonly NoticeItem[]): string {
  return someOf([...new Set(items.map(({ title }) => inline(title)))])
}

function addresses(items: readonly NoticeItem[]): string {
  return someOf(items.map(({ url, title }) => inline(url ?? title)))
}

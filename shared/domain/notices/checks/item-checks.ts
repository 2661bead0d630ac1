import { metadataOnly } from '../../findings/decisions.ts'
import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import { type Finding, type Fix, missing, type NoticeCheck, present } from '../check-outcome.ts'
import { isOnDomains, urlPrecision } from '../item-url.ts'
import { inline, someOf } from '../plain-text.ts'
import { ruleOf } from '../rules/all-rules.ts'
import type { CheckContext } from './check-draft.ts'
import { letterDomains } from './letter-domains.ts'

/** Each item must name a right the claimant holds; for the owner of none there is no notice to send. */
export function rightHeldCheck(items: readonly DraftItem[]): NoticeCheck {
  return {
    code: 'right',
    title: 'The right you hold',
    source: ruleOf('us-rights-106').source,
    ...rights(items),
  }
}

/** Fair use must have been considered for each item before a notice is sent. */
export function fairUseCheck(items: readonly DraftItem[]): NoticeCheck {
  return { code: 'fair-use', title: 'Fair use', source: ruleOf('us-fair-use').source, ...fairUse(items) }
}

const idsOf = (items: readonly DraftItem[]) => items.map(({ findingId }) => findingId)
const these = (items: readonly DraftItem[]) => (items.length === 1 ? 'the item' : 'these items')

function rights(items: readonly DraftItem[]): Finding {
  const none = items.filter(({ rightHeld }) => rightHeld === 'none')
  if (none.length > 0) {
    return missing(
      `You do not hold that right: ${titlesOf(none)}. Remove ${these(none)}; only the owner or its agent may claim.`,
      'right',
      idsOf(none),
    )
  }
  const unknown = items.filter(({ rightHeld }) => rightHeld === 'unknown')
  if (unknown.length === 0) return present('Each item names the right you hold in it.', 'right')
  return missing(
    `Say which right you hold, the recording, the composition or both, the artwork or the lyrics: ${titlesOf(unknown)}.`,
    'right',
    idsOf(unknown),
  )
}

function fairUse(items: readonly DraftItem[]): Finding {
  const maybe = items.filter((item) => item.fairUse === 'may-be-fair-use')
  if (maybe.length > 0) {
    return missing(
      `By your own judgement this may be fair use: ${titlesOf(maybe)}. Remove ${these(maybe)} from the case.`,
      'fair-use',
      idsOf(maybe),
    )
  }
  const open = items.filter((item) => item.fairUse === 'undecided')
  return open.length === 0
    ? present('Considered for each item.', 'fair-use')
    : missing(`Consider fair use and record your conclusion: ${titlesOf(open)}.`, 'fair-use', idsOf(open))
}

/** What must never go out, each with its reason; the way out is always to take the item from the case. */
export function hardStops(
  input: DraftInput,
  { noSearchEngine = false, deliveredTo = [] }: Partial<Omit<CheckContext, 'now'>> = {},
): readonly NoticeCheck[] {
  const { items, recipient, regime } = input
  const misdirected = regime === 'us-512d' && noSearchEngine
  const domains = misdirected ? recipient.domains : letterDomains(input)
  const elsewhere = items.filter(
    ({ url }) =>
      url !== null && urlPrecision(url) !== 'invalid' && !isOnDomains(url, [...domains, ...deliveredTo]),
  )
  const place =
    domains === recipient.domains
      ? `${inline(recipient.name)} (${domains.join(', ')})`
      : `the site this letter is about (${domains.join(', ')})`
  const unconfirmed = stop(
    'unconfirmed',
    'Not confirmed',
    ruleOf('us-512f').source,
    items.filter(isUnconfirmed),
    (listed) => `Not confirmed as yours any more: ${listed}. Confirm the finding again or remove it.`,
  )
  // A withdrawal takes back what should not have been claimed: that is its point.
  if (regime === 'withdrawal') return []
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
      ruleOf('us-512f').source,
      items.filter(isAuthorized),
      (listed) => `You authorized this use: ${listed}. A notice against it would be false; remove it.`,
    ),
    ...unconfirmed,
    ...stop(
      'recipient',
      'Wrong recipient',
      ruleOf('trap-address').source,
      elsewhere,
      (listed) => `Not on ${place}: ${listed}. Remove it and notify the service that hosts it.`,
    ),
  ]
}

function stop(
  code: string,
  title: string,
  source: string,
  items: readonly DraftItem[],
  message: (listed: string) => string,
): readonly NoticeCheck[] {
  const fix: Fix = 'remove'
  return items.length === 0
    ? []
    : [
        {
          code,
          title,
          source,
          fix,
          status: 'missing',
          message: message(addressesOf(items)),
          findingIds: idsOf(items),
        },
      ]
}

function isAuthorized({ findingState, authorizedBy }: DraftItem): boolean {
  return findingState === 'authorized' || authorizedBy !== null
}

function isUnconfirmed(item: DraftItem): boolean {
  return item.findingState !== 'confirmed' && !isAuthorized(item)
}

/** The titles of some items, each once. */
export function titlesOf(items: readonly DraftItem[]): string {
  return someOf([...new Set(items.map(({ title }) => inline(title)))])
}

/** The addresses of some items, or their titles where there is none. */
export function addressesOf(items: readonly DraftItem[]): string {
  return someOf(items.map(({ url, title }) => inline(url ?? title)))
}

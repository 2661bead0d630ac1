import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import type { Fix } from '../check-outcome.ts'
import { inline, sameText, someOf } from '../plain-text.ts'
import { ruleOf, type RuleId } from '../rules/all-rules.ts'
import type { CheckContext } from './check-draft.ts'
import { type CheckCode, checkTitles, type DraftCheck, type Severity } from './draft-check.ts'
import { addressesOf, titlesOf } from './item-checks.ts'

/** An address looked at longer ago than this may be gone. */
const staleAfterMs = 24 * 60 * 60 * 1000

/** The traps that lie in single items. Each names the items it is about. */
export function itemTraps(input: DraftInput, { now, deliveredTo = [] }: CheckContext): readonly DraftCheck[] {
  const { items, regime } = input
  if (regime === 'withdrawal') return []
  const recordings = (item: DraftItem) => item.rightHeld === 'sound-recording' || item.rightHeld === 'both'
  return [
    ...trap(
      'trap-cover',
      'stop',
      items.filter((item) => item.performance === 'cover' && recordings(item)),
      (which) => `Somebody else performs there: ${which}. Claim the composition only, or remove it.`,
    ),
    ...trap(
      'trap-recording-or-composition',
      'warn',
      items.filter((item) => item.performance === 'unknown' && recordings(item)),
      (which) => `Whose performance is it? Listen before you claim the recording: ${which}.`,
      'items',
    ),
    ...trap(
      'trap-licensed',
      'stop',
      items.filter(({ ownDelivery }) => ownDelivery),
      (which) => `Your own distributor or account delivered this: ${which}. Remove it and ask there.`,
    ),
    ...labelLicenses(input),
    // Who is written to as a distributor may be one's own: then what is complained of is one's own delivery.
    ...trap(
      'trap-licensed',
      'warn',
      deliveredTo.length === 0 ? [] : items.filter(({ ownDelivery }) => !ownDelivery),
      (which) =>
        `${inline(input.recipient.name)} delivered this: ${which}. If it is your own distributor, make sure that the upload is not yours, and remove it here if it is.`,
    ),
    ...trap(
      'trap-not-exclusive',
      'stop',
      items.filter(({ exclusivity }) => exclusivity !== 'exclusive'),
      (which) => `You hold no exclusive right in this: ${which}. Remove it.`,
    ),
    ...trap(
      'trap-owner-mismatch',
      'stop',
      items.filter((item) => !isOwner(input, item)),
      (which) =>
        `The catalogue names another owner: ${which}. Sign for that owner as its agent, correct the catalogue, or remove it.`,
    ),
    ...trap(
      'trap-address',
      'open',
      items.filter(({ lastVerifiedAt }) => isStale(lastVerifiedAt, now)),
      (which) => `Not looked at within 24 hours: ${which}. Check again that it is still there.`,
      'recheck',
    ),
    ...duplicates(items),
    ...sentBefore(items),
  ]
}

function trap(
  rule: RuleId & CheckCode,
  severity: Severity,
  items: readonly DraftItem[],
  message: (which: string) => string,
  fix: Fix = 'remove',
): readonly DraftCheck[] {
  return items.length === 0
    ? []
    : [
        {
          code: rule,
          title: checkTitles[rule],
          severity,
          message: message(titlesOf(items)),
          source: ruleOf(rule).source,
          fix,
          findingIds: items.map(({ findingId }) => findingId),
        },
      ]
}

/**
 * A label line that calls the recording the claimant's and licensed to somebody: either it is true, and then the upload is
 * authorized, and under an exclusive license the right has passed on (17 U.S.C. 101); or the letter has to say that it is
 * not, for whoever reads the line will refuse it.
 */
function labelLicenses({ items, details }: DraftInput): readonly DraftCheck[] {
  const open = items.filter(
    ({ licensedTo, ownDelivery }) =>
      licensedTo !== null && !ownDelivery && !(details.deniedLicenses?.includes(licensedTo) ?? false),
  )
  if (open.length === 0) return []
  const names = someOf([...new Set(open.map(({ licensedTo }) => inline(licensedTo ?? '')))])
  return [
    {
      code: 'label-license',
      title: checkTitles['label-license'],
      severity: 'open',
      message: `The label line says that you licensed it to ${names}: ${titlesOf(open)}. If you did, the upload is authorized, and under an exclusive license only the licensee may claim: take it out. If you did not, say so in the letter.`,
      source: '17 U.S.C. 101 (“transfer of copyright ownership”), 501(b), 512(f)',
      fix: 'licenses',
      findingIds: open.map(({ findingId }) => findingId),
    },
  ]
}

function isOwner({ claimant }: DraftInput, { catalogueOwner }: DraftItem): boolean {
  if (catalogueOwner === null || claimant === null || inline(catalogueOwner) === '') return true
  return [claimant.legalName, claimant.artistName, claimant.company].some(
    (name) => inline(name) !== '' && sameText(name, catalogueOwner),
  )
}

function isStale(lastVerifiedAt: string | null, now: string): boolean {
  if (lastVerifiedAt === null) return true
  const age = Date.parse(now) - Date.parse(lastVerifiedAt)
  return Number.isNaN(age) || age > staleAfterMs
}

function duplicates(items: readonly DraftItem[]): readonly DraftCheck[] {
  const seen = new Set<string>()
  const twice = items.filter((item) => {
    const key = `${item.url ?? item.findingId} ${item.recordingId} ${item.rightHeld}`
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
  return twice.length === 0
    ? []
    : [
        {
          code: 'duplicate-item',
          title: checkTitles['duplicate-item'],
          severity: 'warn',
          message: `Named more than once: ${addressesOf(twice)}.`,
          source: 'recipients answer duplicates late',
          fix: 'remove',
          findingIds: twice.map(({ findingId }) => findingId),
        },
      ]
}

function sentBefore(items: readonly DraftItem[]): readonly DraftCheck[] {
  const sent = items.filter(({ noticedOn }) => noticedOn !== null)
  return sent.length === 0
    ? []
    : [
        {
          code: 'already-noticed',
          title: checkTitles['already-noticed'],
          severity: 'stop',
          message: `A notice about this was already sent there: ${addressesOf(sent)}. Follow that one up, or remove it here.`,
          source: 'X: duplicates delay handling',
          fix: 'remove',
          findingIds: sent.map(({ findingId }) => findingId),
        },
      ]
}

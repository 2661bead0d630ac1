import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import { titlesOf } from '../item-checks.ts'
import { sameText } from '../letter.ts'
import { inline, someOf } from '../plain-text.ts'
import { ruleOf, type RuleId } from '../rules/all-rules.ts'
import type { CheckContext } from './check-draft.ts'
import type { DraftCheck, Severity } from './draft-check.ts'

/** An address looked at longer ago than this may be gone. */
const staleAfterMs = 24 * 60 * 60 * 1000

/** The traps that lie in single items. Each names the items it is about. */
export function itemTraps(input: DraftInput, { now }: CheckContext): readonly DraftCheck[] {
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
    ),
    ...trap(
      'trap-licensed',
      'stop',
      items.filter(({ ownDelivery }) => ownDelivery),
      (which) => `Your own distributor or account delivered this: ${which}. Remove it and ask there.`,
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
      (which) => `The catalogue names another owner: ${which}. Correct the catalogue or remove it.`,
    ),
    ...trap(
      'trap-address',
      'open',
      items.filter(({ lastVerifiedAt }) => isStale(lastVerifiedAt, now)),
      (which) => `Not looked at within 24 hours: ${which}. Check again that it is still there.`,
    ),
    ...duplicates(items),
    ...sentBefore(items),
  ]
}

function trap(
  rule: RuleId,
  severity: Severity,
  items: readonly DraftItem[],
  message: (which: string) => string,
): readonly DraftCheck[] {
  return items.length === 0
    ? []
    : [
        {
          code: rule,
          severity,
          message: message(titlesOf(items.map(asNamed))),
          source: ruleOf(rule).source,
          fix: 'items',
        },
      ]
}

/** `titlesOf` looks at the title only; the right of an item has more kinds here than there. */
function asNamed(item: DraftItem): Parameters<typeof titlesOf>[0][number] {
  return { ...item, rightHeld: 'both' }
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
          severity: 'warn',
          message: `Named more than once: ${someOf(twice.map(({ url, title }) => inline(url ?? title)))}.`,
          source: 'recipients answer duplicates late',
          fix: 'items',
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
          severity: 'stop',
          message: `A notice about this was already sent there: ${someOf(sent.map(({ url, title }) => inline(url ?? title)))}. Follow that one up, or remove it here.`,
          source: 'X: duplicates delay handling',
          fix: 'items',
        },
      ]
}

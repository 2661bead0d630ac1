import { inline, utcTime } from '../plain-text.ts'
import type { RuleId } from '../rules/all-rules.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
import type { DraftMaterial, DraftRow, DraftWork } from './draft-blocks.ts'
import type { DraftInput, DraftItem } from './draft-input.ts'
import { given, pending } from './draft-parts.ts'
import type { LetterFrame } from './frame.ts'

/** The works in the order of their first item; one work with another right claimed is an entry of its own. */
export function worksOf(input: DraftInput, frame: LetterFrame): DraftWork[] {
  const groups = new Map<string, DraftItem[]>()
  for (const item of input.items) {
    const key = `${item.recordingId} ${item.rightHeld}`
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()].map((items, index) => ({
    rows: items[0] === undefined ? [] : workRows(input, items[0], frame),
    materials: uniqueAddresses(items).map((item, place) =>
      materialOf(item, `${index + 1}.${place + 1}`, frame),
    ),
  }))
}

/** An address found in several sources is one address: it stands once, with the time it was first seen. */
function uniqueAddresses(items: readonly DraftItem[]): readonly DraftItem[] {
  const earliest = new Map<string, DraftItem>()
  for (const [place, item] of items.entries()) {
    const key = item.url ?? `pending ${place}`
    const known = earliest.get(key)
    if (!known || item.firstSeenAt < known.firstSeenAt) earliest.set(key, item)
  }
  return [...earliest.values()]
}

function materialOf(item: DraftItem, number: string, frame: LetterFrame): DraftMaterial {
  return { number, url: given(item.url, 'address'), seen: seenOf(item, frame) }
}

function workRows({ regime }: DraftInput, item: DraftItem, { labels, rights }: LetterFrame): DraftRow[] {
  const rule = workRule(regime)
  const composed = item.rightHeld === 'composition' || item.rightHeld === 'lyrics'
  // A withdrawal claims nothing, so it names no right.
  const right =
    item.rightHeld !== 'unknown' && item.rightHeld !== 'none'
      ? rights[item.rightHeld]
      : pending('the right you hold')
  const all: readonly DraftRow[] = [
    { label: labels.work, value: given(item.title, 'title'), rule },
    { label: labels.artist, value: given(item.artist, 'artist'), rule },
    { label: labels.right, value: regime === 'withdrawal' ? '' : right, rule: 'us-rights-106' },
    { label: composed ? labels.isrcOf : labels.isrc, value: inline(item.isrc ?? ''), rule },
    { label: labels.registration, value: inline(item.registrationNumber ?? ''), rule },
    { label: labels.authorized, value: inline(item.authorizedUrl ?? ''), rule },
  ]
  return all.filter(({ value }) => value !== '')
}

/** The rule by which the work is named. */
function workRule(regime: DraftRegime): RuleId {
  if (regime === 'ca-notice') return 'ca-41.25-b'
  if (regime === 'uk-notice') return 'uk-22-unlawful'
  const { american, european } = regimes[regime]
  return american ? 'us-512c3-ii' : european ? 'eu-dsa-16-a' : 'letter-form'
}

function seenOf(item: DraftItem, { labels }: LetterFrame): string {
  return [
    `${labels.firstSeen} ${utcTime(item.firstSeenAt)}`,
    ...(item.lastVerifiedAt === null ? [] : [`${labels.lastSeen} ${utcTime(item.lastVerifiedAt)}`]),
    ...(item.capture === null ? [] : [`${labels.capture} ${inline(item.capture)}`]),
    // Last, so that no comma follows the address.
    ...(item.foundOn === null ? [] : [`${labels.foundOn} ${inline(item.foundOn)}`]),
  ].join(', ')
}

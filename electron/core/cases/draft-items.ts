import type { Database } from 'better-sqlite3'
import { distributorIn } from '../../../shared/domain/catalogue/distributor-note.ts'
import {
  type LabelLine,
  readLabelLine,
  withoutLegalForm,
} from '../../../shared/domain/findings/label-line.ts'
import { authorizingRule, describeRule, labelKey } from '../../../shared/domain/findings/rules.ts'
import type { DraftItem } from '../../../shared/domain/notices/drafts/draft-input.ts'
import type { Claimant } from '../../../shared/domain/notices/notice-input.ts'
import { inline } from '../../../shared/domain/notices/plain-text.ts'
import { createRulesRepository } from '../findings/index.ts'
import { createCasesRepository, fullTitle, type StoredCase, type StoredItem } from './cases.repository.ts'
import { createOwnership, isAmong, type Owners } from './ownership.repository.ts'

/** Reads the items of a case as a letter and its checks need them. */
export function createDraftItems(db: Database) {
  const cases = createCasesRepository(db)
  const rules = createRulesRepository(db)
  const ownership = createOwnership(db)
  // What a notice listed when it was sent; a case without one counts by its items.
  const noticed = db.prepare<[{ providerId: number; own: string }], { key: string; at: string }>(
    `WITH other AS (SELECT id, sent_at FROM enforcement_case
       WHERE provider_id = @providerId AND sent_at IS NOT NULL AND id NOT IN (SELECT value FROM json_each(@own)))
     SELECT key, max(at) AS at FROM (
       SELECT (s.value ->> 'url') || ' ' || (s.value ->> 'recordingId') || ' ' || (s.value ->> 'rightHeld') AS key,
         o.sent_at AS at
       FROM other o JOIN notice n ON n.case_id = o.id, json_each(n.sent_input, '$.items') s
       WHERE n.sent_input IS NOT NULL AND n.regime <> 'withdrawal'
       UNION ALL
       SELECT l.url || ' ' || f.recording_id || ' ' || i.right_held, o.sent_at FROM other o
         JOIN case_member i ON i.case_id = o.id JOIN finding f ON f.id = i.finding_id
         JOIN listing l ON l.id = f.listing_id
       WHERE NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = o.id AND n.sent_input IS NOT NULL))
     WHERE key IS NOT NULL GROUP BY key`,
  )
  const corrects = db
    .prepare<[number], number>("SELECT from_case_id FROM case_link WHERE case_id = ? AND step = 'again'")
    .pluck()

  /** A case with those whose letter it sends again: a mended letter is no duplicate of the one it mends. */
  const withCorrected = (caseId: number): readonly number[] => {
    const all = [caseId]
    for (
      let from = corrects.get(caseId);
      from !== undefined && !all.includes(from);
      from = corrects.get(from)
    )
      all.push(from)
    return all
  }

  return (stored: StoredCase, claimant: Claimant | null): DraftItem[] => {
    const known = rules.all()
    const owners = ownership.ofCase(stored.id)
    const earlier = new Map(
      noticed
        .all({ providerId: stored.providerId, own: JSON.stringify(withCorrected(stored.id)) })
        .map(({ key, at }) => [key, at]),
    )
    return cases.items(stored.id).map((item) => {
      const line = readLabelLine(item.label ?? '')
      const rule =
        namedIn(item, line)
          .map((each) => authorizingRule(known, each))
          .find((found) => found !== null) ?? null
      return {
        ...plainItem(item),
        authorizedBy: rule ? describeRule(rule) : null,
        // A label line or an account of one's own is what one's distributor delivers under.
        ownDelivery: (rule !== null && rule.kind !== 'domain') || namesDistributor(item, line),
        licensedTo: licensedBy(line, claimant),
        catalogueOwner: ownerOf(owners, item, claimant),
        noticedOn:
          overlapping(item.rightHeld)
            .flatMap((right) => earlier.get(`${item.url ?? ''} ${item.recordingId} ${right}`) ?? [])
            .sort()
            .at(-1)
            ?.slice(0, 10) ?? null,
      }
    })
  }
}

/**
 * A listing as each name of its label line would have it. A line whose year has no mark before it, that names the
 * company with its legal form (“2026 Northlight Records LLC”) or as its licensee (“Luna Vale under license to Northlight
 * Records”), is that label's all the same: what one delivered oneself must not be complained of for the way it is written.
 */
function namedIn(item: StoredItem, { names }: LabelLine): readonly StoredItem[] {
  return [item, ...names.map((name) => ({ ...item, labelKey: labelKey(`℗ ${withoutLegalForm(name)}`) }))]
}

/** The label line names who distributes the recording by the catalogue: what lies there is one's own delivery. */
function namesDistributor({ notes }: StoredItem, { names }: LabelLine): boolean {
  const distributor = labelKey(withoutLegalForm(distributorIn(notes) ?? ''))
  return distributor !== null && names.some((name) => labelKey(`℗ ${withoutLegalForm(name)}`) === distributor)
}

/** To whom the line says that the claimant licensed it; null where it speaks of others, or of the claimant's own label. */
function licensedBy({ owner, licensee }: LabelLine, claimant: Claimant | null): string | null {
  const own = (name: string) => isAmong(claimant, [withoutLegalForm(name), name])
  const plain = owner.replace(/^(?:[℗©\s]|\([pc]\)|(?:19|20)\d\d)+/iu, '')
  return licensee !== null && own(plain) && !own(licensee) ? inline(licensee).slice(0, 300) : null
}

/** The rights under which a notice says, in part at least, what one under this right says. */
function overlapping(right: StoredItem['rightHeld']): readonly StoredItem['rightHeld'][] {
  if (right === 'both') return ['both', 'sound-recording', 'composition']
  return right === 'sound-recording' || right === 'composition' ? [right, 'both'] : [right]
}

function plainItem(
  item: StoredItem,
): Omit<DraftItem, 'authorizedBy' | 'ownDelivery' | 'licensedTo' | 'catalogueOwner' | 'noticedOn'> {
  const record = item.captureOutcome === 'page' ? item.captureSha256 : item.recordSha256
  return {
    findingId: item.findingId,
    recordingId: item.recordingId,
    title: fullTitle(item),
    artist: item.artist,
    isrc: item.isrc,
    registrationNumber: item.registrationNumber,
    authorizedUrl: item.authorizedUrl,
    url: item.url,
    foundOn: item.foundOn,
    offers: item.offers,
    findingState: item.findingState,
    rightHeld: item.rightHeld,
    fairUse: item.fairUse.conclusion,
    firstSeenAt: item.firstSeenAt,
    lastVerifiedAt: lastSeenAt(item),
    capture: record === null ? null : `sha256:${record.slice(0, 16)}`,
    performance: item.performance,
    exclusivity: item.exclusivity,
  }
}

/**
 * When the material was last found at its address: by the artist, by a capture, or by a look. What found it gone takes
 * away what was seen before: only a later sight brings it back.
 */
export function lastSeenAt({
  seenAt,
  capturedAt,
  captureOutcome,
  foundThereAt,
  foundGoneAt,
}: Pick<StoredItem, 'seenAt' | 'capturedAt' | 'captureOutcome' | 'foundThereAt' | 'foundGoneAt'>):
  string | null {
  const there = latest(seenAt, captureOutcome === 'page' ? capturedAt : null, foundThereAt)
  const gone = latest(captureOutcome === 'gone' ? capturedAt : null, foundGoneAt)
  return there !== null && (gone === null || there > gone) ? there : null
}

function latest(...instants: readonly (string | null)[]): string | null {
  return (
    instants
      .filter((at) => at !== null)
      .toSorted()
      .at(-1) ?? null
  )
}

/** The owner by the catalogue: the signer, where the signer is among the owners. */
function ownerOf(
  owners: Owners,
  { recordingId, rightHeld }: StoredItem,
  claimant: Claimant | null,
): string | null {
  const names = owners.of(recordingId, rightHeld)
  return names.find((name) => isAmong(claimant, [name])) ?? names[0] ?? null
}

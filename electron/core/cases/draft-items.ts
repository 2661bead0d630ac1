import type { Database } from 'better-sqlite3'
import { authorizingRule, describeRule } from '../../../shared/domain/findings/rules.ts'
import type { DraftItem } from '../../../shared/domain/notices/drafts/draft-input.ts'
import type { Claimant } from '../../../shared/domain/notices/notice-input.ts'
import { createRulesRepository } from '../findings/index.ts'
import { createCasesRepository, fullTitle, type StoredCase, type StoredItem } from './cases.repository.ts'
import { createOwnership, isAmong, type Owners } from './ownership.repository.ts'

/** Reads the items of a case as a letter and its checks need them. */
export function createDraftItems(db: Database) {
  const cases = createCasesRepository(db)
  const rules = createRulesRepository(db)
  const ownership = createOwnership(db)
  const noticed = db.prepare<[{ providerId: number; caseId: number }], { key: string; at: string }>(
    `SELECT l.url || ' ' || f.recording_id || ' ' || i.right_held AS key, max(c.sent_at) AS at FROM enforcement_case c
       JOIN case_member i ON i.case_id = c.id JOIN finding f ON f.id = i.finding_id JOIN listing l ON l.id = f.listing_id
     WHERE c.provider_id = @providerId AND c.id <> @caseId AND c.sent_at IS NOT NULL AND l.url IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.regime = 'withdrawal')
     GROUP BY 1`,
  )

  return (stored: StoredCase, claimant: Claimant | null): DraftItem[] => {
    const known = rules.all()
    const owners = ownership.ofCase(stored.id)
    const earlier = new Map(
      noticed.all({ providerId: stored.providerId, caseId: stored.id }).map(({ key, at }) => [key, at]),
    )
    return cases.items(stored.id).map((item) => {
      const rule = authorizingRule(known, item)
      return {
        ...plainItem(item),
        authorizedBy: rule ? describeRule(rule) : null,
        // A label line or an account of one's own is what one's distributor delivers under.
        ownDelivery: rule !== null && rule.kind !== 'domain',
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

/** The rights under which a notice says, in part at least, what one under this right says. */
function overlapping(right: StoredItem['rightHeld']): readonly StoredItem['rightHeld'][] {
  if (right === 'both') return ['both', 'sound-recording', 'composition']
  return right === 'sound-recording' || right === 'composition' ? [right, 'both'] : [right]
}

function plainItem(
  item: StoredItem,
): Omit<DraftItem, 'authorizedBy' | 'ownDelivery' | 'catalogueOwner' | 'noticedOn'> {
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

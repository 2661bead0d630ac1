import type { Database } from 'better-sqlite3'
import { authorizingRule, describeRule } from '../../../shared/domain/findings/rules.ts'
import { canonicalUrl } from '../../../shared/domain/live/canonical-url.ts'
import { isClaimable } from '../../../shared/domain/matching/offers.ts'
import { createRulesRepository, settledReason, type StoredRule } from '../findings/index.ts'
import type { ListingMatch } from '../watch/index.ts'
import type { ListingRow } from './listing-rows.ts'

/** What makes a listing official before anybody looks at it. */
export interface Authorizations {
  readonly rules: readonly StoredRule[]
  /** The recordings' own official addresses, canonical. */
  readonly addresses: ReadonlySet<string>
}

/** What the artist has authorized, as it stands whenever it is read. */
export interface HeldAuthorizations {
  read(): Authorizations
  /** Recordings changed, and with them their official addresses. */
  changed(): void
}

/** Reads rules anew each time, for they are few; the recordings' addresses after a change. */
export function createAuthorizations(db: Database): HeldAuthorizations {
  const repository = createRulesRepository(db)
  const links = db
    .prepare<[], string>('SELECT authorized_url FROM recording WHERE authorized_url IS NOT NULL')
    .pluck()
  let addresses: ReadonlySet<string> | null = null
  return {
    read() {
      addresses ??= new Set(links.all().flatMap((link) => canonicalUrl(link) ?? []))
      return { rules: repository.all(), addresses }
    },
    changed() {
      addresses = null
    },
  }
}

/** What storing the findings of one listing brought. */
export interface FindingChange {
  /** Findings that are new to the artist. */
  readonly fresh: readonly number[]
  /** Findings that a rule settled. */
  readonly authorized: readonly number[]
}

/** Writes findings of live listings; what is authorized is so from the beginning. */
export function createLiveFindings(db: Database) {
  const insert = db.prepare(
    `INSERT INTO finding (state, state_reason, rule_id, decided_at, found_at, score, verdict, reasons, claimable,
       listing_id, recording_id)
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM recording WHERE id = ?
     ON CONFLICT (listing_id, recording_id) DO NOTHING`,
  )
  const isKnown = db
    .prepare<[number, number], number>('SELECT 1 FROM finding WHERE listing_id = ? AND recording_id = ?')
    .pluck()
  // What the artist decided about, or sealed evidence of, stays as she saw it.
  const rejudge = db.prepare(
    `UPDATE finding SET score = ?, verdict = ?, reasons = ?, claimable = ?
     WHERE listing_id = ? AND recording_id = ? AND state = 'new'
       AND NOT EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = finding.id)`,
  )
  const openOf = db
    .prepare<[number], number>("SELECT id FROM finding WHERE listing_id = ? AND state = 'new'")
    .pluck()
  const settle = db.prepare<[string, number | null, string, number]>(
    "UPDATE finding SET state = 'authorized', state_reason = ?, rule_id = ?, decided_at = ? WHERE id = ?",
  )

  return {
    /** Stores the findings of a listing. */
    store(
      listing: Stored,
      matches: readonly ListingMatch[],
      at: string,
      known: Authorizations,
    ): FindingChange {
      const own = authorizationOf(listing.row, known)
      const settled =
        own === null ? ['new', '', null, null, at] : ['authorized', own.reason, own.ruleId, at, at]
      const claimable = isClaimable(listing.row.offers) ? 1 : 0
      const [fresh, authorized]: [number[], number[]] = [[], []]
      const isOld = listing.became !== 'new'
      for (const { recordingId, score, verdict, reasons } of matches) {
        const recording = Number(recordingId)
        const isThere = isOld && isKnown.get(listing.id, recording) !== undefined
        if (isThere && listing.became === 'same') continue
        const judged = [score, verdict, JSON.stringify(reasons), claimable, listing.id, recording]
        if (isThere) {
          rejudge.run(...judged)
          continue
        }
        const { changes, lastInsertRowid } = insert.run(...settled, ...judged)
        if (changes > 0) (own === null ? fresh : authorized).push(Number(lastInsertRowid))
      }
      // Its account may have become known only now.
      if (own !== null && listing.became === 'changed') {
        for (const id of openOf.all(listing.id)) {
          settle.run(own.reason, own.ruleId, at, id)
          authorized.push(id)
        }
      }
      return { fresh, authorized }
    },
  }
}

interface Stored {
  readonly id: number
  readonly row: ListingRow
  /** `changed`: it was known and says something else now, or stands under another account. */
  readonly became: 'new' | 'changed' | 'same'
}

function authorizationOf(
  row: ListingRow,
  { rules, addresses }: Authorizations,
): { readonly reason: string; readonly ruleId: number | null } | null {
  const rule = authorizingRule(rules, row)
  if (rule !== null) return { reason: settledReason(describeRule(rule)), ruleId: rule.id }
  return addresses.has(row.urlKey)
    ? { reason: 'It is the official address of a recording in your catalogue.', ruleId: null }
    : null
}

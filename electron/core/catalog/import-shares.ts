import type { Database } from 'better-sqlite3'
import type { FieldProblem } from '../../../shared/contract/common.ts'
import { formatShare, whole } from '../../../shared/domain/rights/share.ts'
import { judgeSplits, type SplitLine } from '../../../shared/domain/rights/splits.ts'
import { warning } from './import-match.ts'
import type { DraftParty } from './import-parties.ts'
import type { DraftWork } from './import-works.ts'
import { quoted } from './recording-fields.ts'

/**
 * Shares of mechanical royalties that rows bring, each under the writer it is collected for. The MLC licenses uses in
 * the United States only, so that is where they count.
 */
export const shareDraftSchema = `
  CREATE TABLE split (
    work_id INTEGER NOT NULL, writer TEXT NOT NULL, party_id INTEGER NOT NULL, share INTEGER NOT NULL,
    PRIMARY KEY (work_id, writer, party_id)
  ) STRICT, WITHOUT ROWID;
`

/** ISO 3166-1 alpha-2 of the country the shares count in. */
export const shareTerritory = 'US'

interface OfferedShare {
  readonly work: DraftWork
  readonly writer: string
  readonly collector: DraftParty
  readonly share: number
}

/**
 * Plans the shares that rows bring, as drafts. What is known of the work stays: a party that has a share keeps it, and
 * where shares are agreed or disputed no draft is laid beside them. Returns whether a row adds anything; what does not
 * fit is said in its notes and left out.
 */
export function createSharePlanner(main: Database, draft: Database) {
  const storedLines = main.prepare<[number], SplitLine>(
    `SELECT party_id AS party, territory, valid_from AS "from", valid_to AS "to", state, share FROM split
     WHERE subject_type = 'work' AND subject_id = ? AND right_kind = 'mechanical' AND territory IN ('WW', 'US')
       AND (valid_to IS NULL OR valid_to >= date('now'))`,
  )
  const plannedOf = draft.prepare<[number], SplitLine>(
    `SELECT party_id AS party, '${shareTerritory}' AS territory, NULL AS "from", NULL AS "to", 'draft' AS state,
       sum(share) AS share FROM split WHERE work_id = ? GROUP BY party_id`,
  )
  const planned = draft
    .prepare<[number, string, number], number>(
      'SELECT share FROM split WHERE work_id = ? AND writer = ? AND party_id = ?',
    )
    .pluck()
  const insert = draft.prepare<[number, string, number, number]>('INSERT INTO split VALUES (?, ?, ?, ?)')
  const met = createKnownShares()

  return (offer: OfferedShare, notes: FieldProblem[]): boolean => {
    const { work, writer, collector, share } = offer
    const note = (code: string, message: string) => notes.push(warning('collectionShare', code, message))
    const of = `of the mechanical rights in ${quoted(work.title)}`
    const earlier = planned.get(work.id, writer, collector.id)
    if (earlier !== undefined) {
      if (earlier === share) return false
      note(
        'share-twice',
        `An earlier row gives ${quoted(collector.name)} ${formatShare(earlier)} ${of} for the same writer. That stays; ${formatShare(share)} is left out.`,
      )
      return false
    }
    const stored = work.is_new === 1 ? [] : storedLines.all(work.id)
    if (stored.some(({ party }) => party === collector.id)) {
      const contradiction = met(offer, stored)
      if (contradiction !== null) note('kept-existing', `${contradiction} What is known stays.`)
      return false
    }
    if (stored.some(({ state }) => state !== 'draft')) {
      const settled = stored.some(({ state }) => state === 'agreed') ? 'agreed' : 'disputed'
      note(
        'kept-existing',
        `The shares ${of} are ${settled}. They stay; ${formatShare(share)} for ${quoted(collector.name)} is left out.`,
      )
      return false
    }
    const lines = [...stored, ...withShare(plannedOf.all(work.id), collector.id, share)]
    if (judgeSplits(lines).length > 0) {
      const sum = lines.reduce((total, line) => total + line.share, 0)
      note(
        'share-sum',
        `With this row the shares ${of} would come to ${formatShare(sum)}, which is more than 100 %. ${formatShare(share)} for ${quoted(collector.name)} is left out. Correct the file, or enter the shares by hand.`,
      )
      return false
    }
    insert.run(work.id, writer, collector.id, share)
    return true
  }
}

function withShare(lines: readonly SplitLine[], party: number, share: number): readonly SplitLine[] {
  const own = lines.find((line) => line.party === party)
  if (own) return lines.map((line) => (line === own ? { ...line, share: line.share + share } : line))
  return [...lines, { party, territory: shareTerritory, from: null, to: null, state: 'draft', share }]
}

/**
 * Adds up what the file says of parties that have a share already: one that collects for several writers has a row for
 * each. Tells of a contradiction once what the file gives a party is more than what is known, or once the file has
 * given out the whole and a party differs.
 */
function createKnownShares(): (offer: OfferedShare, stored: readonly SplitLine[]) => string | null {
  const works = new Map<number, Map<string, OfferedShare>>()
  return (offer, stored) => {
    const { work, writer, collector } = offer
    const given = works.get(work.id) ?? new Map<string, OfferedShare>()
    works.set(work.id, given)
    const key = `${String(collector.id)}\n${writer}`
    if (given.has(key)) return null
    given.set(key, offer)
    const sums = new Map<number, number>()
    for (const one of given.values())
      sums.set(one.collector.id, (sums.get(one.collector.id) ?? 0) + one.share)
    const complete = [...sums.values()].reduce((total, sum) => total + sum, 0) >= whole
    const differing = (party: number, sum: number) =>
      stored
        .filter((line) => line.party === party)
        .every((line) => (complete ? line.share !== sum : line.share < sum))
    const found = [...given.values()].find((one) => {
      return (complete || one === offer) && differing(one.collector.id, sums.get(one.collector.id) ?? 0)
    })
    if (!found) return null
    const known = stored.find(({ party }) => party === found.collector.id)?.share ?? 0
    return `The file gives ${quoted(found.collector.name)} ${formatShare(sums.get(found.collector.id) ?? 0)} of the mechanical rights in ${quoted(work.title)}, the catalogue ${formatShare(known)}.`
  }
}

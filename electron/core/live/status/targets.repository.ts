import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { relistedBy } from '../../../../shared/contract/status.ts'
import { parseWebAddress } from '../../../../shared/domain/findings/web-address.ts'
import type { SoughtListing } from '../../../../shared/domain/live/status/catalogue-key.ts'

const stored = z.object({
  findingId: z.int(),
  url: z.string().nullable(),
  title: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  listingTitle: z.string(),
})

/** A finding, the address it was found at, and what is looked for there. */
export interface StoredTarget {
  readonly findingId: number
  /** Null where it names no web address. */
  readonly url: string | null
  readonly sought: SoughtListing
}

const targetSql = `SELECT f.id AS findingId, l.url, r.title, r.artist, r.isrc, l.title AS listingTitle
  FROM finding f JOIN listing l ON l.id = f.listing_id JOIN recording r ON r.id = f.recording_id`
/** Items of cases whose notice went out and that are not closed; a withdrawn notice asks for nothing. */
const watchedSql = `SELECT DISTINCT m.finding_id AS findingId FROM case_member m
  JOIN enforcement_case c ON c.id = m.case_id
  WHERE c.sent_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.regime = 'withdrawal')
    AND coalesce((SELECT e.state FROM case_event e WHERE e.case_id = c.id AND e.corrects IS NULL
      AND NOT EXISTS (SELECT 1 FROM case_event k WHERE k.corrects = e.id) ORDER BY e.id DESC LIMIT 1), '') <> 'closed'
  ORDER BY m.finding_id`
/** What was downloaded whole from the pages of a finding. */
const filesOf = (
  finding: string,
) => `SELECT d.sha256 FROM capture_download d JOIN capture c ON c.id = d.capture_id
  WHERE c.finding_id = ${finding}`
const elsewhereSql = `SELECT * FROM (
  SELECT f.id AS findingId, l.url, f.found_at AS foundAt, CASE
      WHEN EXISTS (${filesOf('f.id')} INTERSECT ${filesOf('@findingId')}) THEN 'file'
      WHEN l.account_key = was.account_key OR EXISTS (
        SELECT key FROM listing_page WHERE listing_id = l.id
        INTERSECT SELECT key FROM listing_page WHERE listing_id = was.id) THEN 'uploader'
      WHEN l.domain = was.domain THEN 'host' END AS by
  FROM finding own JOIN listing was ON was.id = own.listing_id
    JOIN finding f ON f.recording_id = own.recording_id JOIN listing l ON l.id = f.listing_id
  WHERE own.id = @findingId AND f.id <> own.id AND l.url IS NOT NULL AND l.url <> was.url AND f.found_at > @since
    AND f.state NOT IN ('authorized', 'dismissed'))
  WHERE by IS NOT NULL ORDER BY foundAt DESC, findingId DESC LIMIT 20`

/** Which findings are looked at again, and what is known of them. */
export function createTargets(db: Database) {
  const one = db.prepare<[number]>(`${targetSql} WHERE f.id = ?`)
  const ofCase = db.prepare<[number]>(
    `${targetSql} WHERE f.id IN (SELECT finding_id FROM case_member WHERE case_id = ?) ORDER BY f.id`,
  )
  const watched = db.prepare<[], { findingId: number }>(watchedSql)
  const elsewhere = db.prepare<
    [{ findingId: number; since: string }],
    { findingId: number; url: string; foundAt: string; by: (typeof relistedBy)[number] }
  >(elsewhereSql)
  const cases = db.prepare<[number], { caseId: number }>(
    `SELECT m.case_id AS caseId FROM case_member m JOIN enforcement_case c ON c.id = m.case_id
     WHERE m.finding_id = ? AND c.sent_at IS NULL`,
  )
  const homes = db.prepare<[number], { caseId: number }>(
    'SELECT case_id AS caseId FROM case_member WHERE finding_id = ? ORDER BY carried_id IS NOT NULL LIMIT 1',
  )
  return {
    get(findingId: number): StoredTarget | null {
      const row = stored.optional().parse(one.get(findingId))
      return row === undefined ? null : toTarget(row)
    },
    ofCase: (caseId: number): StoredTarget[] => ofCase.all(caseId).map((row) => toTarget(stored.parse(row))),
    /** Items of sent cases. */
    watched: (): number[] => watched.all().map(({ findingId }) => findingId),
    /** The same recording at other addresses, found since: the same file, the same uploader or the same host. */
    elsewhere: (findingId: number, since: string) => elsewhere.all({ findingId, since }),
    /** The cases of a finding that can still be changed. */
    unsentCasesOf: (findingId: number): number[] => cases.all(findingId).map(({ caseId }) => caseId),
    /** The case a finding was put into; null when it is in none. */
    caseOf: (findingId: number): number | null => homes.get(findingId)?.caseId ?? null,
  }
}

function toTarget(row: z.infer<typeof stored>): StoredTarget {
  const url = row.url !== null && parseWebAddress(row.url) !== null ? row.url : null
  const { findingId, title, artist, isrc } = row
  return { findingId, url, sought: { title, artist, isrc, fileNames: fileNamesOf(row) } }
}

function fileNamesOf({ url, listingTitle }: z.infer<typeof stored>): readonly string[] {
  const last = url !== null && URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : ''
  return [last, listingTitle].filter((name) => /\.\w{2,5}$/u.test(name))
}

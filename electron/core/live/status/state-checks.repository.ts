import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { captureJobResult } from '../../../../shared/contract/captures.ts'
import { jobStates } from '../../../../shared/contract/jobs.ts'
import { type StateCheck, stateCheck } from '../../../../shared/contract/status.ts'
import { type StateLook, standingOf } from '../../../../shared/domain/live/status/listing-life.ts'
import {
  type listingStates,
  sentenceOf,
  stateReasonCodes,
} from '../../../../shared/domain/live/status/verdicts.ts'

const stored = stateCheck.omit({ sentence: true, capture: true, changed: true }).extend({
  changed: z.int(),
  notCaptured: z.enum(['', 'off', 'no-program', 'refused']),
  jobState: z.enum(jobStates).nullable(),
  jobResult: z.string().nullable(),
})
type StoredCheck = z.infer<typeof stored>

/** A look as it goes into the store. */
export interface NewCheck {
  readonly findingId: number
  readonly url: string
  readonly checkedAt: string
  readonly source: string
  readonly status: number | null
  readonly finalUrl: string | null
  readonly bodySha256: string | null
  readonly pageTitle: string
  readonly canonical: string | null
  readonly state: (typeof listingStates)[number]
  readonly reason: StateCheck['reason']
  readonly snippet: string
  readonly changed: 0 | 1
  readonly notCaptured: StoredCheck['notCaptured']
}

const columns = `s.id, s.finding_id AS findingId, s.url, s.checked_at AS checkedAt, s.source, s.status,
  s.final_url AS finalUrl, s.body_sha256 AS bodySha256, s.state, s.reason, s.snippet, s.changed,
  s.not_captured AS notCaptured, j.state AS jobState, j.result AS jobResult`
const from = `FROM listing_state_check s LEFT JOIN listing_state_capture k ON k.check_id = s.id
  LEFT JOIN job j ON j.id = k.job_id`
const look = z.object({ findingId: z.int(), at: z.string(), reason: z.enum(stateReasonCodes) })
const before = z.object({ title: z.string(), canonical: z.string().nullable() })

/** Table access for the looks at addresses. Lines are only ever added. */
export function createStateChecks(db: Database) {
  const insert = db.prepare<[NewCheck]>(
    `INSERT INTO listing_state_check (finding_id, url, checked_at, source, status, final_url, body_sha256, page_title,
       canonical, state, reason, snippet, changed, not_captured)
     VALUES (@findingId, @url, @checkedAt, @source, @status, @finalUrl, @bodySha256, @pageTitle,
       @canonical, @state, @reason, @snippet, @changed, @notCaptured)`,
  )
  const insertCapture = db.prepare<[number, number]>(
    'INSERT INTO listing_state_capture (check_id, job_id) VALUES (?, ?)',
  )
  const ofFinding = db.prepare<[number, number]>(
    `SELECT ${columns} ${from} WHERE s.finding_id = ? ORDER BY s.id DESC LIMIT ?`,
  )
  const ofCase = db.prepare<[number, number]>(
    `SELECT ${columns} ${from} WHERE s.finding_id IN (SELECT finding_id FROM case_member WHERE case_id = ?)
     ORDER BY s.id DESC LIMIT ?`,
  )
  const looks = db.prepare<[number]>(
    `SELECT finding_id AS findingId, checked_at AS at, reason FROM listing_state_check WHERE finding_id = ? ORDER BY id`,
  )
  const looksAtMissed = db.prepare(
    `SELECT finding_id AS findingId, checked_at AS at, reason FROM listing_state_check
     WHERE finding_id IN (SELECT finding_id FROM listing_state_check WHERE state NOT IN ('there', 'unknown'))
     ORDER BY finding_id, id`,
  )
  const lastSeen = db.prepare<[number]>(
    `SELECT page_title AS title, canonical FROM listing_state_check
     WHERE finding_id = ? AND state = 'there' ORDER BY id DESC LIMIT 1`,
  )
  const address = db.prepare<[number], { findingId: number; url: string }>(
    'SELECT finding_id AS findingId, url FROM listing_state_check WHERE id = ?',
  )
  const parsed = (rows: readonly unknown[]): StateCheck[] => rows.map((row) => toCheck(stored.parse(row)))
  return {
    insert: (check: NewCheck): number => Number(insert.run(check).lastInsertRowid),
    setCapture(checkId: number, jobId: number): void {
      insertCapture.run(checkId, jobId)
    },
    /** Newest first. */
    ofFinding: (findingId: number, limit: number): StateCheck[] => parsed(ofFinding.all(findingId, limit)),
    ofCase: (caseId: number, limit: number): StateCheck[] => parsed(ofCase.all(caseId, limit)),
    /** Oldest first. */
    looksAt: (findingId: number): StateLook[] => looks.all(findingId).map((row) => toLook(look.parse(row))),
    /** Findings whose address stands as gone, each with when it was first not there: milliseconds since the epoch. */
    gone(): ReadonlyMap<number, number> {
      const byFinding = Map.groupBy(z.array(look).parse(looksAtMissed.all()), ({ findingId }) => findingId)
      return new Map(
        [...byFinding].flatMap(([findingId, own]) => {
          const { life, downSince } = standingOf(own.map(toLook))
          return life === 'gone' && downSince !== null ? [[findingId, downSince] as const] : []
        }),
      )
    },
    /** What the page was when the recording was last found on it; null when it never was. */
    lastSeen: (findingId: number) => before.nullable().parse(lastSeen.get(findingId) ?? null),
    findingOf: (checkId: number): number | null => address.get(checkId)?.findingId ?? null,
  }
}

function toLook({ at, reason }: z.infer<typeof look>): StateLook {
  return { at: Date.parse(at), reason }
}

function toCheck({ changed, notCaptured, jobState, jobResult, ...check }: StoredCheck): StateCheck {
  const isChange = changed === 1
  return {
    ...check,
    sentence: sentenceOf(check.reason),
    changed: isChange,
    capture: captureOf(check.url, isChange, notCaptured, jobState, jobResult),
  }
}

function captureOf(
  url: string,
  isChange: boolean,
  notCaptured: StoredCheck['notCaptured'],
  jobState: StoredCheck['jobState'],
  jobResult: string | null,
): StateCheck['capture'] {
  const without = (state: StateCheck['capture']['state']) => ({ state, captureId: null })
  if (!isChange) return without('none')
  if (notCaptured === 'refused') return without('failed')
  if (notCaptured !== '') return without(notCaptured)
  if (jobState === null || jobState === 'queued' || jobState === 'running') return without('waiting')
  const items = jobResult === null ? undefined : captureJobResult.safeParse(JSON.parse(jobResult)).data?.items
  const made = items?.find((item) => sameAddress(item.url, url))?.capture
  return made ? { state: 'done', captureId: made.id } : without('failed')
}

/** Captures are made of the address without its fragment. */
function sameAddress(captured: string, asked: string): boolean {
  if (!URL.canParse(asked)) return captured === asked
  const read = new URL(asked)
  read.hash = ''
  return captured === read.href
}

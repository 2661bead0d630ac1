import type { Database } from 'better-sqlite3'
import type { CaptureState, CaptureSummary } from '../../../../shared/contract/captures.ts'
import type { CaptureFile } from '../../../../shared/domain/evidence/capture/capture-record.ts'

/** A capture as it goes into the store. */
export type NewCapture = Omit<CaptureSummary, 'complete' | 'caseId' | 'assisted'> & {
  readonly complete: 0 | 1
}

type StoredCapture = Omit<CaptureSummary, 'complete' | 'assisted'> & {
  readonly complete: number
  readonly assisted: number
}

const columns = `c.id, c.finding_id AS findingId, i.case_id AS caseId, c.requested_url AS requestedUrl,
  c.final_url AS finalUrl, c.title, c.outcome, c.status, c.complete, c.gaps, c.started_at AS startedAt,
  c.ended_at AS endedAt, c.record_sha256 AS recordSha256, c.tool_version AS toolVersion,
  c.custody_seq AS custodySeq,
  EXISTS (SELECT 1 FROM capture_file a WHERE a.capture_id = c.id AND a.name = 'actions.jsonl') AS assisted`
/** The state as `captureStateOf` tells it. */
const state = "CASE WHEN c.outcome <> 'page' THEN 'gone' WHEN c.complete = 1 THEN 'complete' ELSE 'gaps' END"
const where = `WHERE (@findingId IS NULL OR c.finding_id = @findingId)
  AND (@caseId IS NULL OR c.finding_id IN (SELECT finding_id FROM case_member WHERE case_id = @caseId))
  AND (@url IS NULL OR c.requested_url = @url)
  AND (@state IS NULL OR ${state} = @state)
  AND (@search = '' OR instr(lower(c.requested_url || ' ' || c.title), lower(@search)) > 0)`
const from = 'FROM capture c LEFT JOIN case_item i ON i.finding_id = c.finding_id'

/** The tables `capture` and `capture_file`. */
export function createCapturesRepository(db: Database) {
  const newest = db
    .prepare<[number], number>(
      "SELECT id FROM capture WHERE finding_id = ? AND outcome = 'page' ORDER BY id DESC LIMIT 1",
    )
    .pluck()
  const nextId = db.prepare<[], { id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM capture')
  const insert = db.prepare<[NewCapture]>(`
    INSERT INTO capture (id, finding_id, requested_url, final_url, title, outcome, status, complete, gaps, started_at,
      ended_at, record_sha256, tool_version, custody_seq)
    VALUES (@id, @findingId, @requestedUrl, @finalUrl, @title, @outcome, @status, @complete, @gaps, @startedAt,
      @endedAt, @recordSha256, @toolVersion, @custodySeq)`)
  const insertFile = db.prepare<[CaptureFile & { readonly captureId: number }]>(
    'INSERT INTO capture_file (capture_id, name, kind, bytes, sha256) VALUES (@captureId, @name, @kind, @bytes, @sha256)',
  )
  const one = db.prepare<[number], StoredCapture>(`SELECT ${columns} ${from} WHERE c.id = ?`)
  const files = db.prepare<[number], CaptureFile>(
    'SELECT name, kind, bytes, sha256 FROM capture_file WHERE capture_id = ? ORDER BY name',
  )
  const page = db.prepare<[PageValues], StoredCapture>(
    `SELECT ${columns} ${from} ${where} AND c.id < @before ORDER BY c.id DESC LIMIT @limit OFFSET @offset`,
  )
  const count = db.prepare<[CaptureFilter], { n: number }>(`SELECT count(*) AS n FROM capture c ${where}`)
  const address = db.prepare<[number], { url: string | null }>(
    'SELECT l.url FROM finding f JOIN listing l ON l.id = f.listing_id WHERE f.id = ?',
  )
  return {
    /** The id the next capture gets; valid inside the transaction that inserts it. */
    nextId: (): number => nextId.get()?.id ?? 1,
    insert(capture: NewCapture, list: readonly CaptureFile[]): void {
      insert.run(capture)
      for (const file of list) insertFile.run({ ...file, captureId: capture.id })
    },
    get(id: number): CaptureSummary | null {
      const row = one.get(id)
      return row === undefined ? null : toSummary(row)
    },
    files: (id: number): CaptureFile[] => files.all(id),
    /** Newest first, from below an id on. */
    page: (values: PageValues): CaptureSummary[] => page.all(values).map(toSummary),
    count: (filter: CaptureFilter): number => count.get(filter)?.n ?? 0,
    /** The newest capture of a finding that shows a page. */
    newestPage: (findingId: number): number | undefined => newest.get(findingId),
    /** The address a finding was found at; null where it names none, undefined when there is no such finding. */
    addressOfFinding(findingId: number): string | null | undefined {
      return address.get(findingId)?.url
    },
  }
}

/** Which captures a list shows; null and the empty text leave nothing out. */
export interface CaptureFilter {
  readonly findingId: number | null
  readonly caseId: number | null
  readonly url: string | null
  readonly state: CaptureState | null
  readonly search: string
}

interface PageValues extends CaptureFilter {
  readonly before: number
  readonly limit: number
  readonly offset: number
}

function toSummary(row: StoredCapture): CaptureSummary {
  return { ...row, complete: row.complete === 1, assisted: row.assisted === 1 }
}

import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { CustodyEvent } from '../../../shared/contract/evidence.ts'
import { parseCustodyLine } from '../../../shared/domain/evidence/custody-line.ts'
import { stepEventsSql } from './bundle/capture-steps.repository.ts'

interface StoredLine {
  readonly seq: number
  readonly line: string
  readonly at: string
  readonly action: string
  readonly subject: string
}

interface PageRequest {
  readonly limit: number
  readonly beforeSeq: number | null
  readonly caseId: number | null
  readonly captureId?: number | undefined
}

/** The events of one case as its bundle tells them: its own, and those that sealed the evidence of its items. */
const ofCase = `(case_id = @caseId OR seq IN (
  SELECT e.custody_seq FROM evidence_record e JOIN case_member i ON i.finding_id = e.finding_id
  WHERE i.case_id = @caseId
  UNION SELECT c.custody_seq FROM capture c JOIN case_member i ON i.finding_id = c.finding_id
  WHERE i.case_id = @caseId
  UNION ${stepEventsSql}))`

/** A page of the custody log, newest first. A line that cannot be read is shown with what the index holds of it. */
export function listCustody(
  db: Database,
  { limit, beforeSeq, caseId, captureId }: PageRequest,
): { events: CustodyEvent[]; total: number } {
  const which = `${caseId === null ? 'TRUE' : ofCase} AND ${captureId === undefined ? 'TRUE' : 'subject = @subject'}`
  const subject = `capture:${String(captureId)}`
  const values = { limit, caseId, subject, before: beforeSeq ?? Number.MAX_SAFE_INTEGER }
  const rows = db
    .prepare<[typeof values], StoredLine>(
      `SELECT seq, line, at, action, subject FROM custody_event
       WHERE seq < @before AND ${which} ORDER BY seq DESC LIMIT @limit`,
    )
    .all(values)
  const count = db.prepare<[typeof values], { n: number }>(
    `SELECT count(*) AS n FROM custody_event WHERE ${which}`,
  )
  return { events: rows.map(toEvent), total: count.get(values)?.n ?? 0 }
}

function toEvent(row: StoredLine): CustodyEvent {
  const entry = parseCustodyLine(row.line)
  return {
    seq: row.seq,
    at: entry?.at ?? row.at,
    actor: entry?.actor ?? '',
    action: entry?.action ?? row.action,
    subject: entry?.subject ?? row.subject,
    detail: entry?.detail ?? {},
    lineSha256: createHash('sha256').update(row.line, 'utf8').digest('hex'),
  }
}

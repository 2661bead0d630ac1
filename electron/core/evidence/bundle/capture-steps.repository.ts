import type { Database } from 'better-sqlite3'
import type { Framing } from '../../../../shared/domain/evidence/capture/download-record.ts'

/** A file that was downloaded whole from a captured page. */
export interface DownloadRow {
  readonly id: number
  readonly url: string
  readonly fileName: string
  readonly mime: string
  readonly bytes: number
  readonly sha256: string
  readonly recordSha256: string
  /** What its fingerprint was held to be; null when it could not be compared. */
  readonly verdict: string | null
  /** How the server told where it ends. */
  readonly framing: Framing | ''
  readonly downloadedAt: string
  readonly custodySeq: number
}

/** A look-up of who is behind the address of a capture. */
export interface LookUpRow {
  readonly id: number
  readonly host: string
  readonly recordSha256: string
  readonly bytes: number
  readonly lookedUpAt: string
  readonly custodySeq: number
}

/** Custody events of the steps taken after the captures of a case's findings; `@caseId` is the case. */
export const stepEventsSql = `
  SELECT d.custody_seq FROM capture_download d JOIN capture c ON c.id = d.capture_id
    JOIN case_member i ON i.finding_id = c.finding_id WHERE i.case_id = @caseId
  UNION SELECT p.custody_seq FROM capture_provider p JOIN capture c ON c.id = p.capture_id
    JOIN case_member i ON i.finding_id = c.finding_id WHERE i.case_id = @caseId`

const stepBytesSql = `
  SELECT coalesce(sum(o.bytes), 0) AS bytes FROM (
    SELECT d.capture_id, d.sha256 FROM capture_download d
    UNION ALL SELECT p.capture_id, p.record_sha256 FROM capture_provider p
  ) s JOIN object o ON o.sha256 = s.sha256 JOIN capture c ON c.id = s.capture_id
  JOIN case_member i ON i.finding_id = c.finding_id WHERE i.case_id = ?`

/** What was done after a capture, each a step of its own: whole files downloaded, providers looked up. */
export function createCaptureStepsRepository(db: Database) {
  const downloads = db.prepare<[number], DownloadRow>(
    `SELECT id, url, file_name AS fileName, mime, bytes, sha256, record_sha256 AS recordSha256,
       json_extract(comparison, '$.verdict') AS verdict, framing, downloaded_at AS downloadedAt, custody_seq AS custodySeq
     FROM capture_download WHERE capture_id = ? ORDER BY id`,
  )
  const lookUps = db.prepare<[number], LookUpRow>(
    `SELECT p.id, p.host, p.record_sha256 AS recordSha256, o.bytes, p.looked_up_at AS lookedUpAt,
       p.custody_seq AS custodySeq
     FROM capture_provider p JOIN object o ON o.sha256 = p.record_sha256 WHERE p.capture_id = ? ORDER BY p.id`,
  )
  const bytes = db.prepare<[number], { bytes: number }>(stepBytesSql)
  return {
    downloads: (capture: number): readonly DownloadRow[] => downloads.all(capture),
    lookUps: (capture: number): readonly LookUpRow[] => lookUps.all(capture),
    /** About how many bytes they add to the bundle of a case. */
    bytes: (caseId: number): number => bytes.get(caseId)?.bytes ?? 0,
  }
}

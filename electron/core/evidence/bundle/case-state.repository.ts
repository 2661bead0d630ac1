import type { Database } from 'better-sqlite3'
import { captureSums } from '../capture/capture-sums.ts'
import type {
  CaseRow,
  HistoryRow,
  OriginRow,
  ClaimantRow,
  ItemRow,
  RecordRow,
  CaptureRow,
  CaptureFileRow,
  LogStampRow,
  WorkRow,
  ReleaseRow,
  IdentifierRow,
  NoticeRow,
  NoticeExportRow,
  CustodyRow,
} from './case-rows.ts'
import { createCaptureStepsRepository, stepEventsSql } from './capture-steps.repository.ts'

const caseSql = `
  SELECT c.id, c.title, c.state, c.opened_at AS openedAt, c.sent_at AS sentAt, c.sent_channel AS sentChannel,
    c.sent_reference AS sentReference, p.name AS providerName, p.domains AS providerDomains
  FROM enforcement_case c JOIN provider p ON p.id = c.provider_id WHERE c.id = ?`

const historySql = `
  SELECT id, state, corrects, happened_on AS "on", reason, file_sha256 AS answerSha256, file_bytes AS answerBytes,
    file_name AS answerName,
    custody_seq AS custodySeq, recorded_at AS recordedAt
  FROM case_event WHERE case_id = ? ORDER BY id`

const itemsSql = `
  SELECT f.id AS finding, l.id AS listing, r.id AS recording, r.title AS workTitle, r.artist AS workArtist,
    r.isrc AS workIsrc, i.right_held AS rightHeld, i.fair_use AS fairUse, f.verdict, f.score, f.reasons, f.state,
    f.decided_at AS decidedAt, f.found_at AS foundAt, l.url, l.domain, l.account, l.offers, l.listing_ref AS ref,
    l.isrc, l.title, l.artist, l.album, l.label, l.duration_ms AS durationMs, coalesce(l.row, 0) AS row,
    coalesce(s.file_name, o.name) AS sourceName
  FROM case_member i
  JOIN finding f ON f.id = i.finding_id
  JOIN listing l ON l.id = f.listing_id
  LEFT JOIN sweep_file s ON s.id = l.sweep_file_id
  LEFT JOIN live_source o ON o.id = l.source_id
  JOIN recording r ON r.id = f.recording_id
  WHERE i.case_id = ? ORDER BY f.id`

const recordsSql = `
  SELECT id, kind, source_name AS sourceName, byte_length AS byteLength, content_sha256 AS contentSha256, record,
    record_sha256 AS recordSha256, sealed_at AS sealedAt, custody_seq AS custodySeq
  FROM evidence_record WHERE finding_id = ? ORDER BY id`

const worksSql = `
  SELECT id, title, version, artist, isrc, duration_ms AS durationMs, year, kind, right_held AS rightHeld,
    registration_number AS registrationNumber, authorized_url AS authorizedUrl
  FROM recording
  WHERE id IN (SELECT f.recording_id FROM case_member i JOIN finding f ON f.id = i.finding_id WHERE i.case_id = ?)
  ORDER BY id`

const releasesSql = `
  SELECT r.title, r.artist, r.label, r.gtin, r.release_date AS releaseDate, t.disc, t.number
  FROM track t JOIN release r ON r.id = t.release_id WHERE t.recording_id = ? ORDER BY t.id`

// The bundle's share of the log ends with the last event that shaped its content: logging an export must not
// change what the next export of the same state gives.
const sliceEndSql = `
  SELECT max(seq) AS seq FROM (
    SELECT max(seq) AS seq FROM custody_event WHERE case_id = @caseId AND action <> 'bundle.exported'
    UNION ALL
    SELECT max(e.custody_seq) FROM evidence_record e JOIN case_member i ON i.finding_id = e.finding_id
    WHERE i.case_id = @caseId
    UNION ALL
    SELECT max(c.custody_seq) FROM capture c JOIN case_member i ON i.finding_id = c.finding_id
    WHERE i.case_id = @caseId
    UNION ALL
    SELECT max(custody_seq) FROM (${stepEventsSql}))`

const capturesSql = `
  SELECT c.id, c.finding_id AS finding, c.requested_url AS requestedUrl, c.final_url AS finalUrl, c.title, c.outcome,
    c.status, c.complete, c.gaps,
    EXISTS (SELECT 1 FROM capture_file a WHERE a.capture_id = c.id AND a.name = 'actions.jsonl') AS assisted,
    c.started_at AS startedAt, c.ended_at AS endedAt, c.record_sha256 AS recordSha256,
    c.custody_seq AS custodySeq
  FROM capture c JOIN case_member i ON i.finding_id = c.finding_id WHERE i.case_id = ? ORDER BY c.id`

// Tokens of removed authorities stay, and so do the certificates they are checked with.
const certificatesSql = `
  SELECT coalesce(ca_pem, stated_pem) AS pem FROM timestamp_authority
  WHERE (ca_pem IS NOT NULL OR stated_pem IS NOT NULL)
    AND (removed_at IS NULL OR id IN (SELECT authority_id FROM timestamp WHERE response IS NOT NULL)) ORDER BY id`

const logStampsSql = `
  SELECT subject, response FROM timestamp
  WHERE response IS NOT NULL AND subject LIKE 'custody:%' AND CAST(substr(subject, 9) AS INTEGER) <= ?
  ORDER BY CAST(substr(subject, 9) AS INTEGER), authority_id`

const sealsSql = `
  SELECT DISTINCT e.custody_seq AS seq FROM evidence_record e JOIN case_member i ON i.finding_id = e.finding_id
  WHERE i.case_id = ? ORDER BY e.custody_seq`

const sizeSql = `
  SELECT (SELECT coalesce(sum(e.byte_length + length(e.record)), 0)
      FROM evidence_record e JOIN case_member i ON i.finding_id = e.finding_id WHERE i.case_id = @caseId)
    + (SELECT coalesce(sum(file_bytes), 0) FROM case_event WHERE case_id = @caseId)
    + (SELECT coalesce(sum(f.bytes), 0) FROM capture_file f JOIN capture c ON c.id = f.capture_id
      JOIN case_member i ON i.finding_id = c.finding_id WHERE i.case_id = @caseId) AS bytes`

/** Read-only access to everything a bundle of one case is made from. Rows come one by one, in a fixed order. */
export function createCaseStateRepository(db: Database) {
  const caseRow = db.prepare<[number], CaseRow>(caseSql)
  const history = db.prepare<[number], HistoryRow>(historySql)
  const origin = db.prepare<[number], OriginRow>(
    'SELECT from_case_id AS "case", step FROM case_link WHERE case_id = ?',
  )
  const claimant = db.prepare<[], ClaimantRow>(
    'SELECT legal_name AS legalName, artist_name AS artistName, company, role FROM profile WHERE id = 1',
  )
  const items = db.prepare<[number], ItemRow>(itemsSql)
  const itemCount = db.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM case_member WHERE case_id = ?',
  )
  const unsealed = db.prepare<[number], { n: number }>(
    `SELECT count(*) AS n FROM case_member i
     WHERE i.case_id = ? AND NOT EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = i.finding_id)`,
  )
  const records = db.prepare<[number], RecordRow>(recordsSql)
  const raw = db.prepare<[number], { raw: Buffer }>('SELECT raw FROM listing WHERE id = ?')
  const works = db.prepare<[number], WorkRow>(worksSql)
  const releases = db.prepare<[number], ReleaseRow>(releasesSql)
  const identifiers = db.prepare<[number], IdentifierRow>(
    'SELECT scheme, value, raw, source, state FROM identifier WHERE recording_id = ? ORDER BY scheme, value',
  )
  const notices = db.prepare<[number], NoticeRow>(
    'SELECT id, regime, template_version AS templateVersion, status FROM notice WHERE case_id = ? ORDER BY id',
  )
  const noticeExports = db.prepare<[number], NoticeExportRow>(
    'SELECT id, format, sha256, bytes, at FROM notice_export WHERE notice_id = ? ORDER BY id',
  )
  const sliceEnd = db.prepare<[{ caseId: number }], { seq: number | null }>(sliceEndSql)
  const custody = db.prepare<[number], CustodyRow>(
    'SELECT seq, line, at FROM custody_event WHERE seq <= ? ORDER BY seq',
  )
  const custodyAt = db.prepare<[number], { at: string }>('SELECT at FROM custody_event WHERE seq = ?')
  const seals = db.prepare<[number], { seq: number }>(sealsSql)
  const sealed = db.prepare<[number], { hash: string }>(
    'SELECT record_sha256 AS hash FROM evidence_record WHERE custody_seq = ? ORDER BY record_sha256',
  )
  const size = db.prepare<[{ caseId: number }], { bytes: number }>(sizeSql)
  const captures = db.prepare<[number], CaptureRow>(capturesSql)
  const captureFiles = db.prepare<[number], CaptureFileRow>(
    'SELECT name, kind, bytes, sha256 FROM capture_file WHERE capture_id = ? ORDER BY name',
  )
  const tokens = db.prepare<[string], { response: Buffer }>(
    'SELECT response FROM timestamp WHERE digest = ? AND response IS NOT NULL ORDER BY authority_id',
  )
  const certificates = db.prepare<[], { pem: string }>(certificatesSql)
  const authorityCount = db.prepare<[], { n: number }>(
    'SELECT count(*) AS n FROM timestamp_authority WHERE removed_at IS NULL',
  )
  const logStamps = db.prepare<[number], LogStampRow>(logStampsSql)
  const steps = createCaptureStepsRepository(db)

  return {
    caseRow: (caseId: number) => caseRow.get(caseId),
    /** What became of the case, oldest first. */
    history: (caseId: number) => history.all(caseId),
    origin: (caseId: number) => origin.get(caseId),
    claimant: () => claimant.get(),
    items: (caseId: number) => items.iterate(caseId),
    itemCount: (caseId: number) => itemCount.get(caseId)?.n ?? 0,
    unsealedCount: (caseId: number) => unsealed.get(caseId)?.n ?? 0,
    records: (finding: number) => records.all(finding),
    rawRow: (listing: number) => raw.get(listing)?.raw ?? Buffer.alloc(0),
    works: (caseId: number) => works.iterate(caseId),
    releases: (recording: number) => releases.all(recording),
    identifiers: (recording: number) => identifiers.all(recording),
    notices: (caseId: number) => notices.all(caseId),
    noticeExports: (notice: number) => noticeExports.all(notice),
    /** Sequence number of the last event that shaped the bundle's content; 0 when there is none. */
    sliceEnd: (caseId: number) => sliceEnd.get({ caseId })?.seq ?? 0,
    custodyLines: (until: number) => custody.iterate(until),
    custodyTime: (seq: number) => custodyAt.get(seq)?.at,
    /** The events that sealed the case's records. */
    sealingEvents: (caseId: number) => seals.all(caseId).map(({ seq }) => seq),
    /** Hashes of every record an event sealed, of other cases too, sorted. */
    sealedBy: (seq: number) => sealed.all(seq).map(({ hash }) => hash),
    /** About how many bytes of evidence the bundle will hold. */
    evidenceBytes: (caseId: number) => (size.get({ caseId })?.bytes ?? 0) + steps.bytes(caseId),
    captures: (caseId: number) => captures.all(caseId),
    captureFiles: (capture: number) => captureFiles.all(capture),
    captureDownloads: steps.downloads,
    captureLookUps: steps.lookUps,
    captureSums: (capture: number) => captureSums(db, capture),
    /** Tokens over a digest, in the order of the authorities. */
    tokens: (digest: string) => tokens.all(digest).map(({ response }) => response),
    /** Certificates the tokens are checked with, PEM, one text for each authority. */
    authorityCertificates: () => certificates.all().map(({ pem }) => pem),
    authorityCount: () => authorityCount.get()?.n ?? 0,
    /** Stamps of the log's head up to an event. */
    logStamps: (until: number) => logStamps.all(until),
  }
}

export type CaseStateRepository = ReturnType<typeof createCaseStateRepository>

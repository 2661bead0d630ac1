import type { Database } from 'better-sqlite3'
import type { EvidenceRecord } from '../../../shared/contract/watch.ts'

/** A sealed record as it goes into the store. */
export interface NewRecord {
  readonly findingId: number
  readonly kind: 'source-row' | 'attachment'
  readonly sourceName: string
  readonly sourceBytes: number
  readonly sourceSha256: string
  readonly byteOffset: number | null
  readonly byteLength: number
  readonly contentSha256: string
  readonly record: string
  readonly recordSha256: string
  readonly sealedAt: string
  readonly toolVersion: string
  readonly custodySeq: number
}

/** A swept file whose findings are to be sealed. */
export interface SweptFile {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly sha256: string | null
}

/** A finding without a sealed record, with the row it was found in. */
export interface UnsealedFinding {
  readonly id: number
  readonly verdict: string
  readonly score: number
  readonly reasons: string
  readonly foundAt: string
  readonly row: number
  readonly byteOffset: number
  readonly byteLength: number
  readonly raw: Buffer
  readonly ref: string
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly album: string | null
  readonly label: string | null
  readonly url: string | null
  readonly account: string | null
  readonly durationMs: number | null
  readonly offers: string
  readonly recordingId: number
  readonly recordingIsrc: string | null
  readonly recordingTitle: string
  readonly recordingArtist: string
}

const unsealedSql = `
  SELECT f.id, f.verdict, f.score, f.reasons, f.found_at AS foundAt,
    l.row, l.byte_offset AS byteOffset, l.byte_length AS byteLength, l.raw, l.listing_ref AS ref, l.isrc, l.title,
    l.artist, l.album, l.label, l.url, l.account, l.duration_ms AS durationMs, l.offers,
    r.id AS recordingId, r.isrc AS recordingIsrc, r.title AS recordingTitle, r.artist AS recordingArtist
  FROM listing l
  JOIN finding f ON f.listing_id = l.id
  JOIN recording r ON r.id = f.recording_id
  WHERE l.sweep_file_id = ? AND l.byte_offset >= ?
    AND NOT EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = f.id AND e.kind = 'source-row')
  ORDER BY l.byte_offset, f.id
  LIMIT ?`

const insertRecordSql = `
  INSERT INTO evidence_record (finding_id, kind, source_name, source_bytes, source_sha256, byte_offset, byte_length,
    content_sha256, record, record_sha256, sealed_at, tool_version, custody_seq)
  VALUES (@findingId, @kind, @sourceName, @sourceBytes, @sourceSha256, @byteOffset, @byteLength,
    @contentSha256, @record, @recordSha256, @sealedAt, @toolVersion, @custodySeq)`

/** The tables `evidence_record` and `object`, and what sealing reads beside them. */
export function createRecordsRepository(db: Database) {
  const sweptFile = db.prepare<[number], SweptFile>(
    'SELECT id, file_name AS name, bytes, sha256 FROM sweep_file WHERE id = ?',
  )
  const unsealed = db.prepare<[number, number, number], UnsealedFinding>(unsealedSql)
  const insertRecord = db.prepare<[NewRecord]>(insertRecordSql)
  const insertObject = db.prepare<[string, number, string, string]>(
    'INSERT INTO object (sha256, bytes, original_name, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const object = db.prepare<[string]>('SELECT 1 FROM object WHERE sha256 = ?')
  const caseOfFinding = db.prepare<[number], { caseId: number | null }>(
    `SELECT c.case_id AS caseId FROM finding f LEFT JOIN case_item c ON c.finding_id = f.id WHERE f.id = ?`,
  )

  return {
    sweptFile: (id: number): SweptFile | undefined => sweptFile.get(id),
    /** Findings of a file without a sealed row, in the order of their rows, from a byte offset on. */
    unsealedFindings: (fileId: number, fromOffset: number, limit: number): readonly UnsealedFinding[] =>
      unsealed.all(fileId, fromOffset, limit),
    /** Inserts a sealed record and returns its id. */
    insertRecord: (record: NewRecord): number => Number(insertRecord.run(record).lastInsertRowid),
    insertObject(sha256: string, bytes: number, originalName: string, at: string): void {
      insertObject.run(sha256, bytes, originalName, at)
    },
    hasObject: (sha256: string): boolean => object.get(sha256) !== undefined,
    /** The case a finding is in, null when in none, undefined when there is no such finding. */
    caseOfFinding: (findingId: number): number | null | undefined => caseOfFinding.get(findingId)?.caseId,
  }
}

/** A new record as the window shows it. */
export function toEvidenceRecord(id: number, record: NewRecord, preview: string): EvidenceRecord {
  const { kind, sourceName, sourceBytes, sourceSha256, byteOffset, byteLength } = record
  const { contentSha256, sealedAt, toolVersion, custodySeq } = record
  return {
    id,
    kind,
    sourceName,
    sourceBytes,
    sourceSha256,
    byteOffset,
    byteLength,
    contentSha256,
    preview,
    sealedAt,
    toolVersion,
    custodySeq,
  }
}

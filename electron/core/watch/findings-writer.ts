import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { isClaimable } from '../../../shared/domain/matching/offers.ts'
import type { SweepPoint } from './engine/file-sweep.ts'
import type { MalformedRow } from './engine/range-collector.ts'
import { listingId, type RowHit } from './engine/swept-row.ts'
import { ruleKeys } from './rule-keys.ts'

const idRow = z.object({ id: z.int() })

/** Writes what a sweep finds. Every method must run inside a transaction; writing twice changes nothing. */
export function createFindingsWriter(db: Database) {
  const insertListing = db.prepare(
    `INSERT INTO listing (sweep_file_id, row, byte_offset, byte_length, raw, listing_ref, isrc, title, artist, album,
       label, label_key, url, domain, account, account_key, duration_ms, offers, found_at)
     VALUES (@fileId, @row, @byteOffset, @byteLength, @raw, @ref, @isrc, @title, @artist, @album,
       @label, @labelKey, @url, @domain, @account, @accountKey, @durationMs, @offers, @foundAt)
     ON CONFLICT (sweep_file_id, byte_offset) DO NOTHING`,
  )
  const findListing = db.prepare<[number, number]>(
    'SELECT id FROM listing WHERE sweep_file_id = ? AND byte_offset = ?',
  )
  // The recording may have been deleted since the sweep began.
  const insertFinding = db.prepare(
    `INSERT INTO finding (listing_id, recording_id, score, verdict, reasons, claimable, state, found_at)
     SELECT @listingId, id, @score, @verdict, @reasons, @claimable, 'new', @foundAt FROM recording WHERE id = @recordingId
     ON CONFLICT (listing_id, recording_id) DO NOTHING`,
  )
  const insertMalformed = db.prepare<[number, number, number, string, string]>(
    `INSERT INTO sweep_malformed (sweep_file_id, row, byte_offset, reason, sample) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const addFindings = db.prepare<[number, number]>(
    'UPDATE sweep_file SET findings = findings + ? WHERE id = ?',
  )
  const setPoint = db.prepare<[number, number, string, number]>(
    'UPDATE sweep_file SET rows = ?, malformed = ?, checkpoint = ? WHERE id = ?',
  )
  const setRecordings = db.prepare<[number, number]>('UPDATE sweep SET recordings = ? WHERE id = ?')
  const foundRecordings = db.prepare<[number]>(
    `SELECT DISTINCT f.recording_id AS id FROM sweep_file s JOIN listing l ON l.sweep_file_id = s.id
     JOIN finding f ON f.listing_id = l.id WHERE s.sweep_id = ?`,
  )

  const storedId = (fileId: number, byteOffset: number): number =>
    idRow.parse(findListing.get(fileId, byteOffset)).id

  return {
    /**
     * Stores rows with their findings; `row` is 1 for the first row of data. Returns the recordings something new
     * was found for, one per finding.
     */
    hits(fileId: number, hits: readonly RowHit[], foundAt: string): readonly number[] {
      const found: number[] = []
      for (const { row, byteOffset, raw, listing, matches } of hits) {
        const place = { fileId, row, byteOffset, byteLength: raw.length, raw }
        const added = insertListing.run({
          ...listing,
          ...ruleKeys(listing),
          ...place,
          ref: listingId(listing, row),
          foundAt,
        })
        const id = added.changes > 0 ? Number(added.lastInsertRowid) : storedId(fileId, byteOffset)
        const claimable = isClaimable(listing.offers) ? 1 : 0
        for (const { recordingId, score, verdict, reasons } of matches) {
          const { changes } = insertFinding.run({
            ...{ listingId: id, recordingId: Number(recordingId), score, verdict, claimable, foundAt },
            reasons: JSON.stringify(reasons),
          })
          if (changes > 0) found.push(Number(recordingId))
        }
      }
      if (found.length > 0) addFindings.run(found.length, fileId)
      return found
    },
    malformed(fileId: number, rows: readonly MalformedRow[]): void {
      for (const { row, byteOffset, reason, sample } of rows) {
        insertMalformed.run(fileId, row, byteOffset, reason, sample)
      }
    },
    /** Notes how far the file is swept; call it with the last of what was found up to there. */
    point(fileId: number, point: SweepPoint): void {
      setPoint.run(point.rows, point.malformed, JSON.stringify(point), fileId)
    },
    recordings: (sweepId: number, amount: number) => void setRecordings.run(amount, sweepId),
    /** The recordings a sweep has found something for. */
    recordingsOf: (sweepId: number): readonly number[] =>
      foundRecordings.all(sweepId).map((row) => idRow.parse(row).id),
  }
}

export type FindingsWriter = ReturnType<typeof createFindingsWriter>

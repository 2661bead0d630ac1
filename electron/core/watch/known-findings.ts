import type { Database } from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { CoreContext } from '../context.ts'

const perTransaction = 500
const pair = z.object({ findingId: z.int(), listingId: z.int() })

/**
 * Lets go of findings that an earlier sweep of the same bytes has made already: the same recording on the same row of a
 * file with the same SHA-256, or of one whose sweep was gone on with. What the artist decided about the earlier one
 * stays as it is. Findings decided meanwhile or held by a case are kept. May be repeated.
 *
 * @returns how many were let go.
 */
export async function dropKnownFindings(context: CoreContext, fileId: number): Promise<number> {
  const rows = knownFindings(context.db)
  let dropped = 0
  for (;;) {
    await context.gate.passed()
    const known = rows.next(fileId)
    if (known.length === 0) return dropped
    context.mutations.once(['sweeps', 'findings'], () => {
      for (const { findingId, listingId } of known) rows.drop(findingId, listingId)
      rows.count(known.length, fileId)
    })
    dropped += known.length
    await nextTurn()
  }
}

function knownFindings(db: Database) {
  const known = db.prepare<[{ fileId: number; most: number }]>(
    `WITH RECURSIVE before_it (id) AS (
       SELECT continues_id FROM sweep_file WHERE id = @fileId AND continues_id IS NOT NULL
       UNION SELECT f.continues_id FROM before_it b JOIN sweep_file f ON f.id = b.id
       WHERE f.continues_id IS NOT NULL
     )
     SELECT f.id AS findingId, f.listing_id AS listingId
     FROM sweep_file own
     JOIN listing l ON l.sweep_file_id = own.id
     JOIN finding f ON f.listing_id = l.id AND f.state = 'new'
     WHERE own.id = @fileId
       AND NOT EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = f.id)
       AND EXISTS (
         SELECT 1 FROM sweep_file earlier
         JOIN listing same ON same.id IN (
           SELECT id FROM listing WHERE sweep_file_id = earlier.id AND byte_offset = l.byte_offset
           UNION SELECT id FROM listing WHERE sweep_file_id = earlier.id AND row = l.row AND raw = l.raw
         )
         JOIN finding before ON before.listing_id = same.id AND before.recording_id = f.recording_id
         WHERE earlier.id < own.id
           AND (earlier.sha256 = own.sha256 OR (earlier.id IN (SELECT id FROM before_it) AND same.raw = l.raw))
       )
     LIMIT @most`,
  )
  const dropFinding = db.prepare<[number]>('DELETE FROM finding WHERE id = ?')
  const dropListing = db.prepare<[number, number]>(
    'DELETE FROM listing WHERE id = ? AND NOT EXISTS (SELECT 1 FROM finding WHERE listing_id = ?)',
  )
  const count = db.prepare<[number, number]>('UPDATE sweep_file SET findings = findings - ? WHERE id = ?')
  return {
    next: (fileId: number) => known.all({ fileId, most: perTransaction }).map((row) => pair.parse(row)),
    drop(findingId: number, listingId: number): void {
      dropFinding.run(findingId)
      dropListing.run(listingId, listingId)
    },
    count: (dropped: number, fileId: number) => void count.run(dropped, fileId),
  }
}

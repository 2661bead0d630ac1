import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { isTrackId } from '../../../shared/domain/matching/file-table.ts'
import type { FoundTrack } from './engine/database/taken-tracks.ts'

const foundRow = z.object({
  ref: z.string(),
  title: z.string(),
  artist: z.string(),
  isrc: z.string(),
  fileName: z.string(),
  recordingId: z.int(),
  score: z.number(),
  verdict: z.enum(['match', 'possible']),
})

/** The tracks that findings are of, whatever sweep found them, except those the artist has dismissed. */
export function readFoundTracks(db: Database): readonly FoundTrack[] {
  const rows = db.prepare(
    `SELECT l.listing_ref AS ref, l.title, l.artist, l.isrc, s.file_name AS fileName, f.recording_id AS recordingId,
       max(f.score) AS score, f.verdict
     FROM listing l JOIN finding f ON f.listing_id = l.id JOIN sweep_file s ON s.id = l.sweep_file_id
     WHERE length(l.listing_ref) = 22 AND f.state <> 'dismissed'
     GROUP BY l.listing_ref, f.recording_id ORDER BY min(l.id)`,
  )
  const tracks = new Map<string, FoundTrack & { matches: FoundTrack['matches'][number][] }>()
  for (const row of rows.iterate()) {
    const { ref: id, recordingId, score, verdict, title, artist, isrc, fileName } = foundRow.parse(row)
    if (!isTrackId(id)) continue
    const match = { recordingId: String(recordingId), score, verdict }
    const known = tracks.get(id)
    if (known !== undefined) known.matches.push(match)
    else tracks.set(id, { id, title, artist, isrc, foundIn: fileName, matches: [match] })
  }
  return [...tracks.values()]
}

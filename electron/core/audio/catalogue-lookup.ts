import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { CatalogueLookup, KnownRecording } from '../../../shared/domain/audio/import-plan.ts'

const recordingRow = z.object({
  id: z.int(),
  title: z.string(),
  artist: z.string(),
  version: z.string(),
  isrc: z.string().nullable(),
  durationMs: z.int().nullable(),
})
const releaseRow = z.object({ id: z.int(), gtin14: z.string().nullable(), artist: z.string() })

const columns = 'r.id, r.title, r.artist, r.version, r.isrc, r.duration_ms AS durationMs'

/** The catalogue as planning asks for it; made for one plan, since it keeps what hardly changes. */
export function createCatalogueLookup(db: Database): CatalogueLookup {
  const byId = db.prepare(`SELECT ${columns} FROM recording r WHERE r.id = ?`)
  const byIsrc = db.prepare(`SELECT ${columns} FROM recording r WHERE r.isrc = ?`)
  const byAlias = db.prepare(
    `SELECT ${columns} FROM identifier i JOIN recording r ON r.id = i.recording_id
     WHERE i.scheme = 'isrc' AND i.value = ? AND i.state = 'alias' ORDER BY i.id LIMIT 1`,
  )
  // Few codes are ever voided, and most catalogues know no aliases: asked once instead of for each file.
  const voided = new Set(
    z.array(z.string()).parse(
      db
        .prepare(
          `SELECT isrc FROM isrc_ledger l WHERE state = 'voided'
           AND seq = (SELECT max(seq) FROM isrc_ledger WHERE isrc = l.isrc)`,
        )
        .pluck()
        .all(),
    ),
  )
  const hasAliases = db
    .prepare("SELECT 1 FROM identifier WHERE scheme = 'isrc' AND state = 'alias' LIMIT 1")
    .get()
  const byPosition = db.prepare(
    `SELECT ${columns} FROM release l JOIN track t ON t.release_id = l.id JOIN recording r ON r.id = t.recording_id
     WHERE l.gtin14 = ? AND t.disc = ? AND t.number = ? ORDER BY t.id LIMIT 1`,
  )
  const byKeys = db.prepare(
    `SELECT ${columns} FROM recording r WHERE r.title_key = ? AND r.artist_key = ? ORDER BY r.id LIMIT 100`,
  )
  const byGtin = db.prepare('SELECT id, gtin14, artist FROM release WHERE gtin14 = ? ORDER BY id LIMIT 1')
  const byTitle = db.prepare(
    'SELECT id, gtin14, artist FROM release WHERE title_key = ? ORDER BY id LIMIT 100',
  )
  const one = (row: unknown): KnownRecording | null => (row === undefined ? null : recordingRow.parse(row))
  return {
    byId: (id) => one(byId.get(id)),
    byIsrc: (isrc) => one(byIsrc.get(isrc) ?? (hasAliases === undefined ? undefined : byAlias.get(isrc))),
    isVoided: (isrc) => voided.has(isrc),
    byPosition: (gtin14, disc, number) => one(byPosition.get(gtin14, disc, number)),
    byKeys: (title, artist) => z.array(recordingRow).parse(byKeys.all(title, artist)),
    releasesByGtin: (gtin14) => z.array(releaseRow).parse(byGtin.all(gtin14)),
    releasesByTitle: (title) => z.array(releaseRow).parse(byTitle.all(title)),
  }
}

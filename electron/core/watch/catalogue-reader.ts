import type { Database } from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { yearOf } from '../../../shared/domain/matching/listing-fields.ts'
import { hanAlias } from './engine/han-alias.ts'
import { createCataloguePacker, type PackedCatalogue } from './engine/packed-catalogue.ts'

const recordingRow = z.object({
  id: z.int(),
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  album: z.string(),
  isrc: z.string().nullable(),
  aliases: z.string().nullable(),
  durationMs: z.int().nullable(),
  released: z.string().nullable(),
  trackNumber: z.int().nullable(),
  releases: z.string(),
})
const releaseList = z.array(z.tuple([z.string(), z.string()]))

const pageRows = 500

/**
 * Packs all recordings for the workers, page by page with a pause after each, so that calls are answered in
 * between. Alias codes count as the recording's own; erroneous ones do not.
 */
export async function readCatalogue(db: Database, signal: AbortSignal): Promise<PackedCatalogue> {
  const page = db.prepare<[number, number]>(
    `SELECT r.id, r.title, r.version, r.artist, r.isrc, r.duration_ms AS durationMs,
       (SELECT CASE count(*) WHEN 1 THEN min(l.title) ELSE '' END FROM track t
        JOIN release l ON l.id = t.release_id WHERE t.recording_id = r.id) AS album,
       (SELECT CASE count(*) WHEN 1 THEN min(l.release_date) END FROM track t
        JOIN release l ON l.id = t.release_id WHERE t.recording_id = r.id) AS released,
       (SELECT CASE count(*) WHEN 1 THEN min(t.number) END FROM track t
        WHERE t.recording_id = r.id) AS trackNumber,
       (SELECT json_group_array(json_array(l.gtin14, l.title)) FROM track t
        JOIN release l ON l.id = t.release_id
        WHERE t.recording_id = r.id AND l.gtin14 IS NOT NULL) AS releases,
       (SELECT group_concat(i.value, ' ') FROM identifier i
        WHERE i.recording_id = r.id AND i.scheme = 'isrc' AND i.state = 'alias') AS aliases
     FROM recording r WHERE r.id > ? ORDER BY r.id LIMIT ?`,
  )
  const packer = createCataloguePacker()
  for (let after = 0; ;) {
    signal.throwIfAborted()
    const rows = page.all(after, pageRows).map((row) => recordingRow.parse(row))
    for (const { id, isrc, aliases, released, releases, ...texts } of rows) {
      const codes = [isrc, ...(aliases?.split(' ') ?? [])].filter((code) => code !== null)
      const entry = {
        ...texts,
        id: String(id),
        isrcs: [...new Set(codes)],
        year: released === null ? null : yearOf(released),
        releases: releaseList.parse(JSON.parse(releases)).map(([gtin, title]) => ({ gtin, title })),
      }
      packer.add(entry)
      const alias = hanAlias(entry)
      if (alias !== null) packer.add(await alias)
    }
    const last = rows.at(-1)
    if (last === undefined) return packer.finish()
    after = last.id
    await nextTurn()
  }
}

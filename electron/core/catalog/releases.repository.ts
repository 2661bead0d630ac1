import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type ReleaseRow, releaseTypes, singleAnswers } from '../../../shared/contract/catalog.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { searchNeedles } from '../../../shared/domain/text/search-key.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createCountCache } from './count-cache.ts'
import { decodeCursor, encodeCursor } from './list-cursor.ts'

const storedRelease = z.object({
  id: z.int(),
  title: z.string(),
  artist: z.string(),
  label: z.string(),
  gtin: z.string().nullable(),
  gtin14: z.string().nullable(),
  release_date: z.string().nullable(),
  notes: z.string(),
  type: z.enum(releaseTypes),
  catalogue_number: z.string(),
  p_line: z.string(),
  c_line: z.string(),
  genre: z.string(),
})
export type StoredRelease = z.infer<typeof storedRelease>

const storedTrack = z.object({
  id: z.int(),
  recordingId: z.int(),
  disc: z.int(),
  number: z.int().nullable(),
  alsoSingle: z.enum(singleAnswers),
  titleOverride: z.string(),
})
export type StoredTrack = z.infer<typeof storedTrack>

const ids = z.array(z.int())
const keyed = z.array(z.object({ id: z.int(), key: z.union([z.string(), z.int()]) }))

const tracks = '(SELECT count(*) FROM track t WHERE t.release_id = l.id)'
const orders: Readonly<Record<Parsed<'releases.list'>['sort'], string>> = {
  title: 'l.title_key',
  artist: 'l.artist COLLATE NOCASE',
  date: "coalesce(l.release_date, '')",
  tracks,
}

const rowSql = `SELECT l.id, l.title, l.artist, l.label, l.gtin, l.release_date AS releaseDate, ${tracks} AS tracks
  FROM json_each(?) page JOIN release l ON l.id = page.value ORDER BY page.key`

export interface ReleasePage {
  readonly ids: readonly number[]
  readonly total: number
  readonly nextCursor: string | null
}

export type ReleasesRepository = ReturnType<typeof createReleasesRepository>

/** Releases as stored, and lists of them. */
export function createReleasesRepository(db: Database) {
  const one = db.prepare('SELECT * FROM release WHERE id = ?')
  const rows = db.prepare<[string], ReleaseRow>(rowSql)
  const trackIds = db.prepare('SELECT id FROM track WHERE release_id = ? ORDER BY id').pluck()
  const tracks = db.prepare(
    `SELECT id, recording_id AS recordingId, disc, number, also_single AS alsoSingle, title_override AS titleOverride
     FROM track WHERE release_id = ? ORDER BY disc, number IS NULL, number, id`,
  )
  const lastNumber = db
    .prepare('SELECT coalesce(max(number), 0) FROM track WHERE release_id = ? AND disc = 1')
    .pluck()
  const count = createCountCache(db)

  return {
    /** @throws RefrainError NOT_FOUND. */
    mustGet(id: number): StoredRelease {
      const row = one.get(id)
      if (row === undefined)
        throw new RefrainError('NOT_FOUND', 'This release is not in the catalogue any more.')
      return storedRelease.parse(row)
    },
    rows: (page: readonly number[]): ReleaseRow[] => rows.all(JSON.stringify(page)),
    trackIdsOf: (id: number): number[] => ids.parse(trackIds.all(id)),
    /** Recordings on the release in running order. */
    recordingIdsOf: (id: number): number[] =>
      storedTrack
        .array()
        .parse(tracks.all(id))
        .map(({ recordingId }) => recordingId),
    /** Tracks in running order. */
    tracksOf: (id: number): StoredTrack[] => storedTrack.array().parse(tracks.all(id)),
    nextTrackNumber: (id: number): number => z.int().parse(lastNumber.get(id)) + 1,

    /** Sorted and filtered in SQL; releases are few enough (thousands) for a scan. */
    list(request: Parsed<'releases.list'>): ReleasePage {
      const needles = searchNeedles(request.search)
      const found = needles.map(
        (spellings) => `(${spellings.map(() => 'instr(l.search_key, ?)').join(' OR ')})`,
      )
      const patterns = needles.flat()
      const where = found.length === 0 ? 'true' : found.join(' AND ')
      const total = count({ sql: `SELECT count(*) FROM release l WHERE ${where}`, params: patterns })
      const key = orders[request.sort]
      const name = `${request.sort} ${request.direction}`
      const after = request.cursor === null ? null : decodeCursor(name, request.cursor).keys
      const beyond =
        after === null ? '' : ` AND (${key}, l.id) ${request.direction === 'asc' ? '>' : '<'} (?, ?)`
      const sql = `SELECT l.id, ${key} AS key FROM release l WHERE ${where}${beyond}
        ORDER BY ${key} ${request.direction}, l.id ${request.direction} LIMIT ? OFFSET ?`
      const page = keyed.parse(
        db
          .prepare(sql)
          .all(...patterns, ...(after ?? []), request.limit, after === null ? request.offset : 0),
      )
      const last = page.at(-1)
      const full = page.length === request.limit && last !== undefined
      const nextCursor = full ? encodeCursor(name, { part: 0, keys: [last.key, last.id] }) : null
      return { ids: page.map(({ id }) => id), total, nextCursor }
    },
  }
}

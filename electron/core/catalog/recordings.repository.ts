import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  explicitStates,
  parentRelations,
  type RecordingDetail,
  type RecordingRow,
  recordingKinds,
  rightsHeld,
} from '../../../shared/contract/catalog.ts'
import { RefrainError } from '../../../shared/errors.ts'
import {
  derivedColumns,
  type DerivedColumns,
  type RecordingColumns,
  type ReleaseFacts,
} from './recording-fields.ts'

const storedRecording = z.object({
  id: z.int(),
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  duration_ms: z.int().nullable(),
  year: z.int().nullable(),
  kind: z.enum(recordingKinds),
  right_held: z.enum(rightsHeld),
  registration_number: z.string().nullable(),
  authorized_url: z.string().nullable(),
  notes: z.string(),
  parent_id: z.int().nullable(),
  parent_relation: z.enum(parentRelations).nullable(),
  published_on: z.string().nullable(),
  country: z.string(),
  p_line: z.string(),
  genre: z.string(),
  explicit: z.enum(explicitStates),
  title_key: z.string(),
  artist_key: z.string(),
  search_key: z.string(),
  missing: z.int(),
  import_id: z.int().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type StoredRecording = z.infer<typeof storedRecording>

const releaseFacts = z.object({ releaseTitle: z.string(), gtin: z.string().nullable() })
const stateCounts = z.array(z.object({ state: z.string(), n: z.int() }))
const ids = z.array(z.int())

/** List columns of the recordings whose ids stand in a JSON array, in the order of that array. */
const rowsSql = (track: string) => `
  SELECT r.id, r.title, r.version, r.artist, r.isrc, r.duration_ms AS durationMs, r.year, r.kind,
    r.right_held AS rightHeld, l.id AS releaseId, l.title AS releaseTitle, l.gtin, t.number AS trackNumber,
    (SELECT count(*) FROM finding f WHERE f.recording_id = r.id) AS findings, r.missing
  FROM json_each(@page) page
  JOIN recording r ON r.id = page.value
  LEFT JOIN track t ON t.id = (${track})
  LEFT JOIN release l ON l.id = t.release_id
  ORDER BY page.key`

export type RecordingsRepository = ReturnType<typeof createRecordingsRepository>

/** Recordings as stored, and the joined views of them. */
export function createRecordingsRepository(db: Database) {
  const one = db.prepare('SELECT * FROM recording WHERE id = ?')
  const oneByIsrc = db.prepare('SELECT * FROM recording WHERE isrc = ?')
  const onFirstRelease = db.prepare<{ page: string }, RecordingRow>(
    rowsSql('SELECT min(id) FROM track WHERE recording_id = r.id'),
  )
  const onGivenRelease = db.prepare<{ page: string; releaseId: number }, RecordingRow>(
    rowsSql('SELECT id FROM track WHERE recording_id = r.id AND release_id = @releaseId'),
  )
  const facts = db.prepare(
    `SELECT l.title AS releaseTitle, l.gtin FROM track t JOIN release l ON l.id = t.release_id
     WHERE t.recording_id = ? ORDER BY l.gtin IS NULL, t.id LIMIT 1`,
  )
  const tracks = db.prepare<[number], RecordingDetail['tracks'][number]>(
    `SELECT l.id AS releaseId, l.title AS releaseTitle, l.gtin, t.disc, t.number,
       t.also_single AS alsoSingle, t.title_override AS titleOverride
     FROM track t JOIN release l ON l.id = t.release_id WHERE t.recording_id = ? ORDER BY t.id`,
  )
  const identifiers = db.prepare<[number], RecordingDetail['identifiers'][number]>(
    'SELECT scheme, value, raw, source, state FROM identifier WHERE recording_id = ? ORDER BY id',
  )
  const findings = db.prepare(
    'SELECT state, count(*) AS n FROM finding WHERE recording_id = ? GROUP BY state ORDER BY state',
  )
  const trackIds = db.prepare('SELECT id FROM track WHERE recording_id = ? ORDER BY id').pluck()
  const identifierIds = db.prepare('SELECT id FROM identifier WHERE recording_id = ? ORDER BY id').pluck()

  const get = (id: number): StoredRecording | null => {
    const row = one.get(id)
    return row === undefined ? null : storedRecording.parse(row)
  }
  const releaseFactsOf = (id: number): ReleaseFacts => {
    const row = facts.get(id)
    return row === undefined ? { releaseTitle: null, gtin: null } : releaseFacts.parse(row)
  }
  return {
    get,
    /** @throws RefrainError NOT_FOUND. */
    mustGet(id: number): StoredRecording {
      const recording = get(id)
      if (!recording) throw new RefrainError('NOT_FOUND', 'This recording is not in the catalogue any more.')
      return recording
    },
    byIsrc(isrc: string): StoredRecording | null {
      const row = oneByIsrc.get(isrc)
      return row === undefined ? null : storedRecording.parse(row)
    },
    releaseFactsOf,
    /** The given columns of a recording with those that follow from them, ready to be written. */
    withFields<Patch extends Partial<RecordingColumns>>(
      recording: StoredRecording,
      patch: Patch,
    ): Patch & DerivedColumns {
      return { ...patch, ...derivedColumns({ ...recording, ...patch }, releaseFactsOf(recording.id)) }
    },
    /** List rows in the order of `page`; each shows its first release. */
    rows: (page: readonly number[]): RecordingRow[] => onFirstRelease.all({ page: JSON.stringify(page) }),
    /** List rows in the order of `page`; each shows its track on the given release. */
    rowsOnRelease: (page: readonly number[], releaseId: number): RecordingRow[] =>
      onGivenRelease.all({ page: JSON.stringify(page), releaseId }),
    tracksOf: (id: number): RecordingDetail['tracks'] => tracks.all(id),
    identifiersOf: (id: number): RecordingDetail['identifiers'] => identifiers.all(id),
    findingsByState: (id: number): Record<string, number> =>
      Object.fromEntries(stateCounts.parse(findings.all(id)).map(({ state, n }) => [state, n])),
    trackIdsOf: (id: number): number[] => ids.parse(trackIds.all(id)),
    identifierIdsOf: (id: number): number[] => ids.parse(identifierIds.all(id)),
  }
}

import type { Database } from 'better-sqlite3'
import { otherFacts, recordingFacts } from './file-facts.ts'

/** Recordings that an entry may be by its names, and whose code is no other entry's. */
const candidates = `
  CREATE TEMP TABLE known_recording AS
  SELECT r.id, r.title_key, r.artist_key, lower(r.version) AS version, r.kind, coalesce(r.isrc, '') AS isrc,
    coalesce(r.duration_ms, 0) AS duration, r.created_at, json_array(${otherFacts}) AS facts,
    coalesce((SELECT group_concat(code, char(10)) FROM (SELECT scheme || ':' || value AS code FROM identifier i
      WHERE i.recording_id = r.id ORDER BY code)), '') AS codes,
    (SELECT json_group_array(spot) FROM (
      SELECT json_array(l.title_key, t.disc, t.number) AS spot FROM track t JOIN release l ON l.id = t.release_id
      WHERE t.recording_id = r.id ORDER BY spot)) AS places
  FROM recording r
  WHERE r.isrc IS NULL AND (r.title_key, r.artist_key) IN (SELECT title_key, artist_key FROM offered_recording WHERE isrc = '')`

const offers = `
  CREATE TEMP TABLE unnamed_recording AS
  SELECT place, ${recordingFacts},
    (SELECT json_group_array(spot) FROM (SELECT spot FROM offered_track t WHERE t.recording = o.place ORDER BY spot)) AS places
  FROM offered_recording o WHERE isrc = ''`

const names = ['title_key', 'artist_key', 'version', 'kind'] as const

/** What entry and row must agree in, the surest first. */
const tiers: readonly (readonly string[])[] = [
  [...names, 'duration', 'places', 'created_at', 'facts', 'codes'],
  [...names, 'duration', 'places', 'created_at'],
  [...names, 'duration', 'created_at', 'facts'],
  [...names, 'duration', 'places'],
  [...names, 'places', 'created_at'],
  [...names, 'duration', 'created_at'],
  [...names, 'duration'],
]

/**
 * Says which recording without a code each entry without a code is, where length, release and position, time of entry
 * and the other facts tell (table `recording_pair`); those that nothing tells apart are paired in their order. All
 * entries are paired by what is surer before any is by less, so that no entry takes the row that is exactly another.
 * Reads what `createFileFacts` noted; must run before anything is merged.
 */
export function pairRecordings(db: Database): void {
  db.exec('CREATE INDEX temp.offered_track_recording ON offered_track (recording)')
  db.exec(candidates)
  db.exec(offers)
  for (const columns of tiers) db.exec(pairing(columns))
  db.exec('DROP TABLE known_recording; DROP TABLE unnamed_recording')
}

/** Pairs the first entry with the first row of all that agree, the second with the second, and so on. */
function pairing(columns: readonly string[]): string {
  const ranked = (key: string, table: string, paired: string) =>
    `SELECT ${key}, ${columns.join(', ')}, row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY ${key}) AS nth
     FROM ${table} WHERE ${key} NOT IN (SELECT ${paired} FROM recording_pair)`
  const agree = [...columns, 'nth'].map((column) => `o.${column} = k.${column}`).join(' AND ')
  return `INSERT INTO recording_pair (place, id)
    WITH o AS MATERIALIZED (${ranked('place', 'unnamed_recording', 'place')}),
      k AS MATERIALIZED (${ranked('id', 'known_recording', 'id')})
    SELECT o.place, k.id FROM o JOIN k ON ${agree}`
}

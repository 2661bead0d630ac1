import { z } from 'zod'
import type { duplicateReasons } from '../../../shared/contract/editing.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import type { EditingDeps } from './fields.ts'

type Reason = (typeof duplicateReasons)[number]

const groupIds = z.array(z.int())

/** Two playing times of one recording differ by less: fades and padding of different deliveries. */
const sameDurationMs = 5000

/** Each finds groups of recordings that may be one: ids as JSON, in ascending order. */
const finders: Readonly<Record<Reason, string>> = {
  code: `SELECT json_array(min(r.id, i.recording_id), max(r.id, i.recording_id)) AS ids
    FROM identifier i JOIN recording r ON r.isrc = i.value
    WHERE i.scheme = 'isrc' AND r.id <> i.recording_id GROUP BY 1`,
  fingerprint: `SELECT json_group_array(recording_id) AS ids FROM (
      SELECT DISTINCT recording_id, fingerprint FROM asset
      WHERE fingerprint IS NOT NULL AND recording_id IS NOT NULL ORDER BY recording_id)
    GROUP BY fingerprint HAVING count(*) > 1`,
  'title-artist-duration': `SELECT json_group_array(id) AS ids FROM (
      SELECT id, title_key, artist_key FROM recording INDEXED BY recording_title
      WHERE title_key <> '' ORDER BY title_key, artist_key, id)
    GROUP BY title_key, artist_key HAVING count(*) > 1`,
}

/** Recordings that may be the same one, entered twice. */
export function createDuplicatesService(
  context: CoreContext,
  { recordings }: EditingDeps,
): Pick<Handlers, 'editing.duplicates'> {
  /** The groups of a reason, read one by one: how many are needed shows only when they are looked at. */
  function* found(reason: Reason): Generator<number[]> {
    for (const ids of context.db.prepare(finders[reason]).pluck().iterate())
      yield groupIds.parse(JSON.parse(z.string().parse(ids)))
  }

  /** Of one title and artist those whose version and playing time do not tell them apart. */
  function alike(ids: readonly number[]): number[][] {
    const rows = ids
      .map((id) => recordings.mustGet(id))
      .toSorted((a, b) => (a.duration_ms ?? 0) - (b.duration_ms ?? 0) || a.id - b.id)
    const groups: (typeof rows)[] = []
    for (const row of rows) {
      const group = groups.find((others) => {
        const last = others.at(-1)
        if (last?.version.toLowerCase() !== row.version.toLowerCase()) return false
        if (last.duration_ms === null || row.duration_ms === null) return true
        return row.duration_ms - last.duration_ms <= sameDurationMs
      })
      if (group) group.push(row)
      else groups.push([row])
    }
    return groups.filter((group) => group.length > 1).map((group) => group.map(({ id }) => id))
  }

  function* groups(): Generator<{ readonly reason: Reason; readonly ids: readonly number[] }> {
    const seen = new Set<string>()
    for (const reason of ['code', 'fingerprint', 'title-artist-duration'] as const) {
      for (const candidates of found(reason)) {
        for (const ids of reason === 'title-artist-duration' ? alike(candidates) : [candidates]) {
          const key = ids.toSorted((a, b) => a - b).join()
          if (!seen.has(key)) yield { reason, ids }
          seen.add(key)
        }
      }
    }
  }

  return {
    'editing.duplicates': ({ limit }) => {
      const shown: { reason: Reason; ids: readonly number[] }[] = []
      let more = false
      for (const group of groups()) {
        more = shown.length === limit
        if (more) break
        shown.push(group)
      }
      return { groups: shown.map(({ reason, ids }) => ({ reason, recordings: recordings.rows(ids) })), more }
    },
  }
}

import { z } from 'zod'
import type { duplicateReasons } from '../../../shared/contract/editing.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import type { EditingDeps } from './fields.ts'

type Reason = (typeof duplicateReasons)[number]

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
      SELECT id, title_key, artist_key FROM recording INDEXED BY recording_keys
      WHERE title_key <> '' ORDER BY title_key, artist_key, id)
    GROUP BY title_key, artist_key HAVING count(*) > 1`,
}

/** Recordings that may be the same one, entered twice. */
export function createDuplicatesService(
  context: CoreContext,
  { recordings }: EditingDeps,
): Pick<Handlers, 'editing.duplicates'> {
  const found = (reason: Reason, limit: number): number[][] =>
    z
      .array(z.string())
      .parse(context.db.prepare(`${finders[reason]} LIMIT ?`).pluck().all(limit))
      .map((ids) => z.array(z.int()).parse(JSON.parse(ids)))

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

  return {
    'editing.duplicates': ({ limit }) => {
      const seen = new Set<string>()
      const groups = (['code', 'fingerprint', 'title-artist-duration'] as const).flatMap((reason) => {
        const candidates = found(reason, limit)
        const sets = reason === 'title-artist-duration' ? candidates.flatMap(alike) : candidates
        return sets.flatMap((ids) => {
          const key = ids.toSorted((a, b) => a - b).join()
          if (seen.has(key)) return []
          seen.add(key)
          return [{ reason, recordings: recordings.rows(ids) }]
        })
      })
      return { groups: groups.slice(0, limit) }
    },
  }
}

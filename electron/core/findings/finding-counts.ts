import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Output } from '../../../shared/contract/index.ts'
import { type FindingFilter, findingCount } from '../../../shared/contract/watch.ts'
import { filterCondition } from './findings-page.ts'

const mostShown = 500
const counts = z.array(findingCount)
const total = z.object({ n: z.int() })

const tables = `finding f JOIN listing l ON l.id = f.listing_id JOIN recording r ON r.id = f.recording_id
  LEFT JOIN sweep_file s ON s.id = l.sweep_file_id LEFT JOIN live_source o ON o.id = l.source_id`

/** What findings are counted by: a key, a name, and the tables that lead there. */
const groups = {
  recordings: { key: 'r.id', name: 'r.title', detail: 'r.artist', join: '' },
  releases: {
    ...{ key: 'e.id', name: 'e.title', detail: 'e.artist' },
    join: 'JOIN track t ON t.recording_id = r.id JOIN release e ON e.id = t.release_id',
  },
  sources: {
    key: 'coalesce(s.path, o.id)',
    name: 'coalesce(s.file_name, o.name)',
    detail: "coalesce(s.path, 'Live source')",
    join: '',
  },
} as const

/**
 * Counts the findings a filter lets through by recording, by release and by swept file, most first. A recording on
 * several releases counts with each of them; a file that was swept several times counts once.
 */
export function countFindingsBy(db: Database, filter: FindingFilter): Output<'findings.counts'> {
  const where = filterCondition(filter)
  const by = (name: keyof typeof groups) => {
    const { key, name: title, detail, join } = groups[name]
    const rows = counts.parse(
      db
        .prepare(
          `SELECT min(${name === 'sources' ? 'coalesce(s.id, o.rowid + 1000000000)' : key}) AS id, ${title} AS name, ${detail} AS detail,
             count(*) AS findings, sum(f.verdict = 'match') AS matches, sum(f.claimable) AS claimable
           FROM ${tables} ${join} WHERE ${where.sql}
           GROUP BY ${key} ORDER BY findings DESC, name COLLATE NOCASE LIMIT ${String(mostShown)}`,
        )
        .all(...where.values),
    )
    const { n } = total.parse(
      db
        .prepare(`SELECT count(DISTINCT ${key}) AS n FROM ${tables} ${join} WHERE ${where.sql}`)
        .get(...where.values),
    )
    return { rows, total: n }
  }
  return { recordings: by('recordings'), releases: by('releases'), sources: by('sources') }
}

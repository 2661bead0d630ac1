import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { AttentionItem, HomeSummary } from '../../../shared/contract/workspace.ts'

const counts = z.object({
  recordings: z.int(),
  without_isrc: z.int(),
  releases: z.int(),
  works: z.int(),
  people: z.int(),
  sweeps: z.int(),
  rows_swept: z.int(),
  profiles: z.int(),
  blocks: z.int(),
  confirmed_free: z.int(),
  jobs_interrupted: z.int(),
})

const countSql = `SELECT
  (SELECT count(*) FROM recording) AS recordings,
  (SELECT count(*) FROM recording WHERE isrc IS NULL) AS without_isrc,
  (SELECT count(*) FROM release) AS releases,
  (SELECT count(*) FROM work) AS works,
  (SELECT count(*) FROM party) AS people,
  (SELECT count(*) FROM sweep) AS sweeps,
  (SELECT coalesce(sum(rows), 0) FROM sweep_file) AS rows_swept,
  (SELECT count(*) FROM profile WHERE legal_name <> '') AS profiles,
  (SELECT count(*) FROM isrc_block) AS blocks,
  (SELECT count(*) FROM finding f JOIN listing l ON l.id = f.listing_id
     WHERE f.state = 'confirmed' AND f.claimable = 1 AND l.domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM case_item i WHERE i.finding_id = f.id)) AS confirmed_free,
  (SELECT count(*) FROM job WHERE state = 'interrupted') AS jobs_interrupted`

const stateCounts = z.array(z.object({ state: z.string(), n: z.int() }))
const eventRows = z.array(z.object({ seq: z.int(), at: z.string(), action: z.string(), subject: z.string() }))

/** Builds the reader of the home screen: key figures and what needs attention now, most pressing first. */
export function createHomeSummary(
  db: Database,
  countCases: () => HomeSummary['cases'],
  countNearlyUsedBlocks: () => number,
): () => HomeSummary {
  const count = db.prepare(countSql)
  const findingStates = db.prepare('SELECT state, count(*) AS n FROM finding GROUP BY state')
  const recent = db.prepare('SELECT seq, at, action, subject FROM custody_event ORDER BY seq DESC LIMIT 8')
  return () => {
    const c = counts.parse(count.get())
    const findings = tally(findingStates.all())
    const cases = countCases()
    return {
      recordings: c.recordings,
      releases: c.releases,
      works: c.works,
      people: c.people,
      sweeps: c.sweeps,
      listingsSwept: c.rows_swept,
      findings: {
        new: findings('new'),
        confirmed: findings('confirmed'),
        authorized: findings('authorized'),
        dismissed: findings('dismissed'),
        monitor: findings('monitor'),
      },
      cases,
      attention: attention(c, findings('new'), cases, countNearlyUsedBlocks()),
      recentEvents: eventRows.parse(recent.all()),
    }
  }
}

function attention(
  c: z.infer<typeof counts>,
  newFindings: number,
  cases: HomeSummary['cases'],
  nearlyUsed: number,
): AttentionItem[] {
  const all: readonly (AttentionItem & { readonly when: boolean })[] = [
    { code: 'job-interrupted', count: c.jobs_interrupted, severity: 'urgent', when: c.jobs_interrupted > 0 },
    { code: 'notice-ready', count: cases.ready, severity: 'urgent', when: cases.ready > 0 },
    { code: 'findings-new', count: newFindings, severity: 'todo', when: newFindings > 0 },
    {
      code: 'findings-confirmed-without-case',
      count: c.confirmed_free,
      severity: 'todo',
      when: c.confirmed_free > 0,
    },
    {
      code: 'notice-incomplete',
      count: cases.draft,
      severity: 'todo',
      when: cases.draft > 0,
    },
    { code: 'profile-missing', count: 1, severity: 'todo', when: c.profiles === 0 },
    { code: 'catalogue-empty', count: 1, severity: 'todo', when: c.recordings === 0 },
    { code: 'never-swept', count: 1, severity: 'todo', when: c.recordings > 0 && c.sweeps === 0 },
    { code: 'isrc-block-nearly-used', count: nearlyUsed, severity: 'todo', when: nearlyUsed > 0 },
    { code: 'recordings-without-isrc', count: c.without_isrc, severity: 'info', when: c.without_isrc > 0 },
    { code: 'isrc-block-missing', count: 1, severity: 'info', when: c.blocks === 0 && c.without_isrc > 0 },
  ]
  return all.filter((item) => item.when).map(({ code, count, severity }) => ({ code, count, severity }))
}

function tally(rows: unknown): (state: string) => number {
  const map = new Map(stateCounts.parse(rows).map(({ state, n }) => [state, n]))
  return (state) => map.get(state) ?? 0
}

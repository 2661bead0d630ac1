import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type AudioScan, type AudioScanFile, audioScanStates } from '../../../shared/contract/audio.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'

const scanRow = z.object({
  id: z.int(),
  job_id: z.int().nullable(),
  root: z.string(),
  state: z.enum(audioScanStates),
  walked: z.int(),
  others: z.int(),
  created_at: z.string(),
  committed_at: z.string().nullable(),
})

const outcomeCounts = z.array(z.object({ outcome: z.string(), n: z.int(), warned: z.int() }))
const fileRow = z.object({
  path: z.string(),
  outcome: z.enum(['read', 'unchanged', 'rejected']),
  code: z.string(),
  problems: z.string(),
})
const paths = z.array(z.string())

export interface FileOutcome {
  readonly path: string
  readonly outcome: 'read' | 'unchanged' | 'rejected'
  readonly assetId: number | null
  readonly code: string
  readonly problems: readonly string[]
}

export type ScansRepository = ReturnType<typeof createScansRepository>

/** Scans of folders and what became of each file. */
export function createScansRepository(db: Database) {
  const insert = db.prepare("INSERT INTO audio_scan (root, state, created_at) VALUES (?, 'scanning', ?)")
  const one = db.prepare('SELECT * FROM audio_scan WHERE id = ?')
  const recent = db.prepare('SELECT * FROM audio_scan ORDER BY id DESC LIMIT ?')
  const counts = db.prepare(
    `SELECT outcome, count(*) AS n, count(*) FILTER (WHERE problems <> '[]') AS warned
     FROM audio_scan_file WHERE scan_id = ? GROUP BY outcome`,
  )
  const setJob = db.prepare('UPDATE audio_scan SET job_id = ? WHERE id = ?')
  const move = db.prepare('UPDATE audio_scan SET state = ? WHERE id = ? AND state = ?')
  const committed = db.prepare("UPDATE audio_scan SET state = 'committed', committed_at = ? WHERE id = ?")
  const commitJob = db
    .prepare<[number], number>(
      "SELECT id FROM job WHERE state IN ('queued', 'running') AND kind = 'audio.commit' AND subject_id = ?",
    )
    .pluck()
  const walked = db.prepare('UPDATE audio_scan SET walked = 1, others = ? WHERE id = ?')
  const forget = db.prepare('DELETE FROM audio_scan_file WHERE scan_id = ?')
  const add = db.prepare(
    "INSERT OR IGNORE INTO audio_scan_file (scan_id, path, outcome) VALUES (?, ?, 'pending')",
  )
  const settle = db.prepare(
    `INSERT INTO audio_scan_file (scan_id, path, outcome, asset_id, code, problems) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (scan_id, path) DO UPDATE SET outcome = excluded.outcome, asset_id = excluded.asset_id,
       code = excluded.code, problems = excluded.problems`,
  )
  const pending = db
    .prepare(
      "SELECT path FROM audio_scan_file WHERE scan_id = ? AND outcome = 'pending' ORDER BY path LIMIT ?",
    )
    .pluck()
  const troubled = {
    rejected: "outcome = 'rejected'",
    warnings: "outcome IN ('read', 'unchanged') AND problems <> '[]'",
  } as const

  const get = (id: number) => {
    const row = one.get(id)
    if (row === undefined) throw new RefrainError('NOT_FOUND', 'This scan is not in the workspace any more.')
    return scanRow.parse(row)
  }
  const view = (row: z.infer<typeof scanRow>): AudioScan => {
    const found = outcomeCounts.parse(counts.all(row.id))
    const of = (outcome: string) => found.find((count) => count.outcome === outcome)
    const warned = (of('read')?.warned ?? 0) + (of('unchanged')?.warned ?? 0)
    return {
      id: row.id,
      root: row.root,
      state: row.state,
      jobId: row.job_id,
      commitJobId: commitJob.get(row.id) ?? null,
      counts: {
        files: found.reduce((sum, { n }) => sum + n, 0),
        read: of('read')?.n ?? 0,
        unchanged: of('unchanged')?.n ?? 0,
        rejected: of('rejected')?.n ?? 0,
        warnings: warned,
        others: row.others,
      },
      createdAt: row.created_at,
      committedAt: row.committed_at,
    }
  }
  return {
    insert: (root: string, at: string): number => Number(insert.run(root, at).lastInsertRowid),
    setJob: (id: number, jobId: number): void => void setJob.run(jobId, id),
    /** @throws RefrainError NOT_FOUND. */
    get: (id: number): AudioScan => view(get(id)),
    isWalked: (id: number): boolean => get(id).walked === 1,
    recent: (limit: number): AudioScan[] => z.array(scanRow).parse(recent.all(limit)).map(view),
    /** False when the scan is in another state than `from`. */
    move: (id: number, from: AudioScan['state'], to: AudioScan['state']): boolean =>
      move.run(to, id, from).changes > 0,
    setCommitted: (id: number, at: string): void => void committed.run(at, id),
    /** Forgets an unfinished list of files. */
    forgetFiles: (id: number): void => void forget.run(id),
    addPending: (id: number, path: string): void => void add.run(id, path),
    setWalked: (id: number, others: number): void => void walked.run(others, id),
    settle(id: number, file: FileOutcome): void {
      settle.run(id, file.path, file.outcome, file.assetId, file.code, JSON.stringify(file.problems))
    },
    pending: (id: number, limit: number): readonly string[] => paths.parse(pending.all(id, limit)),
    files(request: Parsed<'audio.files'>): { rows: AudioScanFile[]; total: number; nextCursor: null } {
      get(request.scanId)
      const where = `scan_id = ? AND ${troubled[request.only]}`
      const total = z
        .int()
        .parse(db.prepare(`SELECT count(*) FROM audio_scan_file WHERE ${where}`).pluck().get(request.scanId))
      const rows = db
        .prepare(
          `SELECT path, outcome, code, problems FROM audio_scan_file WHERE ${where} ORDER BY path LIMIT ? OFFSET ?`,
        )
        .all(request.scanId, request.limit, request.offset)
      return {
        rows: z
          .array(fileRow)
          .parse(rows)
          .map(({ problems, ...row }, at) => ({
            ...row,
            row: request.offset + at + 1,
            problems: z.array(z.string()).parse(JSON.parse(problems)),
          })),
        total,
        nextCursor: null,
      }
    },
  }
}

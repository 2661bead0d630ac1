import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Sweep, tableChoice } from '../../../shared/contract/watch.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { SweepPoint } from './engine/file-sweep.ts'
import type { TableChoice } from './engine/database/table-choice.ts'
import type { FileIdentity } from './engine/listing-file.ts'

const sweepRow = z.object({
  id: z.int(),
  jobId: z.int().nullable(),
  title: z.string(),
  state: z.enum(['running', 'interrupted', 'done', 'failed', 'cancelled']),
  recordings: z.int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})

const fileRow = z.object({
  id: z.int(),
  sweepId: z.int(),
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  modifiedMs: z.number(),
  sha256: z.string().nullable(),
  rows: z.int(),
  malformed: z.int(),
  findings: z.int(),
  checkpoint: z.string().nullable(),
  state: z.enum(['pending', 'running', 'done', 'failed']),
  message: z.string(),
  choice: z.string().nullable(),
})
export type StoredFile = z.infer<typeof fileRow>

const malformedRow = z.object({
  fileName: z.string(),
  row: z.int(),
  byteOffset: z.int(),
  reason: z.string(),
  sample: z.string(),
})

const sweepPoint = z.object({
  offset: z.number(),
  rows: z.int(),
  malformed: z.int(),
  part: z.number().optional(),
  frames: z.number().optional(),
  base: z.number().optional(),
  tracksFrom: z.number().optional(),
  hasFileTable: z.boolean().optional(),
  fileRows: z.int().optional(),
})
const count = z.object({ n: z.int() })

const earlierRow = z.object({
  id: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  resumePoint: z.string().nullable(),
  manner: z.string().nullable(),
  sweptAt: z.string(),
})
/** The file of an earlier sweep; `sha256` is that of its first `bytes` bytes. */
export type EarlierFile = z.infer<typeof earlierRow>

/** How a file is packed; an archive counts as what it is, packed or not. */
export type Packing = 'none' | 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'zip' | 'tar'

/** A file as a new sweep takes it on. */
export interface NewFile extends FileIdentity {
  readonly path: string
  readonly fileName: string
  /** Why it cannot be swept; null when it can. */
  readonly failure: string | null
  /** The table to sweep, of a database. */
  readonly choice: TableChoice | null
}

export type SweepState = z.infer<typeof sweepRow>['state']

const sweepColumns =
  'id, job_id AS jobId, title, state, recordings, started_at AS startedAt, finished_at AS finishedAt'
const fileColumns = `id, sweep_id AS sweepId, path, file_name AS fileName, bytes, modified_ms AS modifiedMs, sha256, rows,
  malformed, findings, checkpoint, state, message, choice`

/** Rows of `sweep`, `sweep_file` and `sweep_malformed`. */
export function createSweepsRepository(db: Database) {
  const insertSweep = db.prepare<[string, string]>(
    "INSERT INTO sweep (title, state, started_at) VALUES (?, 'running', ?)",
  )
  const insertFile = db.prepare<
    [number, number, string, string, number, number, string, string, string | null]
  >(
    `INSERT INTO sweep_file (sweep_id, position, path, file_name, bytes, modified_ms, state, message, choice)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setJob = db.prepare<[number, number]>('UPDATE sweep SET job_id = ? WHERE id = ?')
  const setState = db.prepare<[string, string | null, number]>(
    'UPDATE sweep SET state = ?, finished_at = ? WHERE id = ?',
  )
  const recent = db.prepare<[number]>(`SELECT ${sweepColumns} FROM sweep ORDER BY id DESC LIMIT ?`)
  const one = db.prepare<[number]>(`SELECT ${sweepColumns} FROM sweep WHERE id = ?`)
  const files = db.prepare<[number]>(
    `SELECT ${fileColumns} FROM sweep_file WHERE sweep_id = ? ORDER BY position`,
  )
  const malformed = db.prepare<[number]>(
    `SELECT f.file_name AS fileName, m.row, m.byte_offset AS byteOffset, m.reason, m.sample
     FROM sweep_file f JOIN sweep_malformed m ON m.sweep_file_id = f.id
     WHERE f.sweep_id = ? ORDER BY f.position, m.row`,
  )
  const shownMalformed = db.prepare<[number]>(
    'SELECT count(*) AS n FROM sweep_malformed WHERE sweep_file_id = ?',
  )
  const recordings = db.prepare('SELECT count(*) AS n FROM recording')
  const startFile = db.prepare<[string, string, number]>(
    "UPDATE sweep_file SET state = 'running', compression = ?, message = ? WHERE id = ?",
  )
  const earlier = db.prepare<[string, number]>(
    `SELECT f.id, f.bytes, coalesce(f.sha256, f.prefix_sha256) AS sha256, f.resume_point AS resumePoint, f.manner,
       s.started_at AS sweptAt
     FROM sweep_file f JOIN sweep s ON s.id = f.sweep_id
     WHERE f.path = ? AND f.id < ? AND coalesce(f.sha256, f.prefix_sha256) IS NOT NULL
     ORDER BY f.id DESC LIMIT 1`,
  )
  const setContinues = db.prepare<[number | null, string, number]>(
    'UPDATE sweep_file SET continues_id = ?, manner = ? WHERE id = ?',
  )
  const setResume = db.prepare<[string, number]>('UPDATE sweep_file SET resume_point = ? WHERE id = ?')
  const setPrefix = db.prepare<[string, number]>('UPDATE sweep_file SET prefix_sha256 = ? WHERE id = ?')
  const setHash = db.prepare<[string, number]>('UPDATE sweep_file SET sha256 = ? WHERE id = ?')
  const endFile = db.prepare<[string, string, number]>(
    'UPDATE sweep_file SET state = ?, message = ? WHERE id = ?',
  )

  const withFiles = (row: unknown): Sweep => {
    const found = sweepRow.parse(row)
    const stored = files.all(found.id).map((file) => fileRow.parse(file))
    const sum = (key: 'rows' | 'malformed' | 'findings') =>
      stored.reduce((total, file) => total + file[key], 0)
    return {
      ...found,
      rows: sum('rows'),
      malformed: sum('malformed'),
      findings: sum('findings'),
      files: stored.map(({ id, path, fileName, bytes, sha256, state, message, ...counts }) => ({
        ...{ id, path, fileName, bytes, sha256, state, message },
        ...{ rows: counts.rows, malformed: counts.malformed, findings: counts.findings },
      })),
    }
  }

  return {
    /** Adds a sweep with its files and returns its id. */
    insert(title: string, newFiles: readonly NewFile[], at: string): number {
      const sweepId = Number(insertSweep.run(title, at).lastInsertRowid)
      newFiles.forEach(({ path, fileName, bytes, modifiedMs, failure, choice }, position) => {
        const state = failure === null ? 'pending' : 'failed'
        insertFile.run(
          sweepId,
          position,
          path,
          fileName,
          bytes,
          modifiedMs,
          state,
          failure ?? '',
          choice === null ? null : JSON.stringify(choice),
        )
      })
      return sweepId
    },
    setJob: (sweepId: number, jobId: number) => void setJob.run(jobId, sweepId),
    setState: (sweepId: number, state: SweepState, finishedAt: string | null) =>
      void setState.run(state, finishedAt, sweepId),
    list: (limit: number): Sweep[] => recent.all(limit).map(withFiles),
    /** Throws NOT_FOUND. */
    get(sweepId: number): Sweep {
      const row = one.get(sweepId)
      if (row === undefined) {
        throw new RefrainError('NOT_FOUND', 'There is no such sweep in this workspace.')
      }
      return withFiles(row)
    },
    files: (sweepId: number): readonly StoredFile[] => files.all(sweepId).map((row) => fileRow.parse(row)),
    malformed: (sweepId: number) => malformed.all(sweepId).map((row) => malformedRow.parse(row)),
    /** How many malformed rows of a file are kept as samples. */
    shownMalformed: (fileId: number): number => count.parse(shownMalformed.get(fileId)).n,
    recordingCount: (): number => count.parse(recordings.get()).n,
    startFile: (fileId: number, compression: Packing, message: string) =>
      void startFile.run(compression, message, fileId),
    /** The latest sweep before of the file that stood at the same place, as far as it is known what it held. */
    earlierOf({ path, id }: StoredFile): EarlierFile | null {
      const found = earlier.get(path, id)
      return found === undefined ? null : earlierRow.parse(found)
    },
    /** Notes how the sweep of a file began. */
    setBeginning: (fileId: number, continuesId: number | null, manner: string) =>
      void setContinues.run(continuesId, manner, fileId),
    /** Notes where a later sweep goes on, should the file grow. */
    setResume: (fileId: number, point: SweepPoint) => void setResume.run(JSON.stringify(point), fileId),
    setPrefixHash: (fileId: number, sha256: string) => void setPrefix.run(sha256, fileId),
    setHash: (fileId: number, sha256: string) => void setHash.run(sha256, fileId),
    endFile: (fileId: number, state: 'done' | 'failed', message: string) =>
      void endFile.run(state, message, fileId),
  }
}

export type SweepsRepository = ReturnType<typeof createSweepsRepository>

/** The table that was chosen in a file; null when none was. */
export function choiceOf({ choice }: StoredFile): TableChoice | null {
  return choice === null ? null : tableChoice.parse(JSON.parse(choice))
}

/** Where a later sweep of the file goes on when it has grown; null when it was not noted. */
export function resumePointOf(file: EarlierFile): SweepPoint | null {
  return file.resumePoint === null ? null : sweepPoint.parse(JSON.parse(file.resumePoint))
}

/** Where the sweep of a file goes on; null when it has not begun. */
export function checkpointOf(file: StoredFile): SweepPoint | null {
  return file.checkpoint === null ? null : sweepPoint.parse(JSON.parse(file.checkpoint))
}

import type { Database } from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { recheckReport, type RecheckReport } from '../../../../shared/contract/evidence.ts'
import type { Handlers, Output } from '../../../../shared/contract/index.ts'
import type { CoreContext, JobControl } from '../../context.ts'
import { getMeta } from '../../platform/meta.ts'
import { verifyCustody } from '../custody-log.ts'
import { type BlobProblem, taskResults } from '../worker-protocol.ts'
import { runEvidenceTask } from '../worker-task.ts'

type RecheckHandlers = Pick<Handlers, 'evidence.recheck' | 'evidence.recheckState'>

const progressSoFar = z.object({
  after: z.string(),
  files: z.int(),
  bytes: z.int(),
  problems: z.array(z.object({ sha256: z.string(), problem: z.enum(['missing', 'altered', 'unreadable']) })),
})
type Progress = z.infer<typeof progressSoFar>

const kind = 'evidence.recheck'
const title = 'Check all stored evidence'
const filesPerSlice = 50
const bytesPerSlice = 256 * 1024 * 1024
/** So long every slice waits for others, as a part of the time it took: a check of all files is never urgent. */
const restShare = 0.5
const longestRestMs = 2_000

/** The background check of everything that is stored: each file against its hash, and the custody log. */
export function createRecheck(context: CoreContext): RecheckHandlers {
  context.jobs.define({
    kind,
    resumable: true,
    run: (_input, control, checkpoint) =>
      recheck(context, control, progressSoFar.safeParse(checkpoint).data ?? null),
  })
  return {
    'evidence.recheck': () => ({
      jobId: unfinished(context.db) ?? context.jobs.start({ kind, title, subjectId: null, input: {} }),
    }),
    'evidence.recheckState': () => readState(context.db),
  }
}

/** A check of all stored files is due this long after the last, or after the workspace was made. */
const dueAfterMs = 30 * 24 * 60 * 60 * 1000

/** Starts the check in the background when the last one is a month ago. Call when jobs run. */
export function recheckWhenDue(context: CoreContext): void {
  const { db } = context
  if (stored(db).files === 0 || unfinished(db) !== null) return
  const last = readState(db).last?.at ?? getMeta(db, 'created-at')
  if (last === null || context.clock() - Date.parse(last) < dueAfterMs) return
  context.jobs.start({ kind, title, subjectId: null, input: {} })
}

async function recheck(
  context: CoreContext,
  control: JobControl,
  before: Progress | null,
): Promise<RecheckReport> {
  let so: Progress = before ?? { after: '', files: 0, bytes: 0, problems: [] }
  const total = stored(context.db).bytes
  for (;;) {
    const blobs = nextBlobs(context.db, so.after)
    if (blobs.length === 0) break
    const began = performance.now()
    const base = so.bytes
    const read = await runEvidenceTask(
      context.resources.evidenceWorker,
      { kind: 'recheck', objects: context.paths.objects, blobs },
      taskResults.recheck,
      {
        signal: control.signal,
        onProgress: ({ done }) => {
          control.progress({
            done: Math.min(base + done, total),
            total,
            unit: 'bytes',
            rows: so.files,
            note: '',
          })
        },
      },
    )
    so = {
      after: blobs.at(-1) ?? so.after,
      files: so.files + blobs.length,
      bytes: so.bytes + read.bytes,
      problems: [...so.problems, ...read.problems],
    }
    control.checkpoint(so)
    await rest((performance.now() - began) * restShare, control.signal)
  }
  const custody = await verifyCustody(context.db)
  return recheckReport.parse({
    files: so.files,
    bytes: so.bytes,
    problems: so.problems.map((problem) => described(context.db, problem)),
    custody,
  })
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + Math.min(ms, longestRestMs)
  while (performance.now() < until) {
    signal.throwIfAborted()
    await new Promise((resolve) => setTimeout(resolve, Math.min(50, until - performance.now())))
  }
  await nextTurn()
}

/** The next files by hash: at most 50, and no more bytes than a short slice. */
function nextBlobs(db: Database, after: string): readonly string[] {
  const rows = db
    .prepare<[string, number], { sha256: string; bytes: number }>(
      'SELECT sha256, bytes FROM object WHERE sha256 > ? ORDER BY sha256 LIMIT ?',
    )
    .all(after, filesPerSlice)
  let bytes = 0
  const slice: string[] = []
  for (const row of rows) {
    if (slice.length > 0 && bytes + row.bytes > bytesPerSlice) break
    slice.push(row.sha256)
    bytes += row.bytes
  }
  return slice
}

const usedBySql = `
  SELECT 'capture:' || id AS user FROM capture WHERE record_sha256 = @sha256
  UNION SELECT 'capture:' || capture_id FROM capture_file WHERE sha256 = @sha256
  UNION SELECT 'capture:' || capture_id FROM capture_download WHERE @sha256 IN (sha256, record_sha256)
  UNION SELECT 'capture:' || capture_id FROM capture_provider WHERE record_sha256 = @sha256
  UNION SELECT 'finding:' || finding_id FROM evidence_record WHERE kind = 'attachment' AND content_sha256 = @sha256
  UNION SELECT 'notice:' || notice_id FROM notice_export WHERE sha256 = @sha256
  LIMIT 20`

function described(db: Database, { sha256, problem }: BlobProblem): RecheckReport['problems'][number] {
  const name = db
    .prepare<[string], { name: string }>('SELECT original_name AS name FROM object WHERE sha256 = ?')
    .get(sha256)?.name
  const usedBy = db.prepare<[{ sha256: string }], { user: string }>(usedBySql).all({ sha256 })
  return { sha256, problem, name: name ?? '', usedBy: usedBy.map(({ user }) => user) }
}

function stored(db: Database): { files: number; bytes: number } {
  const row = db
    .prepare<[], { files: number; bytes: number }>(
      'SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM object',
    )
    .get()
  return row ?? { files: 0, bytes: 0 }
}

function unfinished(db: Database): number | null {
  const row = db
    .prepare<[string], { id: number }>(
      "SELECT id FROM job WHERE kind = ? AND state IN ('queued', 'running') ORDER BY id DESC LIMIT 1",
    )
    .get(kind)
  return row?.id ?? null
}

function readState(db: Database): Output<'evidence.recheckState'> {
  const last = db
    .prepare<[string], { at: string; result: string }>(
      "SELECT finished_at AS at, result FROM job WHERE kind = ? AND state = 'done' ORDER BY id DESC LIMIT 1",
    )
    .get(kind)
  const report = last === undefined ? undefined : recheckReport.safeParse(JSON.parse(last.result)).data
  return {
    ...stored(db),
    last: last === undefined || report === undefined ? null : { at: last.at, report },
    jobId: unfinished(db),
  }
}

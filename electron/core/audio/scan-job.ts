import { stat } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl, JobDefinition } from '../context.ts'
import type { AssetsRepository } from './assets.repository.ts'
import type { ReadOutcome } from './audio-task.ts'
import type { FileOutcome, ScansRepository } from './scans.repository.ts'
import { walkFolder } from './walk-folder.ts'
import { createWorkerPool, type WorkerPool } from './worker-pool.ts'

export interface ScanDeps {
  readonly scans: ScansRepository
  readonly assets: AssetsRepository
}

const jobInput = z.object({ scanId: z.int(), root: z.string() })
const workers = 2
/** Files handed to a worker and stored at once; small enough that a cancel loses little. */
const batchFiles = 16
const walkedAtOnce = 500

/**
 * The job that reads a folder: first the list of its files, then the files themselves in two workers. Files that lie
 * where they lay, with the same size and time, are not read again. It resumes with the files not settled yet.
 */
export function scanJob(context: CoreContext, deps: ScanDeps): JobDefinition {
  return {
    kind: 'audio.scan',
    resumable: true,
    async run(input, control) {
      const { scanId, root } = jobInput.parse(input)
      if (!deps.scans.isWalked(scanId)) await walk(context, deps, { scanId, root, control })
      await readPending(context, deps, { scanId, root, control })
      return deps.scans.get(scanId).counts
    },
    onStateChange(state, _jobId, input) {
      const { scanId } = jobInput.parse(input)
      if (state === 'done') deps.scans.move(scanId, 'scanning', 'scanned')
      else if (state === 'failed' || state === 'cancelled') deps.scans.move(scanId, 'scanning', state)
      else if (state === 'running') {
        // A cancelled or failed scan that is resumed.
        deps.scans.move(scanId, 'cancelled', 'scanning')
        deps.scans.move(scanId, 'failed', 'scanning')
      }
      context.touched('audio')
    },
  }
}

interface Scan {
  readonly scanId: number
  readonly root: string
  readonly control: JobControl
}

async function walk(
  context: CoreContext,
  { scans }: ScanDeps,
  { scanId, root, control }: Scan,
): Promise<void> {
  const pending: string[] = []
  const rejected: FileOutcome[] = []
  let others = 0
  let found = 0
  const flush = async () => {
    await context.gate.passed()
    context.mutations.once([], () => {
      for (const path of pending.splice(0)) scans.addPending(scanId, path)
      for (const file of rejected.splice(0)) scans.settle(scanId, file)
    })
    control.progress({ rows: found, unit: 'files', note: 'Looking for audio files' })
  }
  await context.gate.passed()
  context.mutations.once([], () => {
    scans.forgetFiles(scanId)
  })
  for await (const met of walkFolder(root, () => {
    stopWhenCancelled(control)
  })) {
    if (met.kind === 'other') others += 1
    else if (met.kind === 'audio') pending.push(met.path)
    else {
      const { path, code, message } = met
      rejected.push({ path, outcome: 'rejected', assetId: null, code, problems: [message] })
    }
    if (met.kind !== 'other') found += 1
    if (pending.length + rejected.length >= walkedAtOnce) await flush()
  }
  await flush()
  context.mutations.once([], () => {
    scans.setWalked(scanId, others)
  })
}

async function readPending(context: CoreContext, deps: ScanDeps, scan: Scan): Promise<void> {
  const { scanId, control } = scan
  const { files, read, unchanged, rejected } = deps.scans.get(scanId).counts
  let done = read + unchanged + rejected
  control.progress({ done, total: files, rows: done, unit: 'files', note: 'Reading tags' })
  const pool = createWorkerPool(context.resources.audioWorker, workers, {
    cancelFlag: control.cancelFlag,
    wasm: null,
    sqliteBinding: context.resources.sqliteBinding,
  })
  const settle = (outcomes: readonly FileOutcome[]) => {
    for (const outcome of outcomes) deps.scans.settle(scanId, outcome)
    done += outcomes.length
    const last = outcomes.at(-1)
    const note = last === undefined ? '' : relative(scan.root, last.path)
    control.progress({ done, total: files, rows: done, note })
  }
  try {
    for (;;) {
      stopWhenCancelled(control)
      const paths = deps.scans.pending(scanId, batchFiles * pool.size * 4)
      if (paths.length === 0) return
      await readSome(context, deps, pool, paths, settle)
    }
  } finally {
    await pool.close()
  }
}

async function readSome(
  context: CoreContext,
  { assets }: ScanDeps,
  pool: WorkerPool,
  paths: readonly string[],
  settle: (outcomes: readonly FileOutcome[]) => void,
): Promise<void> {
  const known: FileOutcome[] = []
  const toRead: string[] = []
  const looked = await Promise.all(paths.map(async (path) => ({ path, found: await lookAt(path) })))
  for (const { path, found } of looked) {
    const assetId = found === null ? null : assets.unchangedAt(path, found.size, found.mtimeMs)
    if (assetId === null) toRead.push(path)
    else known.push({ path, outcome: 'unchanged', assetId, code: '', problems: [] })
  }
  if (known.length > 0) {
    await context.gate.passed()
    context.mutations.once([], () => {
      settle(known)
    })
  }
  const batches = Array.from({ length: Math.ceil(toRead.length / batchFiles) }, (_, at) =>
    toRead.slice(at * batchFiles, (at + 1) * batchFiles),
  )
  const work = batches.map(async (batch) => {
    const outcomes = await pool.run<'read'>({ kind: 'read', paths: batch })
    await context.gate.passed()
    context.mutations.once(['audio'], () => {
      settle(outcomes.map((outcome) => store(assets, outcome, context.now())))
    })
  })
  await Promise.all(work)
}

async function lookAt(path: string) {
  try {
    return await stat(path)
  } catch {
    return null
  }
}

function store(assets: AssetsRepository, outcome: ReadOutcome, at: string): FileOutcome {
  const { path } = outcome
  if ('error' in outcome) {
    const { code, message } = outcome.error
    return { path, outcome: 'rejected', assetId: null, code, problems: [message] }
  }
  const { file } = outcome
  const problems = file.problems.map(({ message }) => message)
  return {
    path,
    outcome: 'read',
    assetId: assets.store(file, at),
    code: file.problems[0]?.code ?? '',
    problems,
  }
}

/** Title of the job that reads a folder. */
export function scanTitle(root: string): string {
  return `Read the audio in “${basename(root)}”`
}

function stopWhenCancelled(control: JobControl): void {
  if (Atomics.load(control.cancelFlag, 0) !== 0 || control.signal.aborted)
    throw new RefrainError('CANCELLED', 'Cancelled. The files read so far are remembered.')
}

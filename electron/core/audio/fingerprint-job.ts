import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl, JobDefinition } from '../context.ts'
import type { AssetsRepository, WaitingAsset } from './assets.repository.ts'
import { createWorkerPool, type WorkerPool } from './worker-pool.ts'

const fetchedAtOnce = 64

/**
 * The job that fingerprints every audio file that has none yet. What is done is stored file by file, so it goes on
 * where it stopped. A file that cannot be fingerprinted keeps the reason and stops nobody.
 */
export function fingerprintJob(context: CoreContext, assets: AssetsRepository): JobDefinition {
  return {
    kind: 'audio.fingerprint',
    resumable: true,
    async run(_input, control) {
      const pool = createWorkerPool(context.resources.audioWorker, fingerprintWorkers(), {
        cancelFlag: control.cancelFlag,
        wasm: await readFile(context.resources.chromaprint),
        sqliteBinding: context.resources.sqliteBinding,
      })
      try {
        await fingerprintAll(context, assets, pool, control)
      } finally {
        await pool.close()
        context.touched('audio')
      }
      return assets.fingerprintCounts()
    },
  }
}

/** One core is left to the window, where there is more than one to give. */
function fingerprintWorkers(): number {
  return Math.max(1, Math.min(8, availableParallelism() - 1))
}

async function fingerprintAll(
  context: CoreContext,
  assets: AssetsRepository,
  pool: WorkerPool,
  control: JobControl,
): Promise<void> {
  const total = assets.fingerprintCounts().waiting
  let done = 0
  let after = 0
  control.progress({ done, total, unit: 'files', note: '' })
  const one = async (asset: WaitingAsset) => {
    const outcome = await fingerprintOne(pool, asset)
    await context.gate.passed()
    context.mutations.once(['audio'], () => {
      if (typeof outcome === 'string') assets.setFingerprintProblem(asset.id, outcome)
      else assets.setFingerprint(asset.id, outcome)
    })
    done += 1
    control.progress({ done, total: Math.max(total, done), rows: done, note: asset.file_name })
  }
  for (;;) {
    if (control.signal.aborted)
      throw new RefrainError('CANCELLED', 'Cancelled. Fingerprints made so far are kept.')
    const batch = assets.waiting(after, fetchedAtOnce)
    const last = batch.at(-1)
    if (last === undefined) return
    await Promise.all(batch.map(one))
    after = last.id
  }
}

/** The stored form of the fingerprint, or why there is none. */
async function fingerprintOne(pool: WorkerPool, asset: WaitingAsset): Promise<Uint8Array | string> {
  try {
    const found = await stat(asset.path)
    if (found.size !== asset.bytes || found.mtimeMs !== asset.modified_ms)
      return 'The file was changed since it was read. Read its folder again.'
    const { bytes } = await pool.run<'fingerprint'>({ kind: 'fingerprint', path: asset.path })
    return bytes.length === 0 ? 'The sound is too short for a fingerprint.' : bytes
  } catch (error) {
    if (isRefrainError(error)) {
      if (error.code === 'CANCELLED') throw error
      return error.message
    }
    if (error instanceof Error && 'code' in error)
      return 'The file is not where it was, or may not be read. Read its folder again.'
    throw error
  }
}

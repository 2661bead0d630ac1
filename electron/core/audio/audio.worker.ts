import { parentPort, workerData } from 'node:worker_threads'
import { encodeFingerprint } from '../../../shared/domain/audio/fingerprint.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { asRefrainError } from '../platform/failures.ts'
import type {
  AudioAnswers,
  AudioTask,
  AudioWorkerSetup,
  FromAudioWorker,
  ReadOutcome,
  TaskProgress,
  ToAudioWorker,
} from './audio-task.ts'
import { type Chromaprint, loadChromaprint } from './chromaprint.ts'
import { compareFile } from './compare-file.ts'
import { fingerprintFile } from './fingerprint-file.ts'
import { readAudioFile } from './read-audio-file.ts'

// Started by worker-pool.ts, which sends one task at a time.
const setup = workerData as AudioWorkerSetup
let chromaprint: Promise<Chromaprint> | null = null

parentPort?.on('message', ({ id, task }: ToAudioWorker) => {
  const progress = (update: TaskProgress) => {
    post({ id, kind: 'progress', progress: update })
  }
  perform(task, progress).then(
    (answer) => {
      post({ id, kind: 'answer', answer })
    },
    (error: unknown) => {
      const known = asRefrainError(error)
      if (known === null) post({ id, kind: 'defect', defect: error })
      else post({ id, kind: 'error', error: shapeOf(known) })
    },
  )
})

async function perform(
  task: AudioTask,
  progress: (update: TaskProgress) => void,
): Promise<AudioAnswers[keyof AudioAnswers]> {
  if (task.kind === 'read') {
    const outcomes: ReadOutcome[] = []
    for (const path of task.paths) outcomes.push(await read(path))
    return outcomes
  }
  if (task.kind === 'commit') {
    // Loaded for this task alone: it knows the catalogue, which reading a folder needs nothing of.
    const { commitScan } = await import('./commit-task.ts')
    return commitScan({ task, sqliteBinding: setup.sqliteBinding, pause, progress })
  }
  if (setup.wasm === null) throw new Error('this worker was started without the fingerprint module')
  chromaprint ??= loadChromaprint(setup.wasm)
  const maker = await chromaprint
  if (task.kind === 'compare') {
    const { path, database } = task
    return compareFile({
      path,
      database,
      sqliteBinding: setup.sqliteBinding,
      chromaprint: maker,
      pause,
      progress,
    })
  }
  const { items, durationMs } = await fingerprintFile(task.path, maker, pause)
  return { bytes: encodeFingerprint(items), durationMs }
}

/** What is wrong with one file must not stop the others; only a cancel does. */
async function read(path: string): Promise<ReadOutcome> {
  try {
    return { path, file: await readAudioFile(path, pause) }
  } catch (error) {
    const known = asRefrainError(error)
    if (known === null) throw error
    if (known.code === 'CANCELLED') throw known
    return { path, error: shapeOf(known) }
  }
}

function pause(): void {
  if (Atomics.load(setup.cancelFlag, 0) !== 0) throw new RefrainError('CANCELLED', 'Cancelled.')
}

function shapeOf(error: RefrainError) {
  const { code, message, details } = error
  return isRefrainError(error) && details !== undefined ? { code, message, details } : { code, message }
}

function post(message: FromAudioWorker): void {
  parentPort?.postMessage(message)
}

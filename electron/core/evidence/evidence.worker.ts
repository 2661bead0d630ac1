import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { RefrainError } from '../../../shared/errors.ts'
import { toErrorShape } from '../platform/failures.ts'
import {
  bundleSeal,
  type EvidenceTask,
  type TaskProgress,
  workerAnswer,
  type WorkerInput,
  type WorkerMessage,
} from './worker-protocol.ts'

const progressEveryMs = 50

const { task, cancelFlag } = workerData as WorkerInput
let sentAt = 0
/** Under which note the end was told: totals are estimates, and what comes after them is told no more often. */
let toldEnd: string | null = null

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function throwIfCancelled(): void {
  if (Atomics.load(cancelFlag, 0) === 1) throw new RefrainError('CANCELLED', 'Cancelled. Nothing was kept.')
}

function onProgress(progress: TaskProgress): void {
  throwIfCancelled()
  const now = performance.now()
  const end = progress.done === progress.total ? progress.note : null
  const isNew = end !== null && end !== toldEnd
  if (now - sentAt < progressEveryMs && !isNew) return
  sentAt = now
  toldEnd = end
  send({ type: 'progress', progress })
}

/** Asks the core's thread for something on the way. Rejects with what it threw. */
async function ask(question: unknown): Promise<unknown> {
  if (parentPort === null) throw new Error('nobody to ask')
  const answered: Promise<unknown[]> = once(parentPort, 'message')
  send({ type: 'ask', question })
  const [answer] = await answered
  const parsed = workerAnswer.parse(answer)
  if (parsed.type === 'answer') return parsed.value
  throw new RefrainError(parsed.error.code, parsed.error.message, parsed.error.details)
}

// Each task loads only what it needs: most workers live for one small file.
async function run(wanted: EvidenceTask): Promise<unknown> {
  switch (wanted.kind) {
    case 'take': {
      const { putFile } = await import('./objects.ts')
      return putFile(wanted.objects, wanted.path, throwIfCancelled)
    }
    case 'take-all': {
      const { putFile } = await import('./objects.ts')
      return wanted.paths.map((path) => putFile(wanted.objects, path, throwIfCancelled))
    }
    case 'export': {
      const { exportBundle } = await import('./bundle/export.ts')
      return exportBundle(wanted, onProgress, async (tagManifest) =>
        bundleSeal.parse(await ask({ tagManifest })),
      )
    }
    case 'verify': {
      const { verifyBundle } = await import('./verify/verify.ts')
      return verifyBundle(wanted.path, {
        signal: { throwIfAborted: throwIfCancelled },
        onProgress,
        trust: wanted.trust,
      })
    }
    case 'recheck': {
      const { recheckBlobs } = await import('./recheck/recheck-blobs.ts')
      return recheckBlobs(wanted.objects, wanted.blobs, onProgress)
    }
  }
}

async function answer(): Promise<void> {
  try {
    send({ type: 'done', value: await run(task) })
  } catch (error) {
    send({ type: 'failed', error: toErrorShape(error, (line) => send({ type: 'log', line })) })
  }
}

void answer()

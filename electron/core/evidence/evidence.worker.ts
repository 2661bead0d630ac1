import { parentPort, workerData } from 'node:worker_threads'
import { RefrainError } from '../../../shared/errors.ts'
import { toErrorShape } from '../platform/failures.ts'
import type { EvidenceTask, TaskProgress, WorkerInput, WorkerMessage } from './worker-protocol.ts'

const progressEveryMs = 50

const { task, cancelFlag } = workerData as WorkerInput
let sentAt = 0

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function throwIfCancelled(): void {
  if (Atomics.load(cancelFlag, 0) === 1) throw new RefrainError('CANCELLED', 'Cancelled. Nothing was kept.')
}

function onProgress(progress: TaskProgress): void {
  throwIfCancelled()
  const now = performance.now()
  if (now - sentAt < progressEveryMs && progress.done !== progress.total) return
  sentAt = now
  send({ type: 'progress', progress })
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
      return exportBundle(wanted, onProgress)
    }
    case 'verify': {
      const { verifyBundle } = await import('./verify/verify.ts')
      return verifyBundle(wanted.path, { signal: { throwIfAborted: throwIfCancelled }, onProgress })
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

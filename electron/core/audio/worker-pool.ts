import { Worker } from 'node:worker_threads'
import { RefrainError } from '../../../shared/errors.ts'
import type {
  AudioAnswers,
  AudioTask,
  AudioWorkerSetup,
  FromAudioWorker,
  TaskProgress,
  ToAudioWorker,
} from './audio-task.ts'

/** Threads that read, fingerprint and compare audio files, one task each at a time. */
export interface WorkerPool {
  readonly size: number
  run<K extends AudioTask['kind']>(
    task: Extract<AudioTask, { kind: K }>,
    onProgress?: (progress: TaskProgress) => void,
  ): Promise<AudioAnswers[K]>
  /** Stops all work at once. When it resolves, nobody reads a file any more. */
  close(): Promise<void>
}

interface Assignment {
  readonly task: AudioTask
  readonly onProgress: (progress: TaskProgress) => void
  readonly resolve: (answer: AudioAnswers[keyof AudioAnswers]) => void
  readonly reject: (error: Error) => void
}

interface Member {
  readonly worker: Worker
  assignment: Assignment | null
}

/** A pool of up to `size` workers, each started when there is work for it. `script` is the worker's file. */
export function createWorkerPool(script: string, size: number, setup: AudioWorkerSetup): WorkerPool {
  const members = new Set<Member>()
  const waiting: Assignment[] = []
  let closed = false
  let nextId = 1

  const release = (member: Member): Assignment | null => {
    const { assignment } = member
    member.assignment = null
    return assignment
  }
  const enlist = (): Member => {
    const worker = new Worker(script, { workerData: setup, execArgv: [], name: 'audio' })
    const member: Member = { worker, assignment: null }
    worker.on('message', (message: FromAudioWorker) => {
      if (message.kind === 'progress') {
        member.assignment?.onProgress(message.progress)
        return
      }
      const done = release(member)
      if (message.kind === 'answer') done?.resolve(message.answer)
      else done?.reject(failureOf(message))
      pump()
    })
    const lose = (error: Error) => {
      members.delete(member)
      release(member)?.reject(error)
      pump()
    }
    worker.on('error', lose)
    worker.on('exit', () => {
      if (members.has(member)) lose(new Error('an audio worker ended unexpectedly'))
    })
    members.add(member)
    return member
  }
  const free = (): Member | null => {
    for (const member of members) if (member.assignment === null) return member
    return members.size < size ? enlist() : null
  }
  const pump = () => {
    while (!closed && waiting.length > 0) {
      const member = free()
      const assignment = member === null ? undefined : waiting.shift()
      if (member === null || assignment === undefined) return
      member.assignment = assignment
      member.worker.postMessage({ id: nextId++, task: assignment.task } satisfies ToAudioWorker)
    }
  }
  return {
    size,
    run<K extends AudioTask['kind']>(
      task: Extract<AudioTask, { kind: K }>,
      onProgress: (progress: TaskProgress) => void = () => undefined,
    ) {
      const { promise, resolve, reject } = Promise.withResolvers<AudioAnswers[K]>()
      // A worker answers a task with the answer of its kind; TypeScript cannot follow it across the thread.
      const settle = resolve as (answer: AudioAnswers[keyof AudioAnswers]) => void
      if (closed) reject(cancelled())
      else waiting.push({ task, onProgress, resolve: settle, reject })
      pump()
      return promise
    },
    async close() {
      closed = true
      const all = [...members]
      members.clear()
      await Promise.all(all.map(({ worker }) => worker.terminate()))
      for (const left of [...all.map(release), ...waiting.splice(0)]) left?.reject(cancelled())
    },
  }
}

function failureOf(message: Extract<FromAudioWorker, { kind: 'error' | 'defect' }>): Error {
  if (message.kind === 'error') {
    return new RefrainError(message.error.code, message.error.message, message.error.details)
  }
  return message.defect instanceof Error ? message.defect : new Error(String(message.defect))
}

function cancelled(): RefrainError {
  return new RefrainError('CANCELLED', 'Cancelled.')
}

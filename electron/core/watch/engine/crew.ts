import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { RefrainError } from '../../../../shared/errors.ts'
import { stopWhenCancelled, sweepCancelled } from './cancel.ts'
import { hashFileInSlices } from './file-hash.ts'
import { asFileFailure } from './listing-file.ts'
import { type NamesMemory, placeNames } from './scan/names-memory.ts'
import { createTaskRunner } from './task-runner.ts'
import type {
  CreditAnswer,
  CreditTask,
  FrameAnswer,
  FrameTask,
  FromWorker,
  HashAnswer,
  HashTask,
  PartAnswer,
  PartTask,
  RangeAnswer,
  RangeTask,
  ThreadData,
  ThreadSetup,
  ToWorker,
  WorkerSetup,
} from './sweep-task.ts'

/** Those who do the work of a sweep. */
export interface Crew {
  /** How many ranges are swept at the same time. */
  readonly sweepers: number
  /** True when it also finds names that are written differently. */
  readonly fuzzy: boolean
  /** True when it looks for codes alone. */
  readonly codesOnly: boolean
  /** `first`: before everything else that waits. */
  sweep(task: RangeTask, first?: boolean): Promise<RangeAnswer>
  /** Finds the next listing in an archive. */
  part(task: PartTask): Promise<PartAnswer>
  /** Finds out who the tracks of a database are credited to. */
  credits(task: CreditTask): Promise<CreditAnswer>
  /** Finds frames that can be unpacked side by side. */
  frames(task: FrameTask): Promise<FrameAnswer>
  hash(task: HashTask): Promise<HashAnswer>
  /** Stops all work at once. When it resolves, nobody reads a file any more. */
  close(): Promise<void>
}

/** A crew of one, working in this thread; for tests and for programs that have no worker script. */
export function createInlineCrew(setup: WorkerSetup): Crew {
  const runner = createTaskRunner(setup)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    sweepers: 1,
    fuzzy: (setup.blocks ?? null) !== null,
    codesOnly: setup.codesOnly === true,
    sweep: (task) => inTurn(() => runner.sweep(task)),
    part: (task) => inTurn(() => runner.part(task)),
    credits: (task) => inTurn(() => runner.credits(task)),
    frames: (task) => inTurn(() => runner.frames(task)),
    hash: (task) => inTurn(() => runner.hash(task)),
    async close() {
      await last
      await runner.close()
    },
  }
}

/** How many sweeping workers this machine is given by default: its cores, within reason. */
export function defaultSweepers(): number {
  return Math.max(1, Math.min(8, availableParallelism()))
}

/**
 * Sweeping makes little that lives on, and what the catalogue takes lies outside the heap of a worker: without limits
 * the heap would grow by what was not worth collecting yet.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 }

type StreamTask = RangeTask | PartTask | CreditTask | FrameTask
type StreamAnswer = RangeAnswer | PartAnswer | CreditAnswer | FrameAnswer

/** Threads that were started before it was known what for. */
export interface HiredThreads {
  /** One of those that are left and still run. */
  take(): Worker | undefined
  /** Those that are left and still run, the one that is taken last in front. */
  waiting(): readonly Worker[]
  /** Ends those that nobody took. */
  dismiss(): Promise<void>
}

/**
 * Starts threads for a crew: a thread takes as long to start as a small catalogue to be read, and can do so meanwhile.
 * `script` is the worker's file.
 */
export function hireThreads(script: string, count: number): HiredThreads {
  const idle = Array.from({ length: count }, () => startThread(script))
  return {
    take() {
      for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
        if (worker.threadId > 0) return worker
      }
      return undefined
    },
    waiting: () => idle.filter(({ threadId }) => threadId > 0),
    async dismiss() {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()))
    },
  }
}

function startThread(script: string): Worker {
  const workerData = { waits: true } satisfies ThreadData
  const worker = new Worker(script, { workerData, execArgv: [], name: 'sweep', resourceLimits })
  // Whoever takes the thread is told by it; until then it is simply not there.
  worker.on('error', () => undefined)
  return worker
}

/**
 * A crew of `sweepers` worker threads, and one more that only hashes. `script` is the worker's file. The sweepers are
 * started at once, unless they are among those `hired`, so that they have indexed the catalogue by the time the first file
 * has been looked at.
 */
export function createWorkerCrew(
  script: string,
  sweepers: number,
  setup: WorkerSetup,
  hired: HiredThreads | null = null,
): Crew {
  const sweeping = createQueue<StreamTask, StreamAnswer>(
    () => hired?.take() ?? startThread(script),
    sweepers,
    { ...setup, names: sharedNames(setup), sweeps: true, unpackScript: script },
  )
  const hashing = createQueue<HashTask, HashAnswer>(() => startThread(script), 1, {
    ...setup,
    sweeps: false,
  })
  sweeping.start()
  return {
    sweepers,
    fuzzy: (setup.blocks ?? null) !== null,
    codesOnly: setup.codesOnly === true,
    sweep: async (task, first = false) => {
      const answer = await sweeping.run(task, first)
      return 'position' in answer ? answer : mistaken()
    },
    part: async (task) => {
      const answer = await sweeping.run(task, true)
      return 'passed' in answer ? answer : mistaken()
    },
    credits: async (task) => {
      const answer = await sweeping.run(task, true)
      return 'table' in answer ? answer : mistaken()
    },
    frames: async (task) => {
      const answer = await sweeping.run(task, true)
      return 'groups' in answer ? answer : mistaken()
    },
    hash: (task) => (task.bytes <= smallFileBytes ? hashHere(task, setup) : hashing.run(task, false)),
    async close() {
      await Promise.all([sweeping.close(), hashing.close()])
    },
  }
}

/** The names of tables that were filled before, where all sweepers find them. */
function sharedNames({ blocks = null, filled = null }: WorkerSetup): NamesMemory | null {
  const tables = blocks ?? filled
  return tables === null ? null : placeNames({ keys: tables.filter, blocks })
}

function mistaken(): never {
  throw new Error('a worker of the sweep answered another question')
}

/** Below this, starting a worker takes longer than hashing. */
const smallFileBytes = 4 << 20

async function hashHere({ fd, bytes, fileName }: HashTask, { cancelFlag }: WorkerSetup): Promise<HashAnswer> {
  try {
    return {
      sha256: await hashFileInSlices(fd, bytes, () => {
        stopWhenCancelled(cancelFlag)
      }),
    }
  } catch (error) {
    throw asFileFailure(fileName, error)
  }
}

interface Assignment<Task, Answer> {
  readonly task: Task
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Member<Task, Answer> {
  readonly worker: Worker
  assignment: Assignment<Task, Answer> | null
}

interface Queue<Task, Answer> {
  /** Starts all workers. */
  start(): void
  run(task: Task, first: boolean): Promise<Answer>
  close(): Promise<void>
}

/** Hands tasks to workers as they become free. Workers that are missing are started when there is work for them. */
function createQueue<Task, Answer>(
  thread: () => Worker,
  size: number,
  setup: ThreadSetup,
): Queue<Task, Answer> {
  const members = new Set<Member<Task, Answer>>()
  const waiting: Assignment<Task, Answer>[] = []
  let closed = false
  let nextId = 1

  const release = (member: Member<Task, Answer>) => {
    const { assignment } = member
    member.assignment = null
    return assignment
  }
  const enlist = (): Member<Task, Answer> => {
    const worker = thread()
    worker.postMessage(setup)
    const member: Member<Task, Answer> = { worker, assignment: null }
    worker.on('message', (message: FromWorker<Answer>) => {
      const done = release(member)
      if (message.ok) done?.resolve(message.answer)
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
      if (members.has(member)) lose(new Error('a worker of the sweep ended unexpectedly'))
    })
    members.add(member)
    return member
  }
  const free = (): Member<Task, Answer> | null => {
    for (const member of members) if (member.assignment === null) return member
    return members.size < size ? enlist() : null
  }
  const pump = () => {
    while (!closed && waiting.length > 0) {
      const member = free()
      const assignment = member === null ? undefined : waiting.shift()
      if (member === null || assignment === undefined) return
      member.assignment = assignment
      member.worker.postMessage({ id: nextId++, task: assignment.task } satisfies ToWorker<Task>)
    }
  }
  return {
    start() {
      while (members.size < size) enlist()
    },
    run(task: Task, first: boolean): Promise<Answer> {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      if (closed) reject(sweepCancelled())
      else if (first) waiting.unshift({ task, resolve, reject })
      else waiting.push({ task, resolve, reject })
      pump()
      return promise
    },
    async close() {
      closed = true
      const all = [...members]
      members.clear()
      await Promise.all(all.map(({ worker }) => worker.terminate()))
      for (const left of [...all.map(release), ...waiting.splice(0)]) left?.reject(sweepCancelled())
    },
  }
}

function failureOf(message: Extract<FromWorker<unknown>, { ok: false }>): Error {
  if ('error' in message) {
    return new RefrainError(message.error.code, message.error.message, message.error.details)
  }
  return message.defect instanceof Error ? message.defect : new Error(String(message.defect))
}

import { create } from 'zustand'
import type { Job } from '../../../shared/contract/jobs.ts'
import { navigate } from '../../app/navigation.ts'
import type { Route } from '../../app/routes.ts'
import { call } from '../../rpc/client.ts'
import { isFinished, useJobsStore } from '../../rpc/jobs.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { type QueuedFile, queuedFile, readingOf, type ReadingChoice } from './queued-files.ts'
import { strings } from './strings.ts'

/** Files that are imported together. */
export interface ImportQueue {
  readonly id: number
  readonly files: readonly QueuedFile[]
  /** What goes on file after file now; null when nothing does. */
  readonly work: QueueWork | null
}

export type QueueWork = 'checking' | 'importing' | 'stopping'

/** More are imported in several goes: one list of them could not be looked through. */
export const mostFiles = 100

const useQueues = create<{ readonly queues: readonly ImportQueue[] }>(() => ({ queues: [] }))

/** A queue, live; null when there is none of this number (the window was loaded anew). */
export function useImportQueue(id: number | undefined): ImportQueue | null {
  return useQueues(({ queues }) => queues.find((queue) => queue.id === id) ?? null)
}

/** Opens the import of these files: of a single one at once, of several as a list. */
export function startImport(paths: readonly string[]): void {
  const files = upToMost([...new Set(paths)])
  const [first] = files
  if (first === undefined) return
  if (files.length === 1) {
    navigate({ screen: 'imports', path: first })
    return
  }
  const { queues } = useQueues.getState()
  const id = (queues.at(-1)?.id ?? 0) + 1
  useQueues.setState({ queues: [...queues, { id, files: files.map(queuedFile), work: null }] })
  void inspectAll(id)
  navigate({ screen: 'imports', queue: id })
}

/** Adds files to a queue; those that are in it already stay as they are. */
export function addFiles(id: number, paths: readonly string[]): void {
  change(id, (files) => {
    const fresh = [...new Set(paths)].filter((path) => !files.some((file) => file.path === path))
    return upToMost([...files, ...fresh.map(queuedFile)])
  })
  void inspectAll(id)
}

/** Takes a file out of the queue. Its check, if there was one, is thrown away; what was imported stays. */
export function leaveOut(id: number, { path, importId }: QueuedFile): void {
  change(id, (files) => files.filter((file) => file.path !== path))
  if (importId !== null) discard(importId)
}

/**
 * Starts the check of files, one after the other; nothing is written to the catalogue. A file that cannot be checked
 * says so and does not stop the others. `choice` is how they are read; without it each as settled or detected. Does
 * nothing while the queue is at work, as after a second press.
 */
export async function checkFiles(
  id: number,
  files: readonly QueuedFile[],
  choiceOf: (file: QueuedFile) => ReadingChoice | null = readingOf,
): Promise<void> {
  await workThrough(id, 'checking', files, async (file) => {
    const choice = choiceOf(file)
    if (choice === null || !queueOf(id)?.files.some(({ path }) => path === file.path)) return
    try {
      const { importId, jobId } = await call('imports.preview', { path: file.path, ...choice })
      noteCheck(id, file.path, { importId, choice })
      // Cut short, here or in the list of activity: it can be checked again.
      if ((await follow(id, jobId)) === 'cancelled') update(id, file.path, { importId: null })
    } catch (error) {
      update(id, file.path, { choice, problem: toUserError(error).message })
    }
  })
}

/** Notes the check of a file and how it is read; an earlier check of it is thrown away. */
export function noteCheck(
  id: number,
  path: string,
  check: { readonly importId: number; readonly choice: ReadingChoice },
): void {
  const earlier = queueOf(id)?.files.find((file) => file.path === path)?.importId ?? null
  if (earlier !== null) discard(earlier)
  update(id, path, { ...check, problem: null })
}

/**
 * Imports checked files, one after the other; each is a step of undo of its own. Does nothing while the queue is at
 * work, as after a second press.
 */
export async function importFiles(id: number, importIds: readonly number[]): Promise<void> {
  await workThrough(id, 'importing', importIds, async (importId) => {
    if (!queueOf(id)?.files.some((file) => file.importId === importId)) return
    try {
      await follow(id, (await call('imports.commit', { importId })).jobId)
    } catch (error) {
      toast.error(toUserError(error))
    }
  })
}

/**
 * Stops what goes on: the file that is read or written now is cancelled, those after it are not begun. What was
 * imported stays; a check that was cut short is as if it had not begun.
 */
export function stopQueue(id: number): void {
  if (queueOf(id)?.work) setWork(id, 'stopping')
}

async function workThrough<T>(
  id: number,
  kind: QueueWork,
  items: readonly T[],
  step: (item: T) => Promise<void>,
): Promise<void> {
  if (queueOf(id)?.work !== null) return
  setWork(id, kind)
  try {
    for (const item of items) {
      if (queueOf(id)?.work !== kind) return
      await step(item)
    }
  } finally {
    setWork(id, null)
  }
}

/** Follows a job to its end, which is soon when the queue is told to stop: the stop may come before the job is known. */
async function follow(id: number, jobId: number): Promise<Job['state']> {
  const { promise, resolve } = Promise.withResolvers<Job['state']>()
  let stopped = false
  const look = () => {
    const job = useJobsStore.getState().byId.get(jobId)
    if (job && (isFinished(job) || job.state === 'interrupted')) resolve(job.state)
    if (stopped || queueOf(id)?.work !== 'stopping') return
    stopped = true
    call('jobs.cancel', { jobId }).catch((error: unknown) => toast.error(toUserError(error)))
  }
  const leave = [useJobsStore.subscribe(look), useQueues.subscribe(look)]
  look()
  return promise.finally(() => leave.forEach((stop) => stop()))
}

function queueOf(id: number): ImportQueue | undefined {
  return useQueues.getState().queues.find((queue) => queue.id === id)
}

function setWork(id: number, work: QueueWork | null): void {
  useQueues.setState(({ queues }) => ({
    queues: queues.map((queue) => (queue.id === id ? { ...queue, work } : queue)),
  }))
}

/** Where a file of a queue is shown: what its check found, or how it is read. */
export function placeOf(queue: number, { path, importId }: QueuedFile): Route {
  return importId === null ? { screen: 'imports', queue, path } : { screen: 'imports', queue, importId }
}

/** Looks at the beginning of each file that was not looked at. */
async function inspectAll(id: number): Promise<void> {
  for (const { path, inspection, problem } of queueOf(id)?.files ?? []) {
    if (inspection !== null || problem !== null) continue
    try {
      update(id, path, { inspection: await call('imports.inspect', { path }) })
    } catch (error) {
      update(id, path, { problem: toUserError(error).message })
    }
  }
}

/** A check that is of no use any more; it costs nothing but room, so that a failure is no news. */
function discard(importId: number): void {
  call('imports.discard', { importId }).catch(() => undefined)
}

function update(id: number, path: string, changes: Partial<QueuedFile>): void {
  change(id, (files) => files.map((file) => (file.path === path ? { ...file, ...changes } : file)))
}

function change(id: number, work: (files: readonly QueuedFile[]) => readonly QueuedFile[]): void {
  useQueues.setState(({ queues }) => ({
    queues: queues.map((queue) => (queue.id === id ? { ...queue, files: work(queue.files) } : queue)),
  }))
}

function upToMost<T>(files: readonly T[]): readonly T[] {
  if (files.length > mostFiles) toast.info(strings.queue.tooMany(mostFiles, files.length - mostFiles))
  return files.slice(0, mostFiles)
}

import { useEffect } from 'react'
import { create } from 'zustand'
import type { Job } from '../../shared/contract/jobs.ts'
import { call, listen } from './client.ts'

interface JobsState {
  readonly byId: ReadonlyMap<number, Job>
}

/** Every job the window knows, live: filled by `jobs.list`, kept current by `job.changed`. */
export const useJobsStore = create<JobsState>(() => ({ byId: new Map() }))

const finalStates = new Set<Job['state']>(['done', 'failed', 'cancelled'])

/** True when the job will not change any more by itself. */
export function isFinished(job: Job): boolean {
  return finalStates.has(job.state)
}

function put(jobs: readonly Job[]): void {
  useJobsStore.setState(({ byId }) => {
    const next = new Map(byId)
    for (const job of jobs) next.set(job.id, job)
    return { byId: next }
  })
}

async function loadJobs(): Promise<void> {
  const { jobs } = await call('jobs.list', { limit: 50 })
  put(jobs)
}

/** Starts following all jobs; returns the function that stops. A core that is not there yet is asked again. */
export function keepJobsCurrent(): () => void {
  const load = () => void loadJobs().catch(() => undefined)
  const stopJobs = listen('job.changed', (job) => put([job]))
  const stopStatus = listen('core.status', ({ state }) => {
    if (state === 'ready') load()
  })
  load()
  return () => {
    stopJobs()
    stopStatus()
  }
}

/** A job, live; null while it is unknown or when no id is given. */
export function useJob(jobId: number | null): Job | null {
  const job = useJobsStore(({ byId }) => (jobId === null ? undefined : byId.get(jobId)))
  const known = job !== undefined
  useEffect(() => {
    if (jobId !== null && !known)
      call('jobs.get', { jobId }).then(
        (loaded) => put([loaded]),
        () => undefined,
      )
  }, [jobId, known])
  return job ?? null
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobControl, JobDefinition } from '../../../electron/core/context.ts'
import { createJobRunner, type JobRunner } from '../../../electron/core/platform/jobs.ts'
import { type OpenWorkspace, openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { testResources } from '../../support/resources.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RefrainError } from '../../../shared/errors.ts'

let folder: string
let workspace: OpenWorkspace
let seen: Job[]
let runners: JobRunner[]
const context = { signal: new AbortController().signal }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-jobs-'))
  workspace = open()
  seen = []
  runners = []
})
afterEach(async () => {
  await Promise.all(runners.map((jobs) => jobs.stop()))
  workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(): OpenWorkspace {
  return openWorkspace({
    folder,
    create: true,
    migrations: testResources().migrations,
    sqliteBinding: null,
    appVersion: '0.0.0-test',
    now: () => new Date().toISOString(),
  })
}

function runner(definition: Partial<JobDefinition> & Pick<JobDefinition, 'run'>): JobRunner {
  const jobs = createJobRunner(workspace.db, {
    clock: () => Date.now(),
    now: () => new Date().toISOString(),
    emit: (name, payload) => {
      if (name === 'job.changed') seen.push(payload as Job)
    },
    touched: () => undefined,
    log: () => undefined,
  })
  jobs.define({ kind: 'sweep', resumable: true, ...definition })
  runners.push(jobs)
  return jobs
}

function start(jobs: JobRunner, input: unknown = {}): number {
  return jobs.start({ kind: 'sweep', title: 'Sweep', subjectId: null, input })
}

async function state(jobs: JobRunner, jobId: number): Promise<Job> {
  return jobs.handlers['jobs.get']({ jobId }, context)
}

async function until(jobs: JobRunner, jobId: number, wanted: Job['state']): Promise<Job> {
  for (;;) {
    const job = await state(jobs, jobId)
    if (job.state === wanted) return job
    await wait(5)
  }
}

/** Counts to `last`, one step a turn, storing a checkpoint each time; starts where the checkpoint says. */
function counting(last: number, log: number[]): JobDefinition['run'] {
  return async (_input, control, checkpoint) => {
    const from = typeof checkpoint === 'number' ? checkpoint : 0
    for (let step = from + 1; step <= last; step++) {
      await wait(5)
      control.signal.throwIfAborted()
      log.push(step)
      control.checkpoint(step)
      control.progress({ done: step, total: last, rows: step })
    }
    return { counted: last }
  }
}

describe('jobs', () => {
  it('runs, reports progress and keeps the result', async () => {
    const steps: number[] = []
    const jobs = runner({ run: counting(5, steps) })
    const id = start(jobs)
    const job = await until(jobs, id, 'done')
    expect(job.result).toEqual({ counted: 5 })
    expect(steps).toEqual([1, 2, 3, 4, 5])
    expect(seen.map((event) => event.state)).toContain('running')
    expect(seen.at(-1)?.state).toBe('done')
    expect(seen.at(-1)?.progress.done).toBe(5)
  })

  it('announces progress at most ten times a second', async () => {
    const jobs = runner({
      run: async (_input, control) => {
        for (let step = 0; step < 2000; step++) {
          control.progress({ done: step, total: 2000 })
          if (step % 100 === 0) await wait(10)
        }
        return {}
      },
    })
    const id = start(jobs)
    await until(jobs, id, 'done')
    const job = await state(jobs, id)
    const ms = Date.parse(job.finishedAt ?? '') - Date.parse(job.startedAt ?? '')
    expect(seen.filter((event) => event.state === 'running').length).toBeLessThanOrEqual(
      Math.floor(ms / 100) + 3,
    )
  })

  it('keeps a failure with its code and sentence', async () => {
    const jobs = runner({ run: () => Promise.reject(new RefrainError('FILE_EMPTY', 'The file is empty.')) })
    const job = await until(jobs, start(jobs), 'failed')
    expect(job.error).toEqual({ code: 'FILE_EMPTY', message: 'The file is empty.' })
  })

  it('cancels: the signal fires, the flag is set, the state says so, and it can be resumed from its checkpoint', async () => {
    const steps: number[] = []
    let control: JobControl | undefined
    const count = counting(30, steps)
    const jobs = runner({
      run: (input, given, checkpoint) => {
        control = given
        return count(input, given, checkpoint)
      },
    })
    const id = start(jobs)
    while (steps.length < 3) await wait(5)
    await jobs.handlers['jobs.cancel']({ jobId: id }, context)
    expect(Atomics.load(control!.cancelFlag, 0)).toBe(1)
    const cancelled = await until(jobs, id, 'cancelled')
    expect(cancelled.resumable).toBe(true)
    const reached = steps.length
    await jobs.handlers['jobs.resume']({ jobId: id }, context)
    await until(jobs, id, 'done')
    expect(steps).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    expect(reached).toBeLessThan(30)
  })

  it('takes a job up where it was after the program closed', async () => {
    const steps: number[] = []
    const first = runner({ run: counting(20, steps) })
    const id = start(first)
    while (steps.length < 4) await wait(5)
    await first.stop()
    workspace.close()
    workspace = open()
    const second = runner({ run: counting(20, steps) })
    second.recover()
    await until(second, id, 'done')
    expect(steps).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('only marks it as interrupted after three starts that came to nothing', async () => {
    const insert = workspace.db.prepare(
      `INSERT INTO job (kind, title, state, input, progress, attempts, created_at) VALUES ('sweep', 'Sweep', 'running', '{}', ?, 3, ?)`,
    )
    const progress = JSON.stringify({
      done: 0,
      total: null,
      unit: 'rows',
      rows: 0,
      rowsPerSecond: null,
      etaMs: null,
      note: '',
    })
    const often = Number(insert.run(progress, '2026-11-22T10:00:00.000Z').lastInsertRowid)
    const jobs = runner({ run: () => Promise.resolve({}) })
    jobs.recover()
    expect(await state(jobs, often)).toMatchObject({ state: 'interrupted', resumable: true })
  })

  it('runs one job of a kind at a time, in the order they were asked for', async () => {
    const order: string[] = []
    const jobs = runner({
      run: async (input) => {
        order.push(`start ${String(input)}`)
        await wait(10)
        order.push(`end ${String(input)}`)
        return {}
      },
    })
    const ids = [start(jobs, 'a'), start(jobs, 'b')]
    for (const id of ids) await until(jobs, id, 'done')
    expect(order).toEqual(['start a', 'end a', 'start b', 'end b'])
  })

  it('runs as many of a kind at a time as its definition says, and they take one place of the two', async () => {
    const underWay: string[] = []
    let most: string[] = []
    const run: JobDefinition['run'] = async (input) => {
      underWay.push(String(input))
      if (underWay.length > most.length) most = underWay.toSorted()
      await wait(60)
      underWay.splice(underWay.indexOf(String(input)), 1)
      return {}
    }
    const jobs = runner({ run, atOnce: 2 })
    for (const kind of ['bundle.verify', 'bundle.export'] as const) {
      jobs.define({ kind, resumable: true, run })
    }
    const other = (kind: 'bundle.verify' | 'bundle.export') =>
      jobs.start({ kind, title: kind, subjectId: null, input: kind })
    const ids = [start(jobs, 'a'), start(jobs, 'b'), start(jobs, 'c')]
    ids.push(other('bundle.verify'), other('bundle.export'))
    for (const id of ids) await until(jobs, id, 'done')
    expect(most).toEqual(['a', 'b', 'bundle.verify'])
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GeneratedListings, generateListings } from '../../scripts/generate-listings.ts'
import {
  addRecordings,
  openSweepCore,
  type StoredFinding,
  storedFindings,
  withStore,
} from '../fixtures/sweep/swept-workspace.ts'
import { openTestCore, type TestCore } from '../support/core.ts'

// A file large enough that a sweep is in the middle of it when its first findings are stored.
const hits = 3000
let made: GeneratedListings
let whole: readonly StoredFinding[]
let fixture: string
let folder: string
let listings: string

beforeAll(async () => {
  fixture = mkdtempSync(join(tmpdir(), 'refrain-sweep-'))
  made = await generateListings({
    folder: fixture,
    rows: 100_000,
    recordings: 200,
    hits,
    decoys: 500,
    format: 'csv',
    gzip: false,
    seed: 5,
  })
  const test = await openSweepCore(made.recordings)
  const { jobId } = await test.call('sweeps.start', { paths: [made.listings] })
  expect((await test.finished(jobId)).state).toBe('done')
  whole = storedFindings(test.folder)
  await test.dispose()
})

afterAll(() => {
  rmSync(fixture, { recursive: true, force: true })
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-sweep-'))
  listings = join(folder, 'listings.csv')
  copyFileSync(made.listings, listings)
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A core that does something once, as soon as the first findings are stored. */
async function coreThatActs(act: (test: TestCore) => void): Promise<TestCore> {
  let acted = false
  const test: TestCore = await openSweepCore(made.recordings, {
    emit: (name, payload) => {
      if (acted || name !== 'data.changed' || !('tables' in payload) || !payload.tables.includes('findings'))
        return
      acted = true
      act(test)
    },
  })
  return test
}

const stateOf = (workspace: string) =>
  withStore(workspace, (db) =>
    db
      .prepare<[], { state: string; rows: number; checkpoint: string | null }>(
        'SELECT state, rows, checkpoint FROM sweep_file',
      )
      .get(),
  )

it('an uninterrupted sweep finds what was planted', () => {
  expect(whole).toHaveLength(hits)
})

describe('a sweep that was interrupted', () => {
  it('by the cancel button keeps what it found and goes on from there when resumed', async () => {
    const test = await coreThatActs(({ core }) => void core.call('jobs.cancel', { jobId: 1 }))
    const { sweepId, jobId } = await test.call('sweeps.start', { paths: [listings] })
    expect((await test.finished(jobId)).state).toBe('cancelled')
    const kept = storedFindings(test.folder)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(hits)
    expect(kept).toEqual(whole.slice(0, kept.length))
    expect(await test.call('sweeps.get', { sweepId })).toMatchObject({
      state: 'cancelled',
      findings: kept.length,
    })
    await test.call('jobs.resume', { jobId })
    expect((await test.finished(jobId)).state).toBe('done')
    expect(storedFindings(test.folder)).toEqual(whole)
    expect(await test.call('sweeps.get', { sweepId })).toMatchObject({
      state: 'done',
      findings: hits,
      rows: 100_000,
    })
    await test.dispose()
  })

  it('by closing goes on at the next start', async () => {
    let closing: Promise<void> = Promise.resolve()
    const test = await coreThatActs((open) => {
      closing = open.close()
    })
    await test.call('sweeps.start', { paths: [listings] })
    while (stateOf(test.folder)?.checkpoint === null) await new Promise((resolve) => setTimeout(resolve, 10))
    await closing
    expect(stateOf(test.folder)).toMatchObject({ state: 'running' })
    const again = await openTestCore({ workspace: test.folder, create: false })
    expect((await again.finished(1)).state).toBe('done')
    expect(storedFindings(test.folder)).toEqual(whole)
    await again.dispose()
  })

  it('by a kill goes on at the next start and finds the same, once', async () => {
    const test = await openSweepCore(made.recordings)
    await test.close()
    const script = fileURLToPath(new URL('../fixtures/sweep/killed-sweep.ts', import.meta.url))
    const child = spawn(process.execPath, [script, test.folder, listings], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    const before = stateOf(test.folder)
    expect(before).toMatchObject({ state: 'running' })
    expect(before?.rows).toBeLessThan(100_000)
    const again = await openTestCore({ workspace: test.folder, create: false })
    expect((await again.finished(1)).state).toBe('done')
    expect(storedFindings(test.folder)).toEqual(whole)
    const { sweeps } = await again.call('sweeps.list', {})
    expect(sweeps).toMatchObject([
      {
        state: 'done',
        rows: 100_000,
        findings: hits,
        recordings: new Set(made.planted.map(({ recordingId }) => recordingId)).size,
      },
    ])
    await again.dispose()
  })
})

describe('a file that does not stay as it was', () => {
  it('is swept to its end when it is deleted meanwhile', async () => {
    const test = await coreThatActs(() => {
      unlinkSync(listings)
    })
    const { jobId } = await test.call('sweeps.start', { paths: [listings] })
    expect((await test.finished(jobId)).state).toBe('done')
    expect(storedFindings(test.folder)).toEqual(whole)
    await test.dispose()
  })

  it('fails when it grows meanwhile, and what was found is kept but not sealed', async () => {
    const test = await coreThatActs(() => {
      appendFileSync(listings, 'one,more,row\n')
    })
    const fine = join(folder, 'fine.csv')
    writeFileSync(fine, 'title,artist\nA,B\n')
    const { sweepId, jobId } = await test.call('sweeps.start', { paths: [listings, fine] })
    expect((await test.finished(jobId)).state).toBe('done')
    const { files } = await test.call('sweeps.get', { sweepId })
    expect(files).toMatchObject([
      {
        state: 'failed',
        findings: hits,
        sha256: null,
        message: expect.stringMatching(
          /^“listings.csv” is still growing: the \d+ bytes that were there when its sweep began were searched. Sweep it again when it is complete. What was found is kept.$/,
        ) as string,
      },
      { state: 'done' },
    ])
    const { rows } = await test.call('findings.list', { limit: 5 })
    expect(rows.map(({ sealed }) => sealed)).toEqual([false, false, false, false, false])
    await test.dispose()
  })

  it('fails when it was changed before its turn', async () => {
    const test = await openSweepCore([{ isrc: null, title: 'A', artist: 'B' }])
    const paths = ['first.csv', 'second.csv'].map((name) => join(folder, name))
    for (const path of paths) writeFileSync(path, 'title,artist\nA,B\n')
    const { sweepId, jobId } = await test.call('sweeps.start', { paths })
    utimesSync(paths[1]!, new Date(), new Date(2020, 1, 1))
    await test.finished(jobId)
    const { files } = await test.call('sweeps.get', { sweepId })
    expect(files).toMatchObject([
      { state: 'done', findings: 1 },
      { state: 'failed', findings: 0 },
    ])
    await test.dispose()
  })
})

it('a recording deleted while the sweep runs gets no findings and does no harm', async () => {
  const test = await coreThatActs(({ folder: workspace }) => {
    withStore(workspace, (db) => {
      db.pragma('foreign_keys = ON')
      db.exec('DELETE FROM recording WHERE id NOT IN (SELECT recording_id FROM finding)')
    })
  })
  addRecordings(test.folder, [{ isrc: 'GBAYE0000009', title: 'Never found', artist: 'Nobody' }])
  const { jobId } = await test.call('sweeps.start', { paths: [listings] })
  expect((await test.finished(jobId)).state).toBe('done')
  const left = new Set(storedFindings(test.folder).map(({ recordingId }) => recordingId))
  expect(storedFindings(test.folder)).toEqual(whole.filter(({ recordingId }) => left.has(recordingId)))
  await test.dispose()
})

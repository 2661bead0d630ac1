import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addRecordings, storedFindings } from '../../fixtures/sweep/swept-workspace.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { canMount, mountSmallDisk, needsMounts, type SmallDisk } from './small-disk.ts'
import { expectFullDisk, expectSound, refusal, valueIn } from './sound-store.ts'

const mounts = canMount()
const hits = 1200
let disk: SmallDisk
let files: string
let listings: string
let core: TestCore

beforeEach(async ({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(16)
  files = mkdtempSync(join(tmpdir(), 'refrain-full-sweep-'))
  listings = join(files, 'listings.csv')
  const lines = Array.from(
    { length: hits },
    (_, row) => `USS1Z9900001,Row ${String(row)},Anyone,https://a.example/${String(row)}`,
  )
  writeFileSync(listings, `isrc,title,artist,url\n${lines.join('\n')}\n`)
  await open()
  addRecordings(core.folder, [{ isrc: 'USS1Z9900001', title: 'Harbour Lights', artist: 'Luna Vale' }])
})
afterEach(async () => {
  if (!mounts) return
  disk.free()
  try {
    await core.close()
  } finally {
    disk.remove()
    rmSync(files, { recursive: true, force: true })
  }
})

async function open(): Promise<void> {
  core = await openTestCore({ workspace: join(disk.folder, 'workspace') })
}

const rowsFound = () => storedFindings(core.folder).map(({ row }) => row)
const everyRow = Array.from({ length: hits }, (_, row) => row + 1)
const sealed = () => valueIn(core.folder, 'SELECT count(*) FROM evidence_record')

async function expectComplete(sweepId: number): Promise<void> {
  expect(rowsFound()).toEqual(everyRow)
  expect(sealed()).toBe(hits)
  const swept = await core.call('sweeps.get', { sweepId })
  expect(swept).toMatchObject({ state: 'done', rows: hits, findings: hits, recordings: 1 })
  await expectSound(core)
}

describe('a sweep whose workspace has no room left', () => {
  it('fails in words, keeps what it found, and goes on where it was', async () => {
    disk.leave(0)
    expectFullDisk(await refusal(() => core.call('sweeps.start', { paths: [listings] })))
    expect(await core.call('sweeps.list', {})).toEqual({ sweeps: [] })
    disk.free()
    const { sweepId, jobId } = await core.call('sweeps.start', { paths: [listings] })
    let found = 0
    for (const room of [262_144, 786_432]) {
      disk.leave(room)
      if (found > 0) await core.call('jobs.resume', { jobId })
      const job = await core.finished(jobId)
      expect(job).toMatchObject({ state: 'failed', resumable: true })
      expectFullDisk(job.error)
      // Each row at most once, from the beginning, and none is lost again.
      expect(rowsFound()).toEqual(everyRow.slice(0, rowsFound().length))
      expect(rowsFound().length).toBeGreaterThan(found)
      found = rowsFound().length
      await expectSound(core)
      disk.free()
    }
    await core.call('jobs.resume', { jobId })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
    await expectComplete(sweepId)
  })

  it('is taken up by the next start when the disk stayed full until the end', async () => {
    const { sweepId, jobId } = await core.call('sweeps.start', { paths: [listings] })
    disk.leave(0)
    expectFullDisk((await core.finished(jobId)).error)
    await core.close()
    disk.free()
    await open()
    const job = await core.finished(jobId)
    if (job.state === 'failed') await core.call('jobs.resume', { jobId })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
    await expectComplete(sweepId)
  })
})

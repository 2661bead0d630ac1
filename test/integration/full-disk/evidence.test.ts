import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesFor, completeCase } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { canMount, filesIn, mountSmallDisk, needsMounts, type SmallDisk } from './small-disk.ts'
import { expectFullDisk, expectSound, refusal, rooms, valueIn } from './sound-store.ts'

const mounts = canMount()
const urls = ['https://files.tunevault.example/d/1/song.mp3', 'https://files.tunevault.example/d/2/song.mp3']
let disk: SmallDisk
let elsewhere: string
let core: TestCore
let caseId: number
let findingId: number
let noticeId: number

/** A case with a notice that lacks nothing. */
async function openWithCase(workspace: string): Promise<void> {
  core = await openTestCore({ workspace })
  const seed = openSeed(workspace)
  const [detail] = await casesFor(core, seed, urls).finally(() => {
    seed.close()
  })
  caseId = detail!.id
  findingId = detail!.itemsList[0]!.findingId
  noticeId = (await completeCase(core, caseId)).id
}

beforeEach(({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(8)
  elsewhere = mkdtempSync(join(tmpdir(), 'refrain-full-evidence-'))
})
afterEach(async () => {
  if (!mounts) return
  disk.free()
  try {
    await core.close()
  } finally {
    disk.remove()
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

function file(name: string, bytes: number): string {
  const path = join(elsewhere, name)
  writeFileSync(path, Buffer.alloc(bytes, name))
  return path
}

const count = (table: string) => valueIn(core.folder, `SELECT count(*) FROM ${table}`)
const kept = () => [
  ...['object', 'evidence_record', 'custody_event', 'notice_export'].map(count),
  filesIn(join(core.folder, 'objects')),
]
/** One turn later, when the mark of a stored object is settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** What makes a bundle of 600 KB, and its zip as large again. */
const attachProof = () => core.call('evidence.attach', { findingId, path: file('proof.png', 600_000) })

async function exportBundle(folder: string) {
  const { jobId } = await core.call('bundle.export', { caseId, folder })
  return core.finished(jobId)
}

describe('when the disk with the workspace is full', () => {
  beforeEach(async () => {
    if (mounts) await openWithCase(join(disk.folder, 'workspace'))
  })

  it('an attachment is taken in and sealed, or leaves nothing', async () => {
    let refused = 0
    for (const [round, room] of [0, 65_536, 303_104, 311_296].entries()) {
      const path = file(`proof-${String(round)}.png`, 300_000)
      const before = kept()
      disk.leave(room)
      const error = await refusal(() => core.call('evidence.attach', { findingId, path }))
      if (error === null) continue
      refused++
      expectFullDisk(error)
      expect(kept()).toEqual(before)
      await expectSound(core)
    }
    expect(refused).toBeGreaterThan(2)
    disk.free()
    await core.call('evidence.attach', { findingId, path: file('proof-0.png', 300_000) })
    await expectSound(core)
  })

  it.each(['txt', 'pdf'] as const)('a notice as %s is exported and recorded, or neither', async (format) => {
    const path = join(elsewhere, `notice.${format}`)
    let refused = 0
    for (const old of [null, 'what was there before']) {
      for (const room of format === 'txt' ? rooms : rooms.filter((_, index) => index % 3 === 0)) {
        if (old === null) rmSync(path, { force: true })
        else writeFileSync(path, old)
        const before = kept()
        const files = filesIn(elsewhere)
        disk.leave(room)
        const error = await refusal(() => core.call('notices.export', { noticeId, format, path }))
        await settled()
        if (error === null) continue
        refused++
        expectFullDisk(error)
        expect(filesIn(elsewhere)).toEqual(files)
        if (old !== null) expect(readFileSync(path, 'utf8')).toBe(old)
        expect(kept()).toEqual(before)
      }
    }
    expect(refused).toBeGreaterThan(0)
    disk.free()
    const { bytes } = await core.call('notices.export', { noticeId, format, path })
    expect(readFileSync(path)).toHaveLength(bytes)
    expect(filesIn(elsewhere).filter((name) => name.startsWith('.'))).toEqual([])
    await expectSound(core)
  })

  it('a bundle that lies complete elsewhere says so, and is logged when it is exported again', async () => {
    const target = join(elsewhere, 'bundles')
    mkdirSync(target)
    await attachProof()
    disk.leave(0)
    const first = await refusal(() => exportBundle(target))
    // The job itself cannot be noted.
    expectFullDisk(first)
    expect(readdirSync(target)).toEqual([])
    const error = await exportWithoutLog(target)
    expectFullDisk(error)
    expect(error.message).toContain('lies complete in “evidence-')
    const files = filesIn(target)
    disk.free()
    expect(await exportBundle(target)).toMatchObject({ state: 'done', result: { aside: [] } })
    expect(filesIn(target)).toEqual(files)
    expect(valueIn(core.folder, "SELECT count(*) FROM custody_event WHERE action = 'bundle.exported'")).toBe(
      1,
    )
    await expectSound(core)
  })

  /** Starts an export and takes the last room away before it is logged. */
  async function exportWithoutLog(target: string) {
    disk.free()
    const { jobId } = await core.call('bundle.export', { caseId, folder: target })
    for (;;) {
      const { state } = await core.call('jobs.get', { jobId })
      if (state === 'running') break
      await settled()
    }
    disk.leave(0)
    const job = await core.finished(jobId)
    expect(job.state).toBe('failed')
    return job.error!
  }
})

describe('when the disk that is written to is full', () => {
  beforeEach(async () => {
    if (mounts) await openWithCase(join(elsewhere, 'workspace'))
  })
  const left = () => filesIn(disk.folder)

  it.each(['txt', 'pdf'] as const)(
    'a notice as %s leaves the old file or the whole new one',
    async (format) => {
      const path = join(disk.folder, `notice.${format}`)
      let refused = 0
      for (const old of [null, 'what was there before']) {
        for (const room of format === 'txt' ? rooms : rooms.filter((_, index) => index % 3 === 0)) {
          disk.free()
          if (old === null) rmSync(path, { force: true })
          else writeFileSync(path, old)
          const before = [kept(), left()]
          disk.leave(room)
          const error = await refusal(() => core.call('notices.export', { noticeId, format, path }))
          await settled()
          if (error === null) continue
          refused++
          expectFullDisk(error)
          expect(error.message).toContain(`“notice.${format}”`)
          expect([kept(), left()]).toEqual(before)
          if (old !== null) expect(readFileSync(path, 'utf8')).toBe(old)
        }
      }
      expect(refused).toBeGreaterThan(0)
      disk.free()
      const { bytes } = await core.call('notices.export', { noticeId, format, path })
      expect(readFileSync(path)).toHaveLength(bytes)
      expect(left()).toEqual([`notice.${format}`])
      await expectSound(core)
    },
  )

  it('a bundle leaves nothing, whatever part of it there was room for', async () => {
    const target = join(disk.folder, 'bundles')
    mkdirSync(target)
    await attachProof()
    const events = count('custody_event')
    let jobId = 0
    // Room for no folder, for half the folder, for the folder and half the zip.
    for (const room of [0, 331_776, 983_040]) {
      disk.leave(room)
      const job = await exportBundle(target)
      expect(job).toMatchObject({ state: 'failed', resumable: true })
      expectFullDisk(job.error)
      expect(job.error!.message).toContain('“bundles”')
      expect(readdirSync(target)).toEqual([])
      expect(count('custody_event')).toBe(events)
      jobId = job.id
    }
    disk.free()
    await core.call('jobs.resume', { jobId })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
    const [folder] = readdirSync(target).filter((name) => !name.endsWith('.zip'))
    const verification = await core.call('bundle.verify', { path: join(target, folder!) })
    expect(await core.finished(verification.jobId)).toMatchObject({ result: { integrity: 'intact' } })
    await expectSound(core)
  })
})

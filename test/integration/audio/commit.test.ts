import BetterSqlite from 'better-sqlite3'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id3Text, id3v2, mp3 } from '../../support/audio-bytes.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'

const files = 300
let core: TestCore
let music: string
beforeEach(async () => {
  music = mkdtempSync(join(tmpdir(), 'refrain-music-'))
  mkdirSync(join(music, 'album'))
  for (let n = 1; n <= files; n++) {
    const front = id3v2(3, [
      ['TIT2', id3Text(`Song ${n}`)],
      ['TPE1', id3Text('Luna Vale')],
      ['TALB', id3Text('Salt and Copper')],
      ['TRCK', id3Text(String(n))],
    ])
    writeFileSync(join(music, 'album', `${n}.mp3`), mp3({ front }))
  }
  core = await openTestCore()
})
afterEach(async () => {
  await core.dispose()
  rmSync(music, { recursive: true, force: true })
})

async function scan(): Promise<number> {
  const { scanId, jobId } = await core.call('audio.scan', { path: music })
  expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
  return scanId
}

const total = async () => (await core.call('recordings.list', { limit: 1 })).total

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 1))
}

/** Begins a commit and keeps it from writing, as another program would that has the store locked, until released. */
async function heldCommit(scanId: number) {
  const { jobId } = await core.call('audio.commit', { scanId })
  await until(async () => (await core.call('jobs.get', { jobId })).state === 'running')
  const other = new BetterSqlite(join(core.folder, 'refrain.sqlite3'))
  other.exec('BEGIN IMMEDIATE')
  return {
    jobId,
    release: () => {
      other.exec('ROLLBACK')
      other.close()
    },
  }
}

describe('committing a folder of many files', () => {
  test('the core answers meanwhile, refuses to do it twice, and one undo takes it all back', async () => {
    const scanId = await scan()
    const { jobId, release } = await heldCommit(scanId)
    expect(await core.call('audio.scanGet', { scanId })).toMatchObject({
      state: 'scanned',
      commitJobId: jobId,
    })
    expect((await core.call('audio.preview', { scanId })).counts.create).toBe(files)
    expect(await total()).toBe(0)
    expect((await core.call('jobs.get', { jobId })).state).toBe('running')
    release()
    expect(await core.finished(jobId)).toMatchObject({
      state: 'done',
      subjectId: scanId,
      progress: { unit: 'files', total: files },
      result: { create: files, newReleases: 1 },
    })
    expect(await core.call('audio.scanGet', { scanId })).toMatchObject({
      state: 'committed',
      commitJobId: null,
    })
    expect(await total()).toBe(files)
    const announced = core.events.flatMap(({ name, payload }) =>
      name === 'data.changed' && 'tables' in payload ? payload.tables : [],
    )
    expect(announced).toEqual(expect.arrayContaining(['recordings', 'releases', 'undo']))
    await expect(core.call('audio.commit', { scanId })).rejects.toMatchObject({ code: 'CONFLICT' })

    await core.call('undo.undo', {})
    expect(await total()).toBe(0)
    expect((await core.call('releases.list', {})).total).toBe(0)
    expect((await core.call('audio.scanGet', { scanId })).state).toBe('scanned')
  })

  test('while it waits its turn or runs, neither a second commit nor discarding it is possible', async () => {
    const scanId = await scan()
    const { jobId } = await core.call('audio.commit', { scanId })
    const tries = await Promise.allSettled([
      core.call('audio.commit', { scanId }),
      core.call('audio.discard', { scanId }),
    ])
    await core.finished(jobId)
    for (const outcome of tries) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    }
    expect(await total()).toBe(files)
  })

  test('cancelled it stores nothing and can be done again', async () => {
    const scanId = await scan()
    const before = await core.call('undo.state', {})
    const { jobId, release } = await heldCommit(scanId)
    await core.call('jobs.cancel', { jobId })
    release()
    expect((await core.finished(jobId)).state).toBe('cancelled')
    expect(await total()).toBe(0)
    expect((await core.call('releases.list', {})).total).toBe(0)
    expect(await core.call('undo.state', {})).toEqual(before)
    expect(await core.call('audio.scanGet', { scanId })).toMatchObject({
      state: 'scanned',
      commitJobId: null,
    })
    const again = await core.call('audio.commit', { scanId })
    expect((await core.finished(again.jobId)).state).toBe('done')
    expect(await total()).toBe(files)
  })

  test('the end of the program takes it back; afterwards it can be done again', async () => {
    const scanId = await scan()
    const { jobId, release } = await heldCommit(scanId)
    const { folder } = core
    const closing = core.close()
    release()
    await closing
    core = await openTestCore({ workspace: folder })
    expect((await core.call('jobs.get', { jobId })).state).toBe('interrupted')
    expect(await core.call('audio.scanGet', { scanId })).toMatchObject({
      state: 'scanned',
      commitJobId: null,
    })
    expect(await total()).toBe(0)
    const again = await core.call('audio.commit', { scanId })
    expect((await core.finished(again.jobId)).state).toBe('done')
    expect(await total()).toBe(files)
  })

  test('a folder whose files are all known already leaves no step to undo', async () => {
    const first = await core.call('audio.commit', { scanId: await scan() })
    await core.finished(first.jobId)
    const before = await core.call('undo.state', {})
    const scanId = await scan()
    const { jobId } = await core.call('audio.commit', { scanId })
    expect(await core.finished(jobId)).toMatchObject({ state: 'done', result: { create: 0, link: 0 } })
    expect((await core.call('audio.scanGet', { scanId })).state).toBe('committed')
    expect(await core.call('undo.state', {})).toEqual(before)
    expect(await total()).toBe(files)
  })
})

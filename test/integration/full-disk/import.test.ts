import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { commit, preview } from '../catalog/support.ts'
import { canMount, mountSmallDisk, needsMounts, type SmallDisk } from './small-disk.ts'
import { expectFullDisk, expectSound, refusal, valueIn } from './sound-store.ts'

const mounts = canMount()
const rows = 1500
let disk: SmallDisk
let files: string
let catalogue: string
let core: TestCore

beforeEach(async ({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(12)
  files = mkdtempSync(join(tmpdir(), 'refrain-full-import-'))
  catalogue = join(files, 'catalogue.csv')
  const lines = Array.from({ length: rows }, (_, row) => {
    const number = String(row).padStart(5, '0')
    return `Song ${number} of the long winter,Luna Vale,QZABC26${number},3:01,Album ${String(row % 100)},2026`
  })
  writeFileSync(catalogue, `Title,Artist,ISRC,Duration,Album,Year\n${lines.join('\n')}\n`)
  core = await openTestCore({ workspace: join(disk.folder, 'workspace') })
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

const count = (table: string) => valueIn(core.folder, `SELECT count(*) FROM ${table}`)
const written = () =>
  ['recording', 'release', 'track', 'identifier', 'import_change', 'undo_entry', 'recording_search'].map(
    count,
  )
const drafts = () => readdirSync(join(core.folder, 'temporary'))
const batchState = async (importId: number) => (await core.call('imports.get', { importId })).state

/** Makes room, as the artist would, and does something else. */
async function makeRoom(): Promise<void> {
  disk.free()
  await core.call('settings.set', { key: 'grid.density', value: 'comfortable' })
}

describe('an import on a disk that fills up', () => {
  // From no room at all to what lasts until the middle of the work.
  it('while it reads leaves nothing of it, and succeeds when there is room', async () => {
    const before = written()
    const { dialect, mapping } = await core.call('imports.inspect', { path: catalogue })
    for (const room of [0, 32_768, 131_072]) {
      disk.leave(room)
      const refused = await refusal(async () => {
        const { jobId } = await core.call('imports.preview', { path: catalogue, dialect, mapping })
        const job = await core.finished(jobId)
        expect(job.state).toBe('failed')
        expectFullDisk(job.error)
      })
      if (refused !== null) expectFullDisk(refused)
      expect(written()).toEqual(before)
      expect(drafts()).toEqual([])
      await expectSound(core)
    }
    await makeRoom()
    const { importId, batch } = await preview(core, catalogue)
    expect(batch).toMatchObject({ state: 'previewed', counts: { create: rows, rejected: 0 } })
    expect(await commit(core, importId)).toMatchObject({ state: 'done' })
    expect(count('recording')).toBe(rows)
    const { imports } = await core.call('imports.list', {})
    expect(imports.filter(({ state }) => state === 'previewing')).toEqual([])
    await expectSound(core)
  })

  it('while it writes changes nothing, and the same preview is written when there is room', async () => {
    const { importId } = await preview(core, catalogue)
    for (const room of [0, 32_768, 393_216]) {
      const before = written()
      disk.leave(room)
      const refused = await refusal(async () => {
        const job = await commit(core, importId)
        expect(job.state).toBe('failed')
        expectFullDisk(job.error)
      })
      if (refused !== null) expectFullDisk(refused)
      expect(written()).toEqual(before)
      await expectSound(core)
      await makeRoom()
      expect(await batchState(importId)).toBe('previewed')
    }
    expect(await commit(core, importId)).toMatchObject({ state: 'done' })
    expect(await batchState(importId)).toBe('committed')
    expect(count('recording')).toBe(rows)
    expect(drafts()).toEqual([])
    await expectSound(core)
    await core.call('undo.undo', {})
    expect(count('recording')).toBe(0)
  })
})

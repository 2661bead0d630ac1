import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../electron/core/index.ts'
import { testResources } from '../../support/resources.ts'
import type { RefrainError } from '../../../shared/errors.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { commit, preview } from '../catalog/support.ts'
import { canMount, filesIn, mountSmallDisk, needsMounts, type SmallDisk } from '../full-disk/small-disk.ts'
import { expectSound, refusal } from '../full-disk/sound-store.ts'

const mounts = canMount()
let disk: SmallDisk
let workspace: string
let core: TestCore | null

beforeEach(async ({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(16)
  workspace = join(disk.folder, 'workspace')
  core = null
  await open()
  await core!.call('recordings.create', { title: 'Harbour Lights', artist: 'Luna Vale' })
})
afterEach(async () => {
  if (!mounts) return
  disk.thaw()
  try {
    await core?.close()
  } finally {
    disk.remove()
  }
})

async function open(options: Parameters<typeof openTestCore>[0] = {}): Promise<void> {
  await core?.close()
  core = null
  core = await openTestCore({ workspace, ...options })
}

async function close(): Promise<void> {
  await core?.close()
  core = null
}

/** Names and sums of everything in the workspace. */
function contents(): readonly (readonly [string, string])[] {
  return filesIn(workspace).map((name) => {
    const content = readFileSync(join(workspace, name))
    return [name, createHash('sha256').update(content).digest('hex')]
  })
}

function expectReadOnly(error: RefrainError | null, folder: string): void {
  expect(error).toMatchObject({ code: 'READ_ONLY' })
  expect(error?.message).toContain(`“${folder}”`)
  expect(error?.message).toContain('Nothing was changed')
  expect(error?.message).toMatch(/Make the folder writable, or copy it elsewhere/)
}

describe('a workspace on a read-only disk', () => {
  it('is refused by name and untouched, and opens as it was once the disk is writable', async () => {
    await close()
    const before = contents()
    const view = disk.readOnly(workspace)
    for (const create of [true, false]) {
      expectReadOnly(await refusal(() => open({ workspace: view, create })), view)
    }
    expect(contents()).toEqual(before)
    await open()
    expect((await core!.call('recordings.list', {})).total).toBe(1)
    await expectSound(core!)
  })

  it('left by a crash is refused too, and loses nothing', async () => {
    const [store, log] = ['refrain.sqlite3', 'refrain.sqlite3-wal'].map((name) =>
      readFileSync(join(workspace, name)),
    )
    await close()
    writeFileSync(join(workspace, 'refrain.sqlite3'), store!)
    writeFileSync(join(workspace, 'refrain.sqlite3-wal'), log!)
    const before = contents()
    const view = disk.readOnly(workspace)
    expectReadOnly(await refusal(() => open({ workspace: view })), view)
    expect(contents()).toEqual(before)
    await open()
    expect((await core!.call('recordings.list', {})).total).toBe(1)
  })

  it('that must be migrated is refused before anything is tried', async () => {
    await close()
    const migrations = join(disk.folder, 'migrations')
    mkdirSync(migrations)
    const from = testResources().migrations
    const known = readdirSync(from).filter((name) => name.endsWith('.sql'))
    for (const name of known) copyFileSync(join(from, name), join(migrations, name))
    writeFileSync(
      join(migrations, `${String(known.length + 1).padStart(4, '0')}_planted.sql`),
      'CREATE TABLE planted (x);',
    )
    const before = contents()
    const view = disk.readOnly(workspace)
    const resources = { ...testResources(), migrations }
    expectReadOnly(await refusal(() => open({ workspace: view, resources })), view)
    expect(contents()).toEqual(before)
  })

  it('is not made', async () => {
    const place = join(disk.folder, 'empty')
    mkdirSync(place)
    const view = disk.readOnly(place)
    for (const folder of [view, join(view, 'music', 'workspace')]) {
      expectReadOnly(await refusal(() => open({ workspace: folder })), folder)
    }
    expect(readdirSync(place)).toEqual([])
  })

  it('is not restored', async () => {
    await core!.call('workspace.backup', {})
    await close()
    const damaged = readFileSync(join(workspace, 'refrain.sqlite3')).fill(0x5a, 8192, 28_192)
    writeFileSync(join(workspace, 'refrain.sqlite3'), damaged)
    const before = contents()
    const view = disk.readOnly(workspace)
    const restore = (folder: string) =>
      restoreBackup({ workspace: folder, clock: () => Date.now(), sqliteBinding: null })
    expectReadOnly(await refusal(() => restore(view)), view)
    expect(contents()).toEqual(before)
    restore(workspace)
    await open()
    expect((await core!.call('recordings.list', {})).total).toBe(1)
  })
})

describe('a workspace of which a part is read-only', () => {
  it.each(['refrain.sqlite3', 'refrain.lock.sqlite3'])('is refused when that is %s', async (name) => {
    await close()
    const before = contents()
    disk.freeze(join(workspace, name))
    expectReadOnly(await refusal(() => open()), workspace)
    disk.thaw()
    expect(contents()).toEqual(before)
    await open()
    await expectSound(core!)
  })

  it('keeps no part of an attachment when that is the store of files', async () => {
    const seed = openSeed(workspace)
    const findingId = seed.finding()
    seed.close()
    const path = join(disk.folder, 'proof.png')
    writeFileSync(path, 'proof')
    disk.freeze(join(workspace, 'objects'))
    expect(await refusal(() => core!.call('evidence.attach', { findingId, path }))).toMatchObject({
      code: 'READ_ONLY',
    })
    expect((await core!.call('findings.get', { findingId })).evidence).toEqual([])
    await expectSound(core!)
    disk.thaw()
    expect(await core!.call('evidence.attach', { findingId, path })).toMatchObject({
      sourceName: 'proof.png',
    })
  })

  it('says so when a backup is asked for, and closes all the same', async () => {
    disk.freeze(join(workspace, 'backups'))
    expect(await refusal(() => core!.call('workspace.backup', {}))).toMatchObject({ code: 'READ_ONLY' })
    await core!.close()
    expect(core!.logLines.join('\n')).toContain('backup on close failed')
    expect(existsSync(join(workspace, 'refrain.lock'))).toBe(false)
    disk.thaw()
    await open()
    expect((await core!.call('workspace.backup', {})).bytes).toBeGreaterThan(0)
  })

  it('imports nothing when that is the folder for drafts, and everything afterwards', async () => {
    const path = join(disk.folder, 'catalogue.csv')
    writeFileSync(path, 'Title,Artist\nPaper Moon,Luna Vale\n')
    disk.freeze(join(workspace, 'temporary'))
    const { job } = await preview(core!, path)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'READ_ONLY' } })
    expect((await core!.call('recordings.list', {})).total).toBe(1)
    disk.thaw()
    const { importId } = await preview(core!, path)
    expect(await commit(core!, importId)).toMatchObject({ state: 'done' })
    expect((await core!.call('recordings.list', {})).total).toBe(2)
  })
})

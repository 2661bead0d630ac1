import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../electron/core/index.ts'
import { testResources } from '../../support/resources.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'
import { canMount, filesIn, mountSmallDisk, needsMounts, type SmallDisk } from './small-disk.ts'
import { expectFullDisk, expectSound, refusal, rooms, valueIn } from './sound-store.ts'

const mounts = canMount()
let disk: SmallDisk
let workspace: string
let core: TestCore | null

beforeEach(({ skip }) => {
  if (!mounts) skip(needsMounts)
  disk = mountSmallDisk(8)
  workspace = join(disk.folder, 'music', 'workspace')
  core = null
})
afterEach(async () => {
  if (!mounts) return
  disk.free()
  try {
    await core?.close()
  } finally {
    disk.remove()
  }
})

async function open(options: Parameters<typeof openTestCore>[0] = {}): Promise<TestCore> {
  core = await openTestCore({ workspace, ...options })
  return core
}

const backups = () => readdirSync(join(workspace, 'backups'))

describe('making a workspace on a full disk', () => {
  it.each([...rooms, 262_144, 524_288, 786_432])(
    'with %i bytes left is refused by name, or done; nothing half-made stays',
    async (room) => {
      disk.leave(room)
      const error = await refusal(() => open())
      if (error !== null) {
        expectFullDisk(error)
        expect(error.message).toContain(`“${workspace}”`)
        expect(readdirSync(disk.folder).filter((name) => name !== 'ballast.bin')).toEqual([])
        disk.free()
        await open()
      }
      disk.free()
      await core!.call('recordings.create', { title: 'Harbour Lights', artist: 'Luna Vale' })
      await expectSound(core!)
    },
  )

  it('leaves what lay in the folder before', async () => {
    mkdirSync(join(workspace, 'objects'), { recursive: true })
    writeFileSync(join(workspace, 'objects', 'mine.txt'), 'mine')
    disk.leave(65_536)
    expectFullDisk(await refusal(() => open()))
    expect(filesIn(workspace)).toEqual(['objects/mine.txt'])
    expect(readdirSync(workspace)).toEqual(['objects'])
  })

  it('with the sample leaves nothing of it', async () => {
    disk.leave(1_572_864)
    expectFullDisk(await refusal(() => open({ sample: true })))
    expect(readdirSync(disk.folder).filter((name) => name !== 'ballast.bin')).toEqual([])
  })
})

describe('an existing workspace on a full disk', () => {
  beforeEach(async () => {
    if (!mounts) return
    await open()
    await core!.call('recordings.create', { title: 'Harbour Lights', artist: 'Luna Vale' })
    await core!.close()
    core = null
  })

  const store = () => readFileSync(join(workspace, 'refrain.sqlite3'))

  it.each(rooms)('is opened or refused by name with %i bytes left, and is as it was', async (room) => {
    disk.leave(room)
    const error = await refusal(() => open())
    if (error !== null) {
      expectFullDisk(error)
      expect(error.message).toContain(`“${workspace}”`)
      disk.free()
      await open()
    }
    expect((await core!.call('recordings.list', {})).total).toBe(1)
    await expectSound(core!)
  })

  it('is closed without a failure when nothing more can be written, and checked at the next start', async () => {
    await open()
    await core!.call('recordings.create', { title: 'Paper Moon', artist: 'Luna Vale' })
    const before = backups()
    disk.leave(0)
    await core!.close()
    expect(backups()).toEqual(before)
    expect(core!.logLines.join('\n')).toContain('backup on close failed')
    expect(existsSync(join(workspace, 'refrain.lock'))).toBe(false)
    disk.free()
    await open()
    expect((await core!.call('recordings.list', {})).total).toBe(2)
    await expectSound(core!)
    await core!.call('recordings.create', { title: 'Low Tide', artist: 'Luna Vale' })
    await core!.close()
    expect(backups()).not.toEqual(before)
  })

  describe('that must be migrated', () => {
    const migrations = () => {
      const folder = join(disk.folder, 'migrations')
      mkdirSync(folder, { recursive: true })
      const from = testResources().migrations
      const known = readdirSync(from).filter((name) => name.endsWith('.sql'))
      for (const name of known) copyFileSync(join(from, name), join(folder, name))
      const next = String(known.length + 1).padStart(4, '0')
      const filled = 'CREATE TABLE planted (content BLOB); INSERT INTO planted VALUES (randomblob(1000000));'
      writeFileSync(join(folder, `${next}_planted.sql`), filled)
      return { ...testResources(), migrations: folder }
    }

    // No room for the backup, for the copy it is tried on, for the migration on the copy.
    it.each([65_536, 655_360, 1_310_720])('stays as it was with %i bytes left', async (room) => {
      const resources = migrations()
      const before = { store: store(), backups: backups() }
      disk.leave(room)
      for (let attempt = 0; attempt < 2; attempt++) {
        expectFullDisk(await refusal(() => open({ resources })))
        expect({ store: store(), backups: backups() }).toEqual(before)
        expect(readdirSync(join(workspace, 'temporary'))).toEqual([])
      }
      disk.free()
      await open({ resources })
      expect(valueIn(workspace, 'SELECT count(*) FROM planted')).toBe(1)
      expect(backups().filter((name) => name.includes('before-version'))).toHaveLength(1)
      await expectSound(core!)
    })
  })

  describe('that is damaged', () => {
    const restore = () =>
      restoreBackup({ workspace, clock: () => Date.now(), sqliteBinding: null, evenIfSound: true })

    it.each([0, 4096, 131_072, 655_360])('is not touched by a restore with %i bytes left', async (room) => {
      const content = store().fill(0x5a, 8192, 28_192)
      writeFileSync(join(workspace, 'refrain.sqlite3'), content)
      const before = filesIn(workspace)
      disk.leave(room)
      const error = await refusal(restore)
      if (error !== null) {
        expectFullDisk(error)
        expect(error.message).toContain(`“${workspace}”`)
        expect(filesIn(workspace)).toEqual(before)
        expect(store()).toEqual(content)
        disk.free()
        restore()
      }
      await open()
      expect((await core!.call('recordings.list', {})).total).toBe(1)
      await expectSound(core!)
    })

    it('is not put back without the codes that were handed out since, at any amount of room', async () => {
      await open()
      await core!.call('isrc.blockAdd', { prefix: 'QZABC', from: 0, to: 999 })
      await core!.close()
      await open()
      const seed = openSeed(workspace)
      const at = '2026-11-22T10:00:00.000Z'
      seed.db.transaction(() => {
        for (let number = 0; number < 900; number++) {
          seed.db
            .prepare(
              "INSERT INTO isrc_ledger (isrc, state, recording_title, reason, at) VALUES (?, 'assigned', 'Song', '', ?)",
            )
            .run(`QZABC26${String(number).padStart(5, '0')}`, at)
        }
      })()
      seed.close()
      const dirty = ['refrain.sqlite3', 'refrain.sqlite3-wal'].map((name) =>
        readFileSync(join(workspace, name)),
      )
      await core!.close()
      // As a crash leaves it: the newest codes are in the write-ahead log only and in no backup.
      writeFileSync(join(workspace, 'refrain.sqlite3'), dirty[0]!)
      writeFileSync(join(workspace, 'refrain.sqlite3-wal'), dirty[1]!)
      const size = readFileSync(join(workspace, 'backups', backups()[0]!)).length
      let refused = 0
      for (const room of [0, 8192, 32_768, 65_536, 98_304, 131_072, 262_144]) {
        disk.leave(size + room)
        const error = await refusal(restore)
        if (error === null) break
        refused++
        expectFullDisk(error)
      }
      expect(refused).toBeGreaterThan(0)
      disk.free()
      if (valueIn(workspace, 'SELECT count(*) FROM isrc_ledger') !== 900) restore()
      await open()
      const { blocks } = await core!.call('isrc.blocks', {})
      expect(valueIn(workspace, 'SELECT count(*) FROM isrc_ledger')).toBe(900)
      expect(blocks).toMatchObject([{ nextIsrc: 'QZABC2600900' }])
    })
  })
})

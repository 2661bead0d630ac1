import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseLocations, coreLaunch, findSqliteBinding } from './locations.ts'
import type { WindowLaunch } from './launch.ts'

const launch: WindowLaunch = { mode: 'window', workspace: null, demo: false, dataFolder: null }
const choose = (difference: Partial<WindowLaunch>) =>
  chooseLocations({ ...launch, ...difference }, '/home/a/.config/Refrain', '/opt/refrain')

describe('chooseLocations', () => {
  it("uses the app's own workspace by default", () => {
    const places = choose({})
    expect(places.workspace).toBe(resolve('/home/a/.config/Refrain/workspace'))
    expect(places.logs).toBe(resolve('/home/a/.config/Refrain/logs'))
    expect(places.exports).toBe(join(places.workspace, 'exports'))
    expect(places.out).toBe(join('/opt/refrain', 'out'))
  })

  it('has a place of its own for the sample workspace', () => {
    expect(choose({ demo: true, dataFolder: '/data' }).workspace).toBe(resolve('/data/demo-workspace'))
  })

  it('has one profile for each workspace, however its path is written', () => {
    expect(choose({ workspace: '/music/a/../b/' }).instance).toBe(choose({ workspace: '/music/b' }).instance)
    expect(choose({ workspace: '/music/a' }).instance).not.toBe(choose({ workspace: '/music/b' }).instance)
  })
})

describe('coreLaunch', () => {
  it.each<[Partial<WindowLaunch>, boolean, boolean]>([
    [{}, true, false],
    [{ demo: true }, true, true],
    [{ workspace: '/music' }, false, false],
    [{ workspace: '/music', demo: true }, true, true],
  ])('for %j creates: %s, sample: %s', (difference, create, sample) => {
    const wanted = { ...launch, ...difference }
    expect(coreLaunch(wanted, choose(difference), '1.0.0', null, null)).toMatchObject({ create, sample })
  })
})

describe('findSqliteBinding', () => {
  it('prefers the configured build, then the packaged one, then none', () => {
    const resources = mkdtempSync(join(tmpdir(), 'refrain-resources-'))
    try {
      expect(findSqliteBinding({}, null)).toBeNull()
      expect(findSqliteBinding({}, resources)).toBeNull()
      mkdirSync(join(resources, 'native'))
      writeFileSync(join(resources, 'native', 'better_sqlite3.node'), '')
      expect(findSqliteBinding({}, resources)).toBe(join(resources, 'native', 'better_sqlite3.node'))
      expect(findSqliteBinding({ REFRAIN_SQLITE_BINDING: '/x.node' }, resources)).toBe('/x.node')
      expect(findSqliteBinding({ REFRAIN_SQLITE_BINDING: '' }, null)).toBeNull()
    } finally {
      rmSync(resources, { recursive: true, force: true })
    }
  })
})

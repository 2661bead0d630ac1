import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkManifest, describeFolder, writeManifest } from '../../../scripts/setup/manifest.mjs'

let root: string
let dist: string
let manifest: string

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'refrain-manifest-'))
  dist = path.join(root, 'dist')
  manifest = path.join(root, 'manifest.json')
  await mkdir(path.join(dist, 'locales'), { recursive: true })
  await writeFile(path.join(dist, 'program'), 'binary', { mode: 0o755 })
  await writeFile(path.join(dist, 'locales', 'en.pak'), 'words')
})
afterEach(() => rm(root, { recursive: true }))

describe('checkManifest', () => {
  test('accepts a folder as it was described', async () => {
    await writeManifest(dist, manifest)
    expect(await checkManifest(dist, manifest)).toEqual({ intact: true })
  })

  test('takes a folder without a manifest for one whose unpacking was interrupted', async () => {
    expect(await checkManifest(dist, manifest)).toEqual({ intact: false, reason: 'it was never finished' })
  })

  test.each(['', '{"files": []}', '{"files": [{"path": 7}]}', 'null'])(
    'does not trust the damaged manifest %s',
    async (content) => {
      await writeFile(manifest, content)
      expect(await checkManifest(dist, manifest)).toMatchObject({ intact: false })
    },
  )

  test('names a missing file', async () => {
    await writeManifest(dist, manifest)
    await rm(path.join(dist, 'locales', 'en.pak'))
    expect(await checkManifest(dist, manifest)).toEqual({
      intact: false,
      reason: 'locales/en.pak is missing',
    })
  })

  test('names a file that was cut short', async () => {
    await writeManifest(dist, manifest)
    await truncate(path.join(dist, 'program'), 3)
    expect(await checkManifest(dist, manifest)).toEqual({ intact: false, reason: 'program has another size' })
  })

  test('names a program that lost its executable bit', async () => {
    await writeManifest(dist, manifest)
    await chmod(path.join(dist, 'program'), 0o644)
    expect(await checkManifest(dist, manifest)).toEqual({
      intact: false,
      reason: 'program is not executable',
    })
  })
})

test('describeFolder lists the files below, in the same order every time', async () => {
  const { files } = await describeFolder(dist)
  expect(files).toEqual([
    { path: 'locales/en.pak', size: 5, executable: false },
    { path: 'program', size: 6, executable: true },
  ])
})

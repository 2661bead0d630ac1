import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildFolder, readJson, writeFileAtomically } from '../../../scripts/lib/files.mjs'

/** Above the highest number Linux gives a process (2^22), so that nothing runs under it. */
const noProcess = 4_194_305

let root: string
let target: string

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'refrain-files-'))
  target = path.join(root, 'electron')
})
afterEach(() => rm(root, { recursive: true }))

describe('buildFolder', () => {
  test('shows the folder only when it is complete', async () => {
    await buildFolder(target, async (folder) => {
      await writeFile(path.join(folder, 'first'), '1')
      expect(await readdir(root)).not.toContain('electron')
      await writeFile(path.join(folder, 'second'), '2')
    })
    expect(await readdir(root)).toEqual(['electron'])
    expect(await readdir(target)).toEqual(['first', 'second'])
  })

  test('leaves nothing behind when the build fails', async () => {
    const build = buildFolder(target, async (folder) => {
      await writeFile(path.join(folder, 'first'), '1')
      throw new Error('disk full')
    })
    await expect(build).rejects.toThrow('disk full')
    expect(await readdir(root)).toEqual([])
  })

  test('keeps the old folder when its replacement fails', async () => {
    await mkdir(target)
    await writeFile(path.join(target, 'old'), 'still good')
    await expect(buildFolder(target, () => Promise.reject(new Error('no network')))).rejects.toThrow()
    expect(await readFile(path.join(target, 'old'), 'utf8')).toBe('still good')
  })

  test('replaces the old folder entirely', async () => {
    await mkdir(target)
    await writeFile(path.join(target, 'old'), '')
    await buildFolder(target, (folder) => writeFile(path.join(folder, 'new'), ''))
    expect(await readdir(target)).toEqual(['new'])
  })

  test('never takes the rest of a killed build for a result, and clears it away', async () => {
    const left = `${target}.${os.hostname()}-${noProcess}.part`
    await mkdir(left)
    await writeFile(path.join(left, 'half'), '')
    expect(await readdir(root)).not.toContain('electron')
    await buildFolder(target, (folder) => writeFile(path.join(folder, 'whole'), ''))
    expect(await readdir(root)).toEqual(['electron'])
    expect(await readdir(target)).toEqual(['whole'])
  })

  test.each([
    ['of a process that still runs', `electron.${os.hostname()}-${process.ppid}.part`],
    ['of another machine', `electron.elsewhere-${noProcess}.part`],
    ['of another folder', `electron-headers.${os.hostname()}-${noProcess}.part`],
  ])('does not touch the unfinished build %s', async (_, name) => {
    await mkdir(path.join(root, name))
    await buildFolder(target, (folder) => writeFile(path.join(folder, 'whole'), ''))
    expect((await readdir(root)).sort()).toEqual(['electron', name].sort())
  })
})

test('writeFileAtomically makes the folders it needs and replaces what is there', async () => {
  const file = path.join(root, 'deep', 'runtime.json')
  await writeFileAtomically(file, 'first')
  await writeFileAtomically(file, 'second')
  expect(await readFile(file, 'utf8')).toBe('second')
  expect(await readdir(path.dirname(file))).toEqual(['runtime.json'])
})

test('readJson gives undefined for a missing and for a damaged file', async () => {
  const file = path.join(root, 'damaged.json')
  await writeFile(file, '{"cut": ')
  expect(await readJson(file)).toBeUndefined()
  expect(await readJson(path.join(root, 'missing.json'))).toBeUndefined()
})

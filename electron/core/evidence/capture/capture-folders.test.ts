import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { captureFoldersIn } from './capture-folders.ts'

let temporary: string
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'refrain-capture-folders-'))
})
afterEach(() => {
  rmSync(temporary, { recursive: true, force: true })
})

test('a released folder goes, with what a killed app left; what is under way or of others stays', () => {
  const folders = captureFoldersIn(temporary)
  const first = folders.take()
  const second = folders.take()
  for (const folder of [first, second]) mkdirSync(folder)
  mkdirSync(join(temporary, 'capture-of-a-killed-app', 'profile'), { recursive: true })
  writeFileSync(join(temporary, 'download-1'), '')
  folders.release(first)
  expect(existsSync(second)).toBe(true)
  expect(readdirSync(temporary).map((name) => join(temporary, name))).toEqual(
    [second, join(temporary, 'download-1')].sort(),
  )
  folders.release(second)
  expect(readdirSync(temporary)).toEqual(['download-1'])
})

test('a folder that was never made is released like any other', () => {
  const folders = captureFoldersIn(temporary)
  const folder = folders.take()
  folders.release(folder)
  expect(readdirSync(temporary)).toEqual([])
})

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withSetupLock } from '../../../scripts/setup/lock.mjs'

let root: string
let lock: string

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'refrain-lock-'))
  lock = path.join(root, 'setup.lock')
})
afterEach(() => rm(root, { recursive: true }))

test('two setups run one after the other', async () => {
  const events: string[] = []
  const setup = (name: string) =>
    withSetupLock(async () => {
      events.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      events.push(`${name} ends`)
    }, lock)
  await Promise.all([setup('one'), setup('two')])
  const [first, second] = events[0] === 'one begins' ? ['one', 'two'] : ['two', 'one']
  expect(events).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])
})

test('a failing setup frees the lock and passes its error on', async () => {
  await expect(withSetupLock(() => Promise.reject(new Error('no network')), lock)).rejects.toThrow(
    'no network',
  )
  expect(await readdir(root)).toEqual([])
})

test('the lock of a process that has ended does not count', async () => {
  await writeFile(lock, `${os.hostname()} 4194305\n`)
  expect(await withSetupLock(() => Promise.resolve('done'), lock)).toBe('done')
})

import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasIntegrity } from '../../../scripts/setup/integrity.mjs'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'refrain-integrity-'))
  file = path.join(folder, 'package.tgz')
  await writeFile(file, 'as published')
})
afterEach(() => rm(folder, { recursive: true }))

const integrityOf = (content: string) => `sha512-${createHash('sha512').update(content).digest('base64')}`

test('accepts the content that was hashed', async () => {
  expect(await hasIntegrity(file, integrityOf('as published'))).toBe(true)
})

test('refuses content that differs in one character', async () => {
  expect(await hasIntegrity(file, integrityOf('as publisheD'))).toBe(false)
})

test('refuses a shortened file', async () => {
  await writeFile(file, 'as publish')
  expect(await hasIntegrity(file, integrityOf('as published'))).toBe(false)
})

test.each(['', 'sha512-', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', `${integrityOf('a')} ${integrityOf('b')}`])(
  'throws on the expected value "%s", which proves nothing',
  async (expected) => {
    await expect(hasIntegrity(file, expected)).rejects.toThrow(TypeError)
  },
)

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runCommand } from './support/run-command.ts'

test('started with a command the app runs it without a window and exits with its code', async () => {
  const home = await mkdtemp(join(tmpdir(), 'refrain-e2e-cli-'))
  try {
    const good = await runCommand(['id', 'check', 'USRC17607839', '--json'], home)
    expect(JSON.parse(good.stdout)).toMatchObject([{ status: 'valid', normalised: 'USRC17607839' }])
    expect(good.code).toBe(0)
    const bad = await runCommand(['id', 'check', 'USRC1760783', '--json'], home)
    expect(bad.code).toBe(1)
    const wrong = await runCommand(['id', 'no-such-command'], home)
    expect(wrong.code).toBe(2)
    expect(await readdir(home)).toEqual([])
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

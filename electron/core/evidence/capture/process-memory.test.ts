import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { residentBytes } from './process-memory.ts'

it.runIf(existsSync('/proc/self/status'))('counts a process with what it started', async () => {
  const alone = residentBytes(process.pid) ?? 0
  expect(alone).toBeGreaterThan(10 * 1024 * 1024)
  const filling =
    'const all = Buffer.alloc(2e8, 1); process.stdout.write("full"); setTimeout(() => all, 60000)'
  const child = spawn(process.execPath, ['-e', filling], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(residentBytes(child.pid!)).toBeGreaterThan(2e8)
    expect(residentBytes(process.pid)).toBeGreaterThan(2e8)
  } finally {
    child.kill('SIGKILL')
  }
})

it('finds nothing of a process that is not there', () => {
  expect(residentBytes(2 ** 22 + 1) ?? 0).toBe(0)
})

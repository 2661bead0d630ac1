import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../../scripts/lib/paths.mjs'
import { electronArguments, readRuntime, runtimeEnvironment } from '../../scripts/setup/runtime.mjs'

interface Ended {
  readonly code: number | null
  readonly stdout: string
}

/** Runs the app's executable with a command, on a machine without a display. */
async function runCommand(args: readonly string[], home: string): Promise<Ended> {
  const runtime = readRuntime()
  const env: NodeJS.ProcessEnv = { ...process.env, ...runtimeEnvironment(runtime), HOME: home }
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_CONFIG_HOME']) Reflect.deleteProperty(env, name)
  const child = spawn(runtime.electron.path, [...electronArguments(), projectRoot, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let stdout = ''
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout }
}

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

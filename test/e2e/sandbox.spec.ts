import { spawnSync } from 'node:child_process'
import { chmod, chown, copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../../scripts/lib/paths.mjs'
import { readRuntime } from '../../scripts/setup/runtime.mjs'
import { launchApp } from './support/app.ts'
import type { LaunchOptions } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { pagePid } from './support/main-process.ts'

/** The user that may do nothing, by the numbers Linux distributions agree on. */
const nobody = { uid: 65534, gid: 65534 } as const
const asNobody = [`--reuid=${String(nobody.uid)}`, `--regid=${String(nobody.gid)}`, '--clear-groups', '--']

/** Mode 2 of `Seccomp` in proc_pid_status(5): a filter decides which system calls the process may make. */
const filtered = '2'

// What the operating system says of a process is read from /proc; elsewhere there is no such place to look.
test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has')

test("the page runs inside the operating system's sandbox", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-sandbox-'))
  try {
    const app = await launchApp({
      chromiumSandbox: true,
      ...(process.getuid?.() === 0 ? await startAsNobody(folder) : {}),
    })
    const status = await readFile(`/proc/${String(await pagePid(app))}/status`, 'utf8')
    const { sandboxed } = await app.page.evaluate(() => ({ sandboxed: !('process' in globalThis) }))
    await app.close()
    expect(/^Seccomp:\s+(\d)$/m.exec(status)?.[1]).toBe(filtered)
    expect(/^Uid:\s+0\s/m.test(status)).toBe(false)
    expect(sandboxed).toBe(true)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/**
 * For root Electron runs only without its sandbox. So a copy of it, with the setuid helper as an installed
 * Electron has it, is started as the user `nobody`.
 */
async function startAsNobody(folder: string): Promise<LaunchOptions> {
  const canRead = spawnSync('setpriv', [...asNobody, 'test', '-r', inProject('out', 'main', 'main.cjs')])
  // A clone below a home folder is often closed to others, and then the app could not be started at all.
  test.skip(canRead.status !== 0, 'the user nobody cannot read the project folder, or setpriv is missing')

  const { electron, sqliteBinding } = readRuntime()
  const dist = join(folder, 'electron')
  await chmod(folder, 0o755)
  await cp(electron.dist, dist, { recursive: true })
  await chown(join(dist, 'chrome-sandbox'), 0, 0)
  await chmod(join(dist, 'chrome-sandbox'), 0o4755)
  const binding = join(folder, 'better_sqlite3.node')
  if (sqliteBinding !== null) await copyFile(sqliteBinding, binding)

  const start = join(folder, 'start')
  await writeFile(start, `#!/bin/sh\nexec setpriv ${asNobody.join(' ')} "${join(dist, 'electron')}" "$@"\n`)
  await chmod(start, 0o755)
  return {
    executable: start,
    dataFolder: await ownFolder(folder, 'data'),
    env: {
      HOME: await ownFolder(folder, 'home'),
      XAUTHORITY: await displayKey(folder),
      ...(sqliteBinding === null ? {} : { REFRAIN_SQLITE_BINDING: binding }),
    },
  }
}

async function ownFolder(parent: string, prefix: string): Promise<string> {
  const folder = await mkdtemp(join(parent, `${prefix}-`))
  await chown(folder, nobody.uid, nobody.gid)
  return folder
}

/** A copy of the display's key that `nobody` may read. */
async function displayKey(folder: string): Promise<string> {
  const key = join(folder, 'Xauthority')
  const present = process.env.XAUTHORITY ?? ''
  if (present === '') await writeFile(key, '')
  else await copyFile(present, key)
  await chown(key, nobody.uid, nobody.gid)
  return key
}

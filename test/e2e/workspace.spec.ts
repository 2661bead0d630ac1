import { spawn } from 'node:child_process'
import { cp, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { projectRoot } from '../../scripts/lib/paths.mjs'
import { electronArguments, readRuntime, runtimeEnvironment } from '../../scripts/setup/runtime.mjs'
import { launchApp, stableSwitches, waitForState } from './support/app.ts'
import type { LaunchOptions, RunningApp } from './support/app.ts'
import { expect, test as base } from './support/fixtures.ts'

interface Fixtures {
  /** Folder with a closed app's data; its workspace holds one setting and one backup. */
  readonly usedData: string
  /** Starts an app that is closed when the test ends. */
  readonly start: (options: LaunchOptions) => Promise<RunningApp>
}

const test = base.extend<Fixtures>({
  usedData: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-used-'))
    const app = await launchApp({ dataFolder: folder })
    await app.call('settings.set', { key: 'e2e.mark', value: 'kept' })
    expect((await app.call('workspace.backup', {})).ok).toBe(true)
    await app.close()
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  start: async ({}, use) => {
    const apps: RunningApp[] = []
    await use(async (options) => {
      const app = await launchApp(options)
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close()
  },
})

const databaseIn = (data: string) => join(data, 'workspace', 'refrain.sqlite3')

test('a workspace is found again with what was in it', async ({ usedData, start }) => {
  const app = await start({ dataFolder: usedData })
  expect(await app.call('settings.get', {})).toMatchObject({ ok: true, value: { 'e2e.mark': 'kept' } })
})

test('the window opens where it was closed', async ({ usedData, start }) => {
  const first = await launchApp({ dataFolder: usedData })
  const bounds = { x: 60, y: 40, width: 1000, height: 640 }
  await first.electron.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted)
  }, bounds)
  const readBounds = (app: RunningApp) =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await expect.poll(() => readBounds(first)).toEqual(bounds)
  await first.close()
  expect(await readBounds(await start({ dataFolder: usedData }))).toEqual(bounds)
})

test('a second start on the same workspace brings the first window forward and leaves', async ({
  usedData,
  start,
}) => {
  const first = await start({ dataFolder: usedData })
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const { electron, ...runtime } = readRuntime()
  const child = spawn(
    electron.path,
    [...electronArguments(), ...stableSwitches, projectRoot, `--user-data-dir=${usedData}`],
    {
      env: { ...process.env, ...runtimeEnvironment({ electron, ...runtime }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(code).toBe(0)
  expect(said).toContain(`Refrain already has this workspace open: ${join(usedData, 'workspace')}`)
  await expect
    .poll(() =>
      first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()),
    )
    .toBe(false)
})

test('a workspace another program holds is refused by name, untouched', async ({ usedData, start }) => {
  const holder = await start({ dataFolder: usedData })
  const second = await start({ args: ['--workspace', join(usedData, 'workspace')], waitFor: 'failed' })
  const status = await second.call('host.coreStatus', {})
  expect(status).toMatchObject({ ok: true, value: { state: 'failed', error: { code: 'WORKSPACE_LOCKED' } } })
  const owner = JSON.parse(await readFile(join(usedData, 'workspace', 'refrain.lock'), 'utf8')) as {
    pid: number
  }
  await expect(second.page.getByRole('alert')).toContainText(`process ${String(owner.pid)}`)
  expect((await holder.call('workspace.info', {})).ok).toBe(true)
  expect(await second.call('host.restoreBackup', {})).toMatchObject({
    ok: false,
    error: { code: 'WORKSPACE_LOCKED' },
  })

  await holder.electron.evaluate(({ app }) => {
    app.exit(0)
  })
  await second.page.reload()
  await waitForState(second.page, 'ready')
  expect(await second.call('settings.get', {})).toMatchObject({ ok: true, value: { 'e2e.mark': 'kept' } })
})

test('an export the end of the program cut short is told, and is done with once it is read', async ({
  usedData,
  start,
}) => {
  const db = new Database(databaseIn(usedData))
  db.prepare(
    `INSERT INTO job (kind, title, state, input, progress, created_at)
     VALUES ('catalog.export', 'Export the catalogue', 'running', '{}',
       '{"done":0,"total":null,"unit":"rows","rows":0,"rowsPerSecond":null,"etaMs":null,"note":""}', ?)`,
  ).run(new Date().toISOString())
  db.close()
  const { page } = await start({ dataFolder: usedData })
  await page.getByRole('button', { name: '1 job interrupted' }).click()
  const tray = page.getByRole('dialog')
  await expect(tray.getByText('nothing of it was kept. Start it again.', { exact: false })).toBeVisible()
  await expect(tray.getByRole('button', { name: 'Dismiss Export the catalogue' })).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByText('1 job was interrupted')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Start it again.', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('1 job was interrupted')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '1 job interrupted' })).toHaveCount(0)
})

test('a workspace of a newer version is refused, untouched', async ({ usedData, start }) => {
  const db = new Database(databaseIn(usedData))
  db.pragma('user_version = 9999')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const before = await readFile(databaseIn(usedData))
  const app = await start({ dataFolder: usedData, waitFor: 'failed' })
  expect(await app.call('host.coreStatus', {})).toMatchObject({
    ok: true,
    value: { state: 'failed', error: { code: 'WORKSPACE_NEWER' } },
  })
  await expect(app.page.getByRole('alert')).toContainText(/newer/i)
  expect((await readFile(databaseIn(usedData))).equals(before)).toBe(true)
})

test('a damaged workspace offers the last backup, and opens on it', async ({ usedData, start }) => {
  const file = await open(databaseIn(usedData), 'r+')
  const { size } = await file.stat()
  await file.write(Buffer.alloc(size, 0x5a), 0, size, 0)
  await file.close()
  const app = await start({ dataFolder: usedData, waitFor: 'failed' })
  expect(await app.call('host.coreStatus', {})).toMatchObject({
    ok: true,
    value: { state: 'failed', error: { code: 'WORKSPACE_CORRUPT' } },
  })
  await app.page.getByRole('button', { name: /restore/i }).click()
  const question = app.page.getByRole('dialog')
  if (await question.isVisible()) await question.getByRole('button', { name: /restore/i }).click()
  await expect.poll(async () => app.call('host.coreStatus', {})).toMatchObject({ value: { state: 'ready' } })
  await waitForState(app.page, 'ready')
  expect(await app.call('settings.get', {})).toMatchObject({ ok: true, value: { 'e2e.mark': 'kept' } })
})

test('a folder named by hand must hold a workspace', async ({ start }) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-empty-'))
  try {
    const app = await start({ args: ['--workspace', join(folder, 'mistyped')], waitFor: 'failed' })
    expect(await app.call('host.coreStatus', {})).toMatchObject({
      ok: true,
      value: { state: 'failed', error: { code: 'WORKSPACE_MISSING' } },
    })
    await expect(stat(join(folder, 'mistyped'))).rejects.toThrow()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('two workspaces can be open at once', async ({ usedData, start }) => {
  const copy = await mkdtemp(join(tmpdir(), 'refrain-e2e-copy-'))
  try {
    await cp(join(usedData, 'workspace'), copy, { recursive: true })
    await start({ dataFolder: usedData })
    const second = await start({ dataFolder: usedData, args: ['--workspace', copy] })
    expect(await second.call('workspace.info', {})).toMatchObject({ ok: true, value: { path: copy } })
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
})

test('--demo opens a filled sample workspace beside the own one', async ({ usedData, start }) => {
  const app = await start({ dataFolder: usedData, args: ['--demo'] })
  expect(await app.call('workspace.info', {})).toMatchObject({
    ok: true,
    value: { path: join(usedData, 'demo-workspace'), sample: true },
  })
  const list = await app.call('recordings.list', {})
  expect(list.ok && list.value.total).toBeGreaterThan(0)
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron as electron } from '@playwright/test'
import { attachBeforeReady, launchApp, stableSwitches } from '../e2e/support/app.ts'
import { readRuntime, runtimeEnvironment } from '../../scripts/setup/runtime.mjs'
import { openTestCore } from '../support/core.ts'
import { catalogueTable } from './support/catalogue-table.ts'
import { median } from './support/statistics.ts'

// Start to usable (the window shows its first screen with its data) on a catalogue of 100,000 recordings, beside
// the same Electron showing an empty window.

const recordings = 100_000
const rounds = 5
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))

async function makeWorkspace(): Promise<string> {
  const workspace = join(folder, 'workspace')
  const table = join(folder, 'catalogue.csv')
  writeFileSync(table, catalogueTable(recordings))
  const core = await openTestCore({ workspace })
  const { dialect, mapping } = await core.call('imports.inspect', { path: table })
  const { importId, jobId } = await core.call('imports.preview', { path: table, dialect, mapping })
  await core.finished(jobId)
  await core.finished((await core.call('imports.commit', { importId })).jobId)
  await core.close()
  return workspace
}

async function startRefrain(workspace: string): Promise<number> {
  const began = performance.now()
  const app = await launchApp({ args: ['--workspace', workspace], dataFolder: join(folder, 'data') })
  const took = performance.now() - began
  await app.close()
  return took
}

async function startBareElectron(): Promise<number> {
  const runtime = readRuntime()
  const program = join(folder, 'bare')
  writeBareApp(program)
  const began = performance.now()
  const app = await electron.launch({
    executablePath: runtime.electron.path,
    args: [
      '-r',
      attachBeforeReady,
      ...stableSwitches,
      program,
      `--user-data-dir=${join(folder, 'bare-data')}`,
    ],
    env: { ...(process.env as Record<string, string>), ...runtimeEnvironment(runtime) },
  })
  const page = await app.firstWindow()
  await page.waitForSelector('h1')
  const took = performance.now() - began
  await app.close()
  return took
}

function writeBareApp(program: string): void {
  rmSync(program, { recursive: true, force: true })
  mkdirSync(program, { recursive: true })
  writeFileSync(
    join(program, 'package.json'),
    JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }),
  )
  writeFileSync(
    join(program, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<h1>bare</h1>'))\n",
  )
}

try {
  const workspace = await makeWorkspace()
  const refrain: number[] = []
  const bare: number[] = []
  await startRefrain(workspace)
  for (let round = 0; round < rounds; round++) {
    refrain.push(await startRefrain(workspace))
    bare.push(await startBareElectron())
  }
  console.log(
    JSON.stringify({
      bench: 'start to usable',
      recordings,
      rounds,
      refrainMs: Math.round(median(refrain)),
      bareElectronMs: Math.round(median(bare)),
      ratio: Number((median(refrain) / median(bare)).toFixed(2)),
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron as electron } from '@playwright/test'
import type { ConsoleMessage, ElectronApplication, Page } from '@playwright/test'
import { projectRoot } from '../../../scripts/lib/paths.mjs'
import { readRuntime, runtimeEnvironment } from '../../../scripts/setup/runtime.mjs'
import type { Input, Output, ProcedureName, Result } from '../../../shared/contract/index.ts'
import type { RefrainBridge } from '../../../shared/bridge.ts'

declare global {
  interface Window {
    readonly refrain: RefrainBridge
  }
}

export interface LaunchOptions {
  /** Folder of settings, logs and the app's own workspace; a fresh temporary one when left out. */
  readonly dataFolder?: string
  /** Further arguments for the app, such as `--workspace`. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The program to start in place of the Electron setup provided. */
  readonly executable?: string
  /** Run with Chromium's sandbox, which root cannot have. Default: as Playwright does, without. */
  readonly chromiumSandbox?: boolean
  /** What the page must say before the test begins: `failed` is the recovery page. Default `ready`. */
  readonly waitFor?: 'ready' | 'failed'
}

/** A running app, as a person has it on the screen. */
export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /**
   * Gives and forgets what the page reported so far and a person must never meet: errors on the console,
   * uncaught exceptions, policy violations. A test that provokes some takes them; the rest fail the test.
   */
  takeProblems(): readonly string[]
  /** Calls a procedure through the page's own bridge and returns the envelope. */
  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Result<Output<P>>>
  /** Quits as a person would; an app that does not end within forty-five seconds is killed, which is an error. */
  close(): Promise<void>
}

/** Generous: an app that takes longer is not slow but stuck. */
const startLimitMs = 60_000
const closeLimitMs = 45_000

/** Switches that make windows look the same on every machine. */
export const stableSwitches = [
  '--force-device-scale-factor=1',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--lang=en-US',
] as const

/**
 * Playwright's own helper that holds the app's start until Playwright is attached. Playwright adds it only to
 * the Electron it finds by itself; without it a page that loads during the attaching is lost now and then.
 */
export const attachBeforeReady = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)

/** Starts the built app in the real Electron that setup provided. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = readRuntime()
  const temporary = options.dataFolder === undefined
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'refrain-e2e-')))
  const app = await electron.launch({
    executablePath: options.executable ?? runtime.electron.path,
    // Playwright would otherwise force the light scheme on the page, whatever the app asks for.
    colorScheme: null,
    chromiumSandbox: options.chromiumSandbox ?? false,
    args: [
      '-r',
      attachBeforeReady,
      ...stableSwitches,
      projectRoot,
      `--user-data-dir=${dataFolder}`,
      ...(options.args ?? []),
    ],
    env: { ...inheritedEnvironment(), ...runtimeEnvironment(runtime), ...options.env },
  })
  const child = app.process()
  const problems: string[] = []
  app.context().on('console', (message) => noteProblem(problems, message))
  app.context().on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`))
  const page = await app.firstWindow()
  await waitForState(page, options.waitFor ?? 'ready').catch(async (error: unknown) => {
    await closeApp(app, child)
    throw error
  })

  return {
    electron: app,
    page,
    dataFolder,
    takeProblems: () => problems.splice(0),
    call: async <P extends ProcedureName>(name: P, input: Input<P>) =>
      (await callThroughPage(page, name, input)) as Result<Output<P>>,
    async close() {
      await closeApp(app, child)
      if (temporary) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Waits until the page says how far it is: `ready` with its data, or `failed` with the recovery page. */
export async function waitForState(page: Page, state: 'ready' | 'failed'): Promise<void> {
  await page.waitForSelector(`[data-app-state="${state}"]`, { state: 'attached', timeout: startLimitMs })
}

function noteProblem(problems: string[], message: ConsoleMessage): void {
  if (message.type() === 'error' || /content security policy/i.test(message.text()))
    problems.push(message.text())
}

async function callThroughPage(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate<unknown, { name: string; input: unknown }>(
    (call) => window.refrain.call(crypto.randomUUID(), call.name, call.input),
    { name, input },
  )
}

async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = app.close().then(() => true)
  const limit = wait(closeLimitMs, false, { ref: false })
  if (await Promise.race([closed, limit])) return
  child.kill('SIGKILL')
  throw new Error(`The app had not ended ${String(closeLimitMs / 1000)} seconds after it was told to quit.`)
}

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}

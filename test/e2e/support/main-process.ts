import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RunningApp } from './app.ts'

/** The name of the core's process in `app.getAppMetrics()`. */
const coreServiceName = 'refrain-core'

/** Process id of the running core, or null when there is none. */
export function corePid({ electron }: RunningApp): Promise<number | null> {
  return electron.evaluate(({ app }, name) => {
    const core = app.getAppMetrics().find((metric) => metric.name === name)
    return core?.pid ?? null
  }, coreServiceName)
}

/** Process id of the window's page. */
export function pagePid({ electron }: RunningApp): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window?.webContents.getOSProcessId() ?? 0
  })
}

/** The program's log so far. */
export async function readLog({ dataFolder }: RunningApp): Promise<string> {
  return readFile(join(dataFolder, 'logs', 'refrain.log'), 'utf8').catch(() => '')
}

/** Waits until the process is gone. */
export async function waitForExit(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(20)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

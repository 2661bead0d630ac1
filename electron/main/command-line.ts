import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'
import { captureProgramVariable } from '../entries/resources.ts'
import { captureProgram } from './capture-program.ts'
import type { CommandLineLaunch } from './launch.ts'
import { findSqliteBinding } from './locations.ts'

const withoutDisplay = '--ozone-platform=headless'
/** Only what is fatal: Chromium's remarks about the desktop do not belong between a command's lines. */
const quiet = ['log-level', '3'] as const

/** Runs the program `refrain` inside this executable, without a window, and exits with its code. */
export function runCommandLine({ args }: CommandLineLaunch): void {
  app.commandLine.appendSwitch(...quiet)
  app.disableHardwareAcceleration()
  if (needsDisplay()) restartWithoutDisplay()
  const script = join(app.getAppPath(), 'out', 'cli', 'refrain.cjs')
  const binding = findSqliteBinding(process.env, app.isPackaged ? process.resourcesPath : null)
  if (binding !== null) process.env.REFRAIN_SQLITE_BINDING = binding
  process.env[captureProgramVariable] = JSON.stringify(captureProgram())
  process.argv = [process.execPath, script, ...args]
  const program: unknown = createRequire(script)(script)
  void finished(program).finally(() => app.exit(Number(process.exitCode ?? 0)))
}

/** On Linux Chromium ends at once where there is no display, though a command needs none. */
function needsDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  const hasDisplay = (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== ''
  return process.platform === 'linux' && !hasDisplay && !process.argv.includes(withoutDisplay)
}

/** Runs before Chromium looks for the display, so this process can still pass its streams on. */
function restartWithoutDisplay(): never {
  const { status } = spawnSync(
    process.execPath,
    [withoutDisplay, `--${quiet.join('=')}`, ...process.argv.slice(1)],
    {
      stdio: 'inherit',
    },
  )
  process.exit(status ?? 4)
}

/** The promise the command line's bundle exports as `finished`. */
async function finished(program: unknown): Promise<void> {
  if (typeof program === 'object' && program !== null && 'finished' in program) await program.finished
}

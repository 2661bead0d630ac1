import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasDisplay, onDisplay } from './display.mjs'
import { electronArguments, runtimeEnvironment } from './runtime.mjs'

/** One Ctrl-C arrives several times: from the terminal, from npm and from the script that started this one. */
const sameRequestMs = 1000

/**
 * Starts Electron on an application folder and waits for it to end. An interrupt or a request to terminate
 * closes the application in order; a second one ends it at once.
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {readonly string[]} args the application folder and its arguments
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>} the exit status
 */
export async function runElectron(runtime, args, { cwd } = {}) {
  const waylandOnly = !process.env['DISPLAY'] && Boolean(process.env['WAYLAND_DISPLAY'])
  const command = [
    runtime.electron.path,
    ...electronArguments(),
    ...(waylandOnly ? ['--ozone-platform=wayland'] : []),
    ...args,
  ]
  const env = { ...process.env, ...runtimeEnvironment(runtime) }
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'refrain-start-'))
  const pidFile = path.join(scratch, 'pid')
  try {
    const [program = '', ...rest] = hasDisplay() ? command : onDisplay(recordingPid(command, pidFile))
    // A group of its own: a terminal's Ctrl-C then reaches only this script, and not the display server
    // before the application that draws on it.
    const detached = process.platform !== 'win32'
    const child = spawn(program, rest, { cwd, env, detached, stdio: ['ignore', 'inherit', 'inherit'] })
    const group = -(child.pid ?? 0)
    return await waitForEnd(child, () => (hasDisplay() ? child.pid : (readPid(pidFile) ?? group)))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {readonly string[]} command @param {string} pidFile */
function recordingPid(command, pidFile) {
  return ['sh', '-c', 'echo $$ > "$0" && exec "$@"', pidFile, ...command]
}

/** @param {string} pidFile @returns {number | undefined} */
function readPid(pidFile) {
  try {
    return Number.parseInt(readFileSync(pidFile, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => number | undefined} findApplication
 * @returns {Promise<number>}
 */
function waitForEnd(child, findApplication) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  let askedAt = 0
  const onSignal = () => {
    const again = askedAt !== 0
    if (!again) {
      askedAt = performance.now()
      kill(findApplication(), 'SIGTERM')
    } else if (performance.now() - askedAt > sameRequestMs) {
      kill(process.platform === 'win32' ? child.pid : -(child.pid ?? 0), 'SIGKILL')
    }
  }
  for (const signal of signals) process.on(signal, onSignal)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, onSignal)
      resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL'])
    })
  })
}

/** @param {number | undefined} pid @param {NodeJS.Signals} signal */
function kill(pid, signal) {
  if (!pid) return
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

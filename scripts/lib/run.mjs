import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {object} RunResult
 * @property {number} code Exit code; 127 when the command does not exist, 124 when it ran out of time.
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} output Both streams in the order they arrived.
 */

/**
 * Runs a command to its end and returns what it printed. A failing command is a result, not an exception.
 * @param {string} command
 * @param {readonly string[]} [args]
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, echo?: boolean }} [options]
 *   `echo` also passes the output on as it arrives.
 * @returns {Promise<RunResult>}
 */
export function run(command, args = [], { cwd, env, timeoutMs, echo = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const result = { code: 0, stdout: '', stderr: '', output: '' }
    let timedOut = false
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, timeoutMs)

    /** @param {'stdout' | 'stderr'} name */
    const collect = (name) => {
      child[name].setEncoding('utf8')
      child[name].on('data', (text) => {
        result[name] += text
        result.output += text
        if (echo) process[name].write(text)
      })
    }
    collect('stdout')
    collect('stderr')

    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ ...result, code: 127, stderr: error.message, output: error.message })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ ...result, code: timedOut ? 124 : (code ?? 1) })
    })
  })
}

/**
 * @param {string} command
 * @returns {string | undefined} The full path of an executable on PATH.
 */
export function findOnPath(command) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const extension of extensions) {
      const candidate = path.join(folder, command + extension)
      if (folder !== '' && existsSync(candidate)) return candidate
    }
  }
  return undefined
}

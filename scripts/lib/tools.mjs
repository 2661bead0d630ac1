import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inProject, projectRoot } from './paths.mjs'
import { run } from './run.mjs'

/**
 * Runs a command-line tool from node_modules with the Node that runs this script. Naming its script rather
 * than `node_modules/.bin/...` works the same on every system.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {{ command?: string, env?: NodeJS.ProcessEnv, wrap?: (command: readonly string[]) => string[] }} [options]
 *   `command` where the package brings several; `wrap` puts another program around the call.
 */
export function runTool(packageName, args, { command, env, wrap = (plain) => [...plain] } = {}) {
  const [program = '', ...rest] = wrap([process.execPath, toolScript(packageName, command), ...args])
  return run(program, rest, { cwd: projectRoot, env: { ...process.env, ...env } })
}

/**
 * @param {string} packageName
 * @param {string} [command]
 * @returns {string} the file to run
 */
export function toolScript(packageName, command = packageName.replace(/^@[^/]+\//, '')) {
  const folder = inProject('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin?.[command]
  if (typeof script !== 'string') throw new Error(`The package ${packageName} has no command ${command}.`)
  return path.join(folder, script)
}

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeFileAtomically } from '../lib/files.mjs'
import { inProject } from '../lib/paths.mjs'
import { SetupError } from '../lib/setup-error.mjs'

/**
 * What setup found or made, for everything that starts the application.
 * @typedef {object} Runtime
 * @property {string} node The Node that runs scripts and tests.
 * @property {{ path: string, dist: string, version: string, official: boolean }} electron
 *   `path` is the executable and `dist` the folder of the whole distribution. `official` is false for the
 *   substitute from the npm registry, which is never shipped.
 * @property {string | null} sqliteBinding better-sqlite3's addon for that Electron, for the `nativeBinding`
 *   option; null when the shipped one works.
 */

export const runtimeFile = inProject('.refrain', 'runtime.json')

/**
 * @param {string} text content of runtime.json
 * @returns {Runtime | undefined} undefined when it is not a complete description
 */
export function parseRuntime(text) {
  let value
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const electron = value?.electron
  const complete =
    isText(value?.node) &&
    isText(electron?.path) &&
    isText(electron?.dist) &&
    isText(electron?.version) &&
    typeof electron?.official === 'boolean' &&
    (value.sqliteBinding === null || isText(value.sqliteBinding))
  return complete ? value : undefined
}

/**
 * @param {string} [file]
 * @returns {Runtime}
 * @throws {SetupError} when setup has not run, or what it made is gone.
 */
export function readRuntime(file = runtimeFile) {
  const runtime = existsSync(file) ? parseRuntime(readFileSync(file, 'utf8')) : undefined
  const gone = runtime && [runtime.electron.path, runtime.sqliteBinding ?? runtime.node].find(isGone)
  if (runtime === undefined || gone !== undefined) {
    throw new SetupError(
      gone === undefined ? 'This project is not set up yet.' : `${path.basename(gone)} is no longer there.`,
      'node scripts/setup.mjs',
    )
  }
  return runtime
}

/** @param {Runtime} runtime */
export async function writeRuntime(runtime) {
  await writeFileAtomically(runtimeFile, `${JSON.stringify(runtime, null, 2)}\n`)
}

/**
 * The environment for starting this Electron, by hand or through Playwright.
 * @param {Runtime} runtime
 * @returns {Record<string, string>} variables to add to the present ones
 */
export function runtimeEnvironment(runtime) {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.electron.dist,
    ...(runtime.electron.official ? {} : { REFRAIN_ELECTRON_FALLBACK: '1' }),
    ...(runtime.sqliteBinding === null ? {} : { REFRAIN_SQLITE_BINDING: runtime.sqliteBinding }),
  }
}

/**
 * Arguments Electron needs on this machine, before the application folder.
 * Chromium refuses to run as root with its sandbox on.
 */
export function electronArguments(userId = process.getuid?.()) {
  return userId === 0 ? ['--no-sandbox'] : []
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === 'string' && value !== ''
}

/** @param {string} file */
function isGone(file) {
  return !existsSync(file)
}

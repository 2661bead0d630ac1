import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readJson } from '../lib/files.mjs'
import { logDetail, withHeartbeat } from '../lib/log.mjs'
import { npmFailure, runNpm } from '../lib/npm.mjs'
import { projectNodePath, projectRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { SetupError } from '../lib/setup-error.mjs'

const oldestNode = 20

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Which packages of the lockfile are not installed as locked. npm records what it installed in
 * `node_modules/.package-lock.json`, and writes that file last: an interrupted install has none.
 * @param {Lockfile} wanted package-lock.json
 * @param {unknown} installed node_modules/.package-lock.json, parsed, or undefined
 * @param {(packageFolder: string) => boolean} isPresent whether that folder of the project holds a package
 * @returns {string[]} folders such as `node_modules/zod`
 */
export function outdatedPackages(wanted, installed, isPresent) {
  const have = isLockfile(installed) ? installed.packages : {}
  return Object.entries(wanted.packages)
    .filter(([folder, locked]) => {
      if (folder === '') return false
      const found = have[folder]
      if (found === undefined) return locked.optional !== true
      return found.version !== locked.version || found.integrity !== locked.integrity || !isPresent(folder)
    })
    .map(([folder]) => folder)
}

/**
 * Installs exactly what package-lock.json says, and the project's own Node. Does nothing when both are there.
 * No package's install script runs, save that of `node`, which fetches the build for this machine.
 * @returns {Promise<{ nodeVersion: string, changed: boolean }>}
 * @throws {SetupError}
 */
export async function ensureDependencies() {
  const running = Number(process.versions.node.split('.')[0])
  if (running < oldestNode) {
    throw new SetupError(
      `Node ${process.versions.node} is too old to set this project up; it needs ${oldestNode} or newer.`,
      'Install a current Node from https://nodejs.org, then run the same command again.',
    )
  }
  const lockfile = await readLockfile()
  const outdated = outdatedPackages(
    lockfile,
    await readJson(path.join(projectRoot, 'node_modules', '.package-lock.json')),
    (folder) => existsSync(path.join(projectRoot, folder, 'package.json')),
  )
  if (outdated.length > 0) await installPackages(outdated)

  const wantedNode = lockfile.packages['node_modules/node']?.version
  const nodeIsCurrent = async () => (await readNodeVersion()) === wantedNode
  const nodeWasCurrent = await nodeIsCurrent()
  if (!nodeWasCurrent) await installNode(`${wantedNode}`, nodeIsCurrent)
  return { nodeVersion: `${wantedNode}`, changed: outdated.length > 0 || !nodeWasCurrent }
}

/** @returns {Promise<Lockfile>} */
async function readLockfile() {
  const lockfile = JSON.parse(await readFile(path.join(projectRoot, 'package-lock.json'), 'utf8'))
  if (!isLockfile(lockfile)) {
    throw new SetupError(
      'package-lock.json is not a lockfile npm understands.',
      'git checkout package-lock.json',
    )
  }
  return lockfile
}

/** @param {readonly string[]} outdated */
async function installPackages(outdated) {
  logDetail(
    `${outdated.length} packages to bring in line with package-lock.json (such as ${outdated[0]}), using npm ci`,
  )
  const result = await withHeartbeat('npm ci runs', () =>
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: projectRoot }),
  )
  if (result.code !== 0) {
    throw npmFailure('npm could not install the dependencies.', result.output)
  }
}

/**
 * @param {string} version
 * @param {() => Promise<boolean>} isCurrent
 */
async function installNode(version, isCurrent) {
  logDetail(`fetching Node ${version} for this project (npm rebuild node)`)
  const result = await withHeartbeat('npm rebuild node runs', () =>
    runNpm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], { cwd: projectRoot }),
  )
  if (result.code !== 0 || !(await isCurrent())) {
    const system = `${process.platform} ${process.arch}`
    throw npmFailure(`The npm package "node" did not deliver Node ${version} for ${system}.`, result.output)
  }
}

/** @returns {Promise<string | undefined>} such as `24.21.0`; undefined when it is missing or does not run */
async function readNodeVersion() {
  const result = await run(projectNodePath(), ['--version'])
  return result.code === 0 ? result.stdout.trim().replace(/^v/, '') : undefined
}

/**
 * @param {unknown} value
 * @returns {value is Lockfile}
 */
function isLockfile(value) {
  return isObject(value) && 'packages' in value && isObject(value.packages)
}

/** @param {unknown} value @returns {value is object} */
function isObject(value) {
  return typeof value === 'object' && value !== null
}

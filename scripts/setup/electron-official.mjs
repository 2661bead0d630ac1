import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withHeartbeat } from '../lib/log.mjs'
import { inProject, projectNodePath } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'

const packageFolder = inProject('node_modules', 'electron')
const downloadLimitMs = 10 * 60_000

/** @returns {string} the version package-lock.json asks for, such as `45.4.1` */
export function officialVersion() {
  return JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version
}

/** @returns {string | undefined} the folder with the official Electron, when it is complete */
export function findOfficialElectron() {
  const dist = path.join(packageFolder, 'dist')
  const complete =
    existsSync(path.join(packageFolder, 'path.txt')) && // the package's installer writes it last
    readDistVersion(dist) === officialVersion() &&
    existsSync(executableIn(dist))
  return complete ? dist : undefined
}

/**
 * Fetches the official Electron with the installer of its npm package, which verifies the checksum.
 * @returns {Promise<{ dist: string } | { refused: string }>}
 */
export async function fetchOfficialElectron() {
  const result = await withHeartbeat('downloading', () =>
    run(projectNodePath(), [path.join(packageFolder, 'install.js')], {
      env: { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_NO_PROGRESS: '1' },
      timeoutMs: downloadLimitMs,
    }),
  )
  const dist = findOfficialElectron()
  if (dist !== undefined) return { dist }
  if (result.code === 124) return { refused: `no complete answer within ${downloadLimitMs / 60_000} minutes` }
  return { refused: result.output.trim().split('\n')[0] ?? 'no answer' }
}

/** @param {string} dist @returns {string} the file to start */
export function executableIn(dist, platform = process.platform) {
  if (platform === 'darwin') return path.join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron')
  return path.join(dist, platform === 'win32' ? 'electron.exe' : 'electron')
}

/** @param {string} dist @returns {string | undefined} */
export function readDistVersion(dist) {
  const file = path.join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

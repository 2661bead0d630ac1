import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project: the one that holds package.json. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** @param {...string} parts */
export function inProject(...parts) {
  return path.join(projectRoot, ...parts)
}

/**
 * Where setup keeps what every clone on this machine can share (XDG Base Directory specification).
 * @param {NodeJS.ProcessEnv} [env]
 */
export function machineCache(env = process.env) {
  const configured = env['XDG_CACHE_HOME']
  const base =
    configured !== undefined && path.isAbsolute(configured) ? configured : path.join(os.homedir(), '.cache')
  return path.join(base, 'refrain-setup')
}

/** The Node the project runs on, as installed by the npm package `node`. */
export function projectNodePath(root = projectRoot) {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

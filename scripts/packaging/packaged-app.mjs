import path from 'node:path'
import { inProject } from '../lib/paths.mjs'

/**
 * Where the unpacked package is, as electron-builder names its folders.
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 * @returns {{ folder: string, executable: string, resources: string }}
 */
export function packagedApp(platform = process.platform, arch = process.arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  if (platform === 'darwin') {
    const folder = inProject('dist', `mac${suffix}`)
    const contents = path.join(folder, 'Refrain.app', 'Contents')
    const executable = path.join(contents, 'MacOS', 'Refrain')
    return { folder, executable, resources: path.join(contents, 'Resources') }
  }
  const isWindows = platform === 'win32'
  const folder = inProject('dist', `${isWindows ? 'win' : 'linux'}${suffix}-unpacked`)
  const executable = path.join(folder, isWindows ? 'Refrain.exe' : 'refrain')
  return { folder, executable, resources: path.join(folder, 'resources') }
}

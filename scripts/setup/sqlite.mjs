import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { buildFolder } from '../lib/files.mjs'
import { logDetail, withHeartbeat } from '../lib/log.mjs'
import { inProject, machineCache, projectNodePath } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { SetupError } from '../lib/setup-error.mjs'

/** The Node-API level better-sqlite3's shipped builds need; below it they crash without a word. */
export const neededNodeApi = 10

/**
 * Node-API 10 became stable after Electron 33, but that Electron carries its functions as experimental
 * ones. These definitions make better-sqlite3 compile against them.
 */
const compilerFlags = [
  '-UNAPI_VERSION',
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NO_WARNING',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
].join(' ')

const sourceFolder = inProject('node_modules', 'better-sqlite3')

/** Runs inside Electron: opens a database, uses it, and proves that a failing statement throws. */
const trial = `
  const [driver, binding] = process.argv.slice(1)
  const db = require(driver)(':memory:', { nativeBinding: binding })
  db.exec('CREATE TABLE t (x TEXT); CREATE VIRTUAL TABLE f USING fts5(y)')
  const insert = db.prepare('INSERT INTO t VALUES (?)')
  db.transaction(() => { for (let i = 0; i < 1000; i++) insert.run('row ' + i) })()
  let refused = false
  try { db.prepare('SELECT * FROM missing') } catch (error) { refused = error.code === 'SQLITE_ERROR' }
  if (db.prepare('SELECT count(*) n FROM t').get().n !== 1000 || !refused) process.exit(3)
  process.stdout.write(db.prepare('SELECT sqlite_version() v').get().v)
`

/**
 * Compiles better-sqlite3 for an Electron whose Node-API is too old for the shipped build.
 * The result is kept outside node_modules and shared by every clone on this machine.
 * @param {{ path: string, version: string }} electron
 * @returns {Promise<string>} the addon, for better-sqlite3's `nativeBinding` option
 * @throws {SetupError}
 */
export async function ensureSqliteAddon(electron) {
  const home = addonHome(electron.version)
  const addon = path.join(home, 'better_sqlite3.node')
  if (existsSync(addon) && (await tryAddon(electron.path, addon)).works) return addon

  const headers = findNodeHeaders()
  logDetail('compiling better-sqlite3 for this Electron (about 80 seconds, once per machine)')
  await buildFolder(home, async (folder) => {
    await compile(path.join(folder, 'source'), headers)
    const built = path.join(folder, 'source', 'build', 'Release', 'better_sqlite3.node')
    const result = await tryAddon(electron.path, built)
    if (!result.works) {
      throw new SetupError(
        'better-sqlite3 was compiled, but does not work in this Electron.',
        'Please report this with the lines above.',
        result.output,
      )
    }
    await cp(built, path.join(folder, 'better_sqlite3.node'))
    await rm(path.join(folder, 'source'), { recursive: true })
  })
  return addon
}

/** @param {string} electronVersion */
export function sqliteAddonIsBuilt(electronVersion) {
  return existsSync(path.join(addonHome(electronVersion), 'better_sqlite3.node'))
}

/** @param {string} electronVersion */
function addonHome(electronVersion) {
  const { version } = JSON.parse(readFileSync(path.join(sourceFolder, 'package.json'), 'utf8'))
  const flags = createHash('sha256').update(compilerFlags).digest('hex').slice(0, 8)
  const name = `better-sqlite3-${version}-electron-${electronVersion}-${process.platform}-${process.arch}-${flags}`
  return path.join(machineCache(), name)
}

/**
 * Node's C headers, for compiling addons. The npm package `node` brings them along with the program.
 * @returns {string} the folder that holds `include/node`
 * @throws {SetupError}
 */
function findNodeHeaders() {
  const nodePackages = inProject('node_modules', 'node', 'node_modules')
  const candidates = [
    path.join(nodePackages, `node-${process.platform}-${process.arch}`),
    process.env['npm_config_nodedir'],
    path.join(path.dirname(projectNodePath()), '..'),
    path.join(path.dirname(process.execPath), '..'),
    '/usr',
    '/usr/local',
  ]
  const found = candidates.find(
    (folder) => folder !== undefined && existsSync(path.join(folder, 'include', 'node', 'node_api.h')),
  )
  if (found === undefined) {
    throw new SetupError(
      "Node's C headers are missing; they are needed to compile better-sqlite3 for this Electron.",
      'npm rebuild node --ignore-scripts=false   (brings them along), or as root: apt-get install libnode-dev',
    )
  }
  return found
}

/**
 * @param {string} folder receives a copy of the sources, so that node_modules stays as npm left it
 * @param {string} headers
 */
async function compile(folder, headers) {
  await mkdir(folder, { recursive: true })
  await cp(sourceFolder, folder, {
    recursive: true,
    filter: (file) => !['prebuilds', 'build'].includes(path.relative(sourceFolder, file)),
  })
  const gyp = inProject('node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const result = await withHeartbeat('compiling', () =>
    run(
      projectNodePath(),
      [gyp, 'rebuild', '--release', '--force_build=1', '--jobs=max', `--nodedir=${headers}`],
      {
        cwd: folder,
        env: {
          ...process.env,
          CXXFLAGS: compilerFlags,
          NODE_PATH: inProject('node_modules'), // where binding.gyp finds node-addon-api
          PATH: path.dirname(projectNodePath()) + path.delimiter + process.env['PATH'],
        },
      },
    ),
  )
  if (result.code !== 0) {
    throw new SetupError(
      'better-sqlite3 could not be compiled for this Electron.',
      'Check that g++ (11 or newer), make and python3 work, then run the same command again.',
      result.output.trimEnd().split('\n').slice(-30).join('\n'),
    )
  }
}

/**
 * @param {string} electron
 * @param {string} addon
 */
async function tryAddon(electron, addon) {
  const result = await run(electron, ['-e', trial, sourceFolder, addon], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  })
  return { works: result.code === 0, output: result.output }
}

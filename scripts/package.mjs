import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { inProject, projectRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { SetupError } from './lib/setup-error.mjs'
import { readFuses, wrongFuses } from './packaging/fuses.mjs'
import { packagedApp } from './packaging/packaged-app.mjs'
import { onProjectNode } from './setup/bootstrap.mjs'
import { setUp } from './setup/set-up.mjs'

/**
 * Packages the application with the Electron in use, without the network.
 *
 *   npm run package [-- --no-build] [-- --release]
 *
 * --no-build  package what is in out/ already
 * --release   the installers of electron-builder.yml in place of the unpacked folder; official Electron only
 */
await onProjectNode(import.meta.url, async (args) => {
  const release = args.includes('--release')
  const runtime = await setUp()
  if (release) refuseSubstitute(runtime)
  if (!args.includes('--no-build')) await buildApplication()
  if (!existsSync(inProject('out', 'main', 'main.cjs'))) {
    throw new SetupError('There is no built application in out/.', 'npm run build')
  }
  await packageApplication(runtime, release)
  if (!release) await checkFuses()
  return 0
})

/** @param {import('./setup/runtime.mjs').Runtime} runtime */
function refuseSubstitute(runtime) {
  if (runtime.electron.official) return
  throw new SetupError(
    `Electron ${runtime.electron.version} is a substitute for development and must not be shipped.`,
    'On a machine that reaches github.com: node scripts/setup.mjs --retry-official',
  )
}

async function buildApplication() {
  const build = await run(process.execPath, [inProject('scripts', 'build.mjs')], { cwd: projectRoot })
  if (build.code !== 0) {
    throw new SetupError(
      'The application could not be built.',
      'npm test -- --only types,build',
      build.output,
    )
  }
}

/** @param {import('./setup/runtime.mjs').Runtime} runtime @param {boolean} release */
async function packageApplication({ electron, sqliteBinding }, release) {
  const { build } = await import('electron-builder')
  // The program looks for resources/native first: there lies the addon that fits a substitute Electron.
  const addon = sqliteBinding === null ? [] : [{ from: sqliteBinding, to: 'native/better_sqlite3.node' }]
  await build({
    projectDir: projectRoot,
    dir: !release,
    config: {
      electronDist: electron.dist,
      electronVersion: electron.version,
      extraResources: addon,
      afterPack: removeLoader,
    },
  })
}

/**
 * Electron's own loader would run any folder named on the command line. electron-builder removes it from the
 * distributions it unpacks itself, and not from a folder it is given.
 * @param {import('electron-builder').AfterPackContext} context
 */
async function removeLoader({ packager, appOutDir }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}

async function checkFuses() {
  const { executable, folder } = packagedApp()
  const wrong = wrongFuses(await readFuses(executable))
  if (wrong.length > 0) {
    throw new SetupError(wrong.join('\n'), 'Set the fuses in electron-builder.yml, then package again.')
  }
  console.log(`Packaged: ${folder}`)
}

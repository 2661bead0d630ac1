import { existsSync } from 'node:fs'
import { cp, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { build } from 'vite'
import { bundleScripts, findWorkers, fingerprint } from './lib/bundles.mjs'
import { copyDocumentFonts } from './lib/document-fonts.mjs'
import { buildFolder } from './lib/files.mjs'
import { formatDuration } from './lib/log.mjs'
import { inProject } from './lib/paths.mjs'

/**
 * Builds the application into `out/`: the window's page, and one CommonJS bundle for each other process.
 * Does nothing when no source has changed since the last build; `--force` builds anyway.
 *
 *   node scripts/build.mjs [--force]
 */

const out = inProject('out')
const stamp = 'build.sha256'

/** Everything a build depends on. */
const inputs = [
  '{shared,electron,renderer}/**/*',
  'scripts/build.mjs',
  'scripts/lib/*.mjs',
  'package.json',
  'package-lock.json',
  'docs/third-party-notices.md',
]

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? stripVTControlCharacters(error.message) : error)
  process.exitCode = 1
}

/** @param {readonly string[]} args */
async function main(args) {
  const start = performance.now()
  const wanted = await fingerprint(inputs)
  if (!args.includes('--force') && (await readStamp()) === wanted) {
    // Says to who goes by times alone that what has changed since made no difference.
    await utimes(path.join(out, stamp), new Date(), new Date())
    console.log('The build in out/ is up to date.')
    return
  }
  await buildFolder(out, async (folder) => {
    await allDone([
      buildPage(path.join(folder, 'renderer')),
      bundleScripts(path.join(folder, 'main'), { main: 'electron/main/main.ts' }),
      bundleScripts(path.join(folder, 'preload'), { preload: 'electron/preload/preload.ts' }),
      bundleScripts(path.join(folder, 'core'), {
        core: 'electron/entries/core.utility.ts',
        ...(await findWorkers()),
      }),
      bundleScripts(path.join(folder, 'capture'), { capture: 'electron/entries/capture.ts' }),
      bundleScripts(path.join(folder, 'cli'), { refrain: 'electron/entries/cli.ts' }),
      copyResources(path.join(folder, 'resources')),
    ])
    await writeFile(path.join(folder, stamp), wanted)
  })
  console.log(`Built into out/ in ${formatDuration(performance.now() - start)}.`)
}

/**
 * Waits for every part, also when one fails: a part still running would write into a folder being removed.
 * @param {readonly Promise<unknown>[]} parts
 */
async function allDone(parts) {
  const failed = (await Promise.allSettled(parts)).find((part) => part.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/**
 * The page of the window, as its own configuration says.
 * @param {string} folder
 */
function buildPage(folder) {
  return build({
    configFile: inProject('renderer', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder },
  })
}

/** @param {string} folder */
async function copyResources(folder) {
  await cp(inProject('electron', 'core', 'database', 'migrations'), path.join(folder, 'migrations'), {
    recursive: true,
  })
  await cp(inProject('electron', 'core', 'data'), path.join(folder, 'data'), { recursive: true })
  await cp(
    inProject('node_modules', '@unimusic', 'chromaprint', 'dist', 'chromaprint.wasm'),
    path.join(folder, 'chromaprint.wasm'),
  )
  await cp(inProject('docs', 'third-party-notices.md'), path.join(folder, 'third-party-notices.md'))
  await copyDocumentFonts(path.join(folder, 'fonts'))
}

async function readStamp() {
  const file = path.join(out, stamp)
  return existsSync(file) ? readFile(file, 'utf8') : undefined
}

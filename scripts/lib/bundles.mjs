import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'vite'
import { inProject, projectRoot } from './paths.mjs'

const noSource = /\.test\.tsx?$|\.tsbuildinfo$/

/** What a bundle may load at run time. Everything else becomes part of it, so that start-up reads few files. */
const externals = [
  'electron',
  ...builtinModules.filter((name) => !name.startsWith('_')).flatMap((name) => [name, `node:${name}`]),
  ...['better-sqlite3', 'pdfkit', 'yauzl', 'iconv-lite'],
  // A decoder that audio-decode names but does not bring; files of its kind are not read.
  '@audio/decode-ape',
]
/** The oldest Node that must run it is the one in Electron 33. */
const nodeTarget = 'node20'

/**
 * Bundles for Node and Electron, as CommonJS: Electron's sandboxed preload and its loader need that.
 * @param {string} folder
 * @param {Record<string, string>} entries name of the bundle to source file
 */
export function bundleScripts(folder, entries) {
  return build({
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: externals },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: nodeTarget,
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, inProject(file)])),
        external: externals,
        output: {
          format: 'cjs',
          strict: true,
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
      },
    },
  })
}

/** Every `NAME.worker.ts` of the core is a bundle of its own, `NAME.worker.cjs`. */
export async function findWorkers() {
  const workers = await Array.fromAsync(glob('electron/core/**/*.worker.ts', { cwd: projectRoot }))
  return Object.fromEntries(workers.map((file) => [path.basename(file, '.ts'), file]))
}

/**
 * @param {readonly string[]} patterns globs, relative to the project; tests among them do not count
 * @returns {Promise<string>} a hash over the names and contents of the files they match
 */
export async function fingerprint(patterns) {
  const entries = await Array.fromAsync(glob([...patterns], { cwd: projectRoot, withFileTypes: true }))
  const files = entries
    .filter((entry) => entry.isFile() && !noSource.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    hash
      .update(`${path.relative(projectRoot, file)}\0`)
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex')
}

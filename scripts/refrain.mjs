import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inProject, projectRoot } from './lib/paths.mjs'
import { electronArguments, parseRuntime, runtimeFile } from './setup/runtime.mjs'

/**
 * The command line from the repository: what users get, built again first when a source is newer than the build.
 * Standard output belongs to the command; what happens here is said on standard error.
 *
 *   npm run -s refrain -- COMMAND
 */

const failed = 4
const oldestNode = 24
const noSource = /\.test\.tsx?$|\.tsbuildinfo$/

if (
  Number(process.versions.node.split('.')[0]) < oldestNode ||
  !existsSync(inProject('node_modules', 'vite'))
) {
  console.error(
    `Refrain is not set up here: it needs its dependencies and Node ${oldestNode}, which "npm run setup" brings. ` +
      'Then call it as "npm run -s refrain -- COMMAND".',
  )
  process.exitCode = failed
} else if (isStale() && !build()) {
  console.error('The command line could not be built. "npm test -- --only types,build" says more.')
  process.exitCode = failed
} else {
  tellCaptureProgram()
  await import(pathToFileURL(inProject('out', 'cli', 'refrain.cjs')).href)
}

/** True when something a build depends on changed after the last one. Folders count: files leave them, too. */
function isStale() {
  const stamp = inProject('out', 'build.sha256')
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  const sources = ['shared', 'electron', 'renderer'].flatMap((folder) => [
    inProject(folder),
    ...readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      inProject(folder, name),
    ),
  ])
  const others = ['package.json', 'package-lock.json', path.join('scripts', 'build.mjs')].map((name) =>
    inProject(name),
  )
  return [...sources, ...others].some((file) => {
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
    return modified > built && !noSource.test(file)
  })
}

/** Pages are captured by the application; where setup provided no Electron, that command says so. */
function tellCaptureProgram() {
  const runtime = existsSync(runtimeFile) ? parseRuntime(readFileSync(runtimeFile, 'utf8')) : undefined
  if (runtime === undefined || process.env['REFRAIN_CAPTURE_PROGRAM'] !== undefined) return
  const args = [...electronArguments(), projectRoot]
  process.env['REFRAIN_CAPTURE_PROGRAM'] = JSON.stringify({ command: runtime.electron.path, args })
}

function build() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inProject('scripts', 'build.mjs')], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  if (status !== 0) process.stderr.write(stdout + stderr)
  return status === 0
}

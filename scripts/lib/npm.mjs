import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { inProject } from './paths.mjs'
import { run } from './run.mjs'
import { SetupError } from './setup-error.mjs'

/** npm's own retries wait a minute each; without a network that is long to learn nothing. */
const retryLimits = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']

/**
 * Runs npm with the Node and the npm this script was started with.
 * Going through npm's own script avoids `npm.cmd`, which Windows cannot start without a shell.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const cli = findNpmCli()
  const all = [...args, ...retryLimits]
  if (cli === undefined) return run('npm', all, options)
  const started = process.env['npm_node_execpath']
  const node = started !== undefined && existsSync(started) ? started : process.execPath
  return run(nodeOutside(node, inProject('node_modules'), inProject('.refrain')), [cli, ...all], options)
}

/**
 * A Node that outlives an `npm ci`, which removes the project's own with everything else in `node_modules`, although
 * npm's scripts are run by it: the same one when it lies elsewhere, else a second name for it in `folder`.
 * @param {string} node
 * @param {string} modules
 * @param {string} folder
 * @returns {string}
 */
export function nodeOutside(node, modules, folder) {
  const inside = path.relative(modules, node)
  if (inside.startsWith('..') || path.isAbsolute(inside)) return node
  const kept = path.join(folder, `npm-runs-on${path.extname(node)}`)
  mkdirSync(folder, { recursive: true })
  rmSync(kept, { force: true })
  try {
    linkSync(node, kept)
  } catch {
    copyFileSync(node, kept)
  }
  return kept
}

/** @returns {string | undefined} */
function findNpmCli() {
  const started = process.env['npm_execpath']
  const nodeFolder = path.dirname(process.execPath)
  const candidates = [
    started !== undefined && path.basename(started) === 'npm-cli.js' ? started : undefined,
    path.join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  return candidates.find((candidate) => candidate !== undefined && existsSync(candidate))
}

/**
 * Explains why npm failed, by the error code it prints.
 * @param {string} what
 * @param {string} output of npm
 * @param {string} [otherwise] a second way out
 * @returns {SetupError}
 */
export function npmFailure(what, output, otherwise = '') {
  const errors = output.split('\n').filter((line) => !line.startsWith('npm warn'))
  return new SetupError(what, npmFix(output) + otherwise, errors.slice(0, 25).join('\n'))
}

/** @param {string} output */
function npmFix(output) {
  if (/\bENOSPC\b|\bnospc\b/.test(output)) {
    return 'The disk is full: free about 2 GB, then run the same command again.'
  }
  if (/code EUSAGE/.test(output) && /lock file/.test(output)) {
    return 'package.json and package-lock.json do not fit together: npm install --package-lock-only'
  }
  if (/code EINTEGRITY/.test(output)) {
    return 'A package differs from the one in package-lock.json: npm cache clean --force, then try again.'
  }
  return 'Check the network and the registry (npm ping), then run the same command again.'
}

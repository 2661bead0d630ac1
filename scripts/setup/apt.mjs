import { findOnPath, run } from '../lib/run.mjs'
import { withHeartbeat } from '../lib/log.mjs'
import { SetupError } from '../lib/setup-error.mjs'

/** Installing system packages on Debian, Ubuntu and their relatives. */

export function aptIsHere() {
  return findOnPath('apt-get') !== undefined && findOnPath('apt-cache') !== undefined
}

/**
 * Picks, of each list of names, the one this release of the system knows. Debian 13 and Ubuntu 24.04 gave
 * libraries with 64-bit time a new name: `libgtk-3-0t64` for `libgtk-3-0`.
 * @param {readonly (readonly string[])[]} alternatives
 * @param {ReadonlySet<string>} available
 * @returns {string[]} without repetition; the first name where none is known
 */
export function choosePackages(alternatives, available) {
  const chosen = alternatives.map((names) => names.find((name) => available.has(name)) ?? names[0] ?? '')
  return [...new Set(chosen)].sort()
}

/**
 * @param {string} policy output of `apt-cache policy NAME...`
 * @returns {Set<string>} the names that can be installed
 */
export function parseAptPolicy(policy) {
  const blocks = policy.matchAll(/^(\S+):\n(?: .*\n)*? {2}Candidate: (.+)$/gm)
  return new Set([...blocks].filter(([, , candidate]) => candidate !== '(none)').map(([, name]) => `${name}`))
}

/**
 * @param {readonly (readonly string[])[]} alternatives
 * @returns {Promise<string[]>}
 */
export async function resolvePackages(alternatives) {
  const policy = await run('apt-cache', ['policy', ...new Set(alternatives.flat())], {
    env: { ...process.env, LC_ALL: 'C' },
  })
  return choosePackages(alternatives, parseAptPolicy(policy.stdout))
}

/** @param {readonly string[]} packages @returns {string} the command a person without root would run */
export function aptCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/**
 * Installs packages; needs root.
 * @param {readonly (readonly string[])[]} alternatives
 * @returns {Promise<string[]>} what was installed
 * @throws {SetupError}
 */
export async function installPackages(alternatives) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  const updated = await withHeartbeat('apt-get update runs', () =>
    run('apt-get', [...wait, 'update'], { env }),
  )
  const packages = await resolvePackages(alternatives)
  const installed = await withHeartbeat('apt-get install runs', () =>
    run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], { env }),
  )
  if (installed.code !== 0) {
    throw new SetupError(
      'The system packages could not be installed.',
      aptCommand(packages),
      lastLines(updated.code === 0 ? installed.output : updated.output + installed.output),
    )
  }
  return packages
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split('\n').slice(-20).join('\n')
}

import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { logStep } from '../lib/log.mjs'
import { projectNodePath } from '../lib/paths.mjs'
import { printFailure } from '../lib/setup-error.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { withSetupLock } from './lock.mjs'

/** Setup's steps are numbered through; this module is the first. */
export const setupSteps = 6
const startedByBootstrap = 'REFRAIN_ON_PROJECT_NODE'

/**
 * Runs an entry script's body on the project's own Node, after making sure that it and the dependencies are
 * installed. Started with any other Node, it starts the same script again with the right one.
 * Prints failures and sets the exit status.
 * @param {string} entry `import.meta.url` of the entry script
 * @param {(args: readonly string[]) => Promise<number>} body gets the command line, returns the exit status
 * @param {() => void} [afterFailure] runs after a failure was printed
 */
export async function onProjectNode(entry, body, afterFailure = () => {}) {
  try {
    if (process.env[startedByBootstrap] === undefined) {
      const { nodeVersion, changed } = await withSetupLock(ensureDependencies)
      const state = `${changed ? 'installed' : 'up to date'}, Node ${nodeVersion}`
      logStep(1, setupSteps, 'Dependencies', state)
    }
    process.exitCode = isProjectNode() ? await body(process.argv.slice(2)) : await restart(entry)
  } catch (error) {
    printFailure(error)
    afterFailure()
    process.exitCode = 1
  }
}

function isProjectNode() {
  return realpathSync(process.execPath) === realpathSync(projectNodePath())
}

/**
 * @param {string} entry
 * @returns {Promise<number>} the exit status
 */
function restart(entry) {
  const child = spawn(projectNodePath(), [fileURLToPath(entry), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [startedByBootstrap]: '1' },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

import { spawn } from 'node:child_process'
import { onProjectNode } from '../setup/bootstrap.mjs'
import { onDisplay } from '../setup/display.mjs'
import { runtimeEnvironment } from '../setup/runtime.mjs'
import { setUp } from '../setup/set-up.mjs'
import { logDetail } from './log.mjs'
import { inProject, projectRoot } from './paths.mjs'
import { run } from './run.mjs'

/**
 * Sets up, builds, and runs a TypeScript program of the repository on the project's Node with a display at hand.
 * The program's exit status becomes this process's.
 * @param {string} entry `import.meta.url` of the calling script
 * @param {string} program path of the program
 */
export async function runBuilt(entry, program) {
  await onProjectNode(entry, async (args) => {
    const runtime = await setUp({ tests: true })
    const build = await run(process.execPath, [inProject('scripts', 'build.mjs')], { cwd: projectRoot })
    if (build.code !== 0) {
      logDetail(build.output)
      return 1
    }
    return await runProgram(program, args, { ...process.env, ...runtimeEnvironment(runtime) })
  })
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runProgram(program, args, env) {
  const [command, ...rest] = onDisplay([process.execPath, program, ...args])
  const child = spawn(command ?? process.execPath, rest, { cwd: projectRoot, env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

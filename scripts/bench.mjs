import { glob } from 'node:fs/promises'
import path from 'node:path'
import { logDetail, logStep } from './lib/log.mjs'
import { inProject, projectRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import buildTestWorkers from './lib/test-workers.mjs'
import { onProjectNode } from './setup/bootstrap.mjs'
import { onDisplay } from './setup/display.mjs'
import { runtimeEnvironment } from './setup/runtime.mjs'
import { setUp } from './setup/set-up.mjs'

/**
 * Measures what the budgets name, each figure beside a named peer in the same run. Every benchmark is a program
 * in test/bench that prints one JSON document; this prints them all as they come.
 *
 *   npm run bench [-- NAME ...]
 */
await onProjectNode(import.meta.url, async (args) => {
  const runtime = await setUp({ tests: true })
  const build = await run(process.execPath, [inProject('scripts', 'build.mjs')], { cwd: projectRoot })
  if (build.code !== 0) {
    logDetail(build.output)
    return 1
  }
  await buildTestWorkers()
  const programs = await benchmarks(args)
  let failed = 0
  for (const [index, program] of programs.entries()) {
    logStep(index + 1, programs.length, path.basename(program, '.bench.ts'))
    const [command, ...rest] = onDisplay([process.execPath, '--expose-gc', program])
    const result = await run(command ?? process.execPath, rest, {
      cwd: projectRoot,
      env: { ...process.env, ...runtimeEnvironment(runtime) },
    })
    if (result.code !== 0) failed++
    logDetail((result.code === 0 ? result.stdout : result.output).trimEnd())
  }
  return failed === 0 ? 0 : 1
})

/** @param {readonly string[]} names @returns {Promise<string[]>} */
async function benchmarks(names) {
  const all = await Array.fromAsync(glob('test/bench/*.bench.ts', { cwd: projectRoot }))
  const chosen = all.filter((file) => names.length === 0 || names.includes(path.basename(file, '.bench.ts')))
  return chosen.sort().map((file) => inProject(file))
}

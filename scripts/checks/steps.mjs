import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { readJson } from '../lib/files.mjs'
import { inProject, projectRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { runTool } from '../lib/tools.mjs'
import { hasDisplay, onDisplay } from '../setup/display.mjs'
import { runtimeEnvironment } from '../setup/runtime.mjs'
import { withMemoryFolder } from './memory-folder.mjs'
import { tallyCheck, tallyPlaywright, tallyVitest } from './tally.mjs'

/**
 * @typedef {import('../setup/runtime.mjs').Runtime} Runtime
 * @typedef {{ tally: import('./tally.mjs').Tally, output: string }} StepResult
 * @typedef {object} Step
 * @property {string} name For `npm test -- --only NAME`.
 * @property {string} title
 * @property {readonly string[]} needs Steps that must have succeeded before.
 * @property {boolean} alone Whether it uses the whole machine: beside it nothing else runs.
 * @property {(runtime: Runtime) => Promise<StepResult>} run
 */

const resultsFolder = inProject('.refrain', 'results')

/** Tests of the packaged application carry this tag; they need the package instead of the build. */
export const packagedTag = '@packaged'

/**
 * In the order in which they start: the quickest answers first, and beside the long one of them (lint) what else keeps
 * one processor busy.
 * @type {readonly Step[]}
 */
export const steps = [
  {
    name: 'format',
    title: 'Format',
    needs: [],
    alone: false,
    run: () => check('prettier', ['--check', '--log-level=warn', '.']),
  },
  {
    name: 'lint',
    title: 'Lint',
    needs: [],
    alone: false,
    run: () => check('eslint', ['.', '--max-warnings=0']),
  },
  {
    name: 'types',
    title: 'Types',
    needs: [],
    alone: false,
    run: () => check('typescript', ['--build'], 'tsc'),
  },
  {
    name: 'imports',
    title: 'Import rules',
    needs: [],
    alone: false,
    run: () => check('dependency-cruiser', ['shared', 'electron', 'renderer'], 'depcruise'),
  },
  { name: 'build', title: 'Build', needs: [], alone: false, run: () => script('build.mjs') },
  {
    name: 'package',
    title: 'Package',
    needs: ['build'],
    alone: false,
    run: () => script('package.mjs', ['--no-build']),
  },
  {
    name: 'unit',
    title: 'Unit tests',
    needs: [],
    alone: true,
    run: () => vitest('unit', ['--project=unit', '--project=window']),
  },
  {
    name: 'integration',
    title: 'Integration tests',
    needs: ['build'],
    alone: true,
    run: () => vitest('integration', ['--project=integration']),
  },
  {
    name: 'e2e',
    title: 'Tests of the application',
    needs: ['build'],
    alone: true,
    run: (runtime) => playwright('e2e', runtime, ['--grep-invert', packagedTag]),
  },
  {
    name: 'packaged',
    title: 'Tests of the packaged application',
    needs: ['package'],
    alone: true,
    run: (runtime) => playwright('packaged', runtime, ['--grep', packagedTag]),
  },
]

/**
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [command]
 * @returns {Promise<StepResult>}
 */
async function check(packageName, args, command = packageName) {
  const result = await runTool(packageName, args, { command })
  return { tally: tallyCheck(result.code === 0), output: result.output }
}

/** @param {string} name @param {readonly string[]} [args] @returns {Promise<StepResult>} */
async function script(name, args = []) {
  const result = await run(process.execPath, [inProject('scripts', name), ...args], { cwd: projectRoot })
  return { tally: tallyCheck(result.code === 0), output: result.output }
}

/** @param {string} name @param {readonly string[]} args @returns {Promise<StepResult>} */
async function vitest(name, args) {
  const report = await freshReport(name)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await withMemoryFolder((env) => runTool('vitest', ['run', ...reporters, ...args], { env }))
  return { tally: tallyVitest(await readJson(report), result.code), output: result.output }
}

/**
 * Two at a time where displays are virtual: each worker has its own then, and with it the keyboard and the clipboard.
 * @param {string} name @param {Runtime} runtime @param {readonly string[]} args @returns {Promise<StepResult>}
 */
async function playwright(name, runtime, args) {
  const report = await freshReport(name)
  const workers = hasDisplay() ? 1 : 2
  const options = [`--workers=${workers}`, '--reporter=line,json']
  const result = await runTool('@playwright/test', ['test', ...options, ...args], {
    command: 'playwright',
    env: { ...runtimeEnvironment(runtime), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    wrap: (command) => onDisplay(command),
  })
  return { tally: tallyPlaywright(await readJson(report), result.code), output: result.output }
}

/** An old report must never stand for a run that wrote none. @param {string} name @returns {Promise<string>} */
async function freshReport(name) {
  const file = path.join(resultsFolder, `${name}.json`)
  await mkdir(resultsFolder, { recursive: true })
  await rm(file, { force: true })
  return file
}

import { logDetail, logStep } from './lib/log.mjs'
import { inProject, projectRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { SetupError } from './lib/setup-error.mjs'
import { runElectron } from './setup/app-process.mjs'
import { onProjectNode } from './setup/bootstrap.mjs'
import { hasDisplay } from './setup/display.mjs'
import { setUp } from './setup/set-up.mjs'

/**
 * Sets up what is missing, builds, and opens the application.
 *
 *   npm start [-- --demo] [-- --workspace DIR]
 *
 * Arguments go to the application. Relative paths in them count from where the command was typed.
 */
await onProjectNode(import.meta.url, async (args) => {
  const runtime = await setUp()

  logStep(1, 2, 'Build')
  const build = await run(process.execPath, [inProject('scripts', 'build.mjs')], { cwd: projectRoot })
  if (build.code !== 0)
    throw new SetupError(
      'The application could not be built.',
      'npm test -- --only types,build',
      build.output,
    )

  logStep(2, 2, 'Open', 'press Ctrl-C here to close the application')
  if (!hasDisplay()) logDetail('there is no display, so its window cannot be seen here')
  return runElectron(runtime, [projectRoot, ...args], { cwd: process.env['INIT_CWD'] ?? process.cwd() })
})

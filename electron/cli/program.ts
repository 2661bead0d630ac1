import { Command, CommanderError } from 'commander'
import { resolve } from 'node:path'
import { asRefrainError, toErrorShape } from '../core/platform/failures.ts'
import type { CoreResources } from '../core/ports.ts'
import { addBundleCommands } from './commands/bundle.ts'
import { addCaseCommands } from './commands/cases.ts'
import { addCatalogCommands } from './commands/catalog.ts'
import { addEditingCommands } from './commands/editing.ts'
import { addFindingCommands } from './commands/findings.ts'
import { addIdentifierCommands } from './commands/identifiers.ts'
import { addIsrcMoreCommands } from './commands/isrc.ts'
import { addProfileCommands } from './commands/profile.ts'
import { addSweepCommands } from './commands/sweep.ts'
import { addWorkspaceCommands } from './commands/workspace.ts'
import { exit, exitFor, type ExitCode } from './exit.ts'
import { createOutput, type Streams } from './output.ts'
import { createSession, type Session } from './session.ts'

export interface CliEnvironment {
  readonly streams: Streams
  readonly resources: CoreResources
  readonly appVersion: string
  /** The app's own workspace, used without --workspace. */
  readonly defaultWorkspace: string
  readonly signal: AbortSignal
  readonly log: (line: string) => void
}

/**
 * Runs one command line and returns its exit code: 0 done, 1 findings or defects the command exists to report,
 * 2 usage, 3 bad input, 4 internal. Never throws.
 */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  const { streams } = environment
  let code: ExitCode = exit.done
  const program = new Command('refrain')
  const run = async (work: (session: Session) => Promise<ExitCode>): Promise<void> => {
    const { workspace, json } = program.opts<{ workspace?: string; json?: boolean }>()
    const output = createOutput(streams, json === true)
    const session = createSession({
      ...environment,
      output,
      workspace: resolve(workspace ?? environment.defaultWorkspace),
    })
    try {
      code = await work(session)
    } catch (error) {
      const shape = toErrorShape(error, environment.log)
      code = exitFor(shape.code)
      if (output.json) output.item({ error: shape }, '')
      output.note(`refrain: ${shape.message}`)
      if (asRefrainError(error) === null)
        output.note(`The log holds the cause under ${shape.ref ?? 'no reference'}.`)
    }
  }
  describeProgram(program, environment, run)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage
    throw error
  }
  return code
}

function describeProgram(
  program: Command,
  environment: CliEnvironment,
  run: (work: (session: Session) => Promise<ExitCode>) => Promise<void>,
): void {
  program
    .description(
      'Your recordings, where they turn up, and what you can prove about it. Everything stays on this machine.',
    )
    .version(environment.appVersion)
    .option('--workspace <folder>', "the workspace to use; the app's own when left out")
    .option('--json', 'one JSON document (or JSON Lines) on standard output')
    .configureOutput({ writeOut: environment.streams.out, writeErr: environment.streams.err })
    .exitOverride()
    .showHelpAfterError('Add --help for what this command takes.')
  addWorkspaceCommands(program, run)
  addProfileCommands(program, run)
  addIsrcMoreCommands(program, run)
  addCatalogCommands(program, run)
  addEditingCommands(program, run)
  addIdentifierCommands(program, run)
  addSweepCommands(program, run)
  addFindingCommands(program, run)
  addCaseCommands(program, run)
  addBundleCommands(program, run)
  acceptGlobalOptionsEverywhere(program, program)
}

/** `refrain sweep f.csv --json` and `refrain --json sweep f.csv` mean the same. */
function acceptGlobalOptionsEverywhere(root: Command, command: Command): void {
  for (const sub of command.commands) {
    if (sub.commands.length === 0) {
      sub.option('--workspace <folder>', "the workspace to use; the app's own when left out")
      sub.option('--json', 'one JSON document (or JSON Lines) on standard output')
      sub.hook('preAction', (_this, action) => {
        const { workspace, json } = action.opts<{ workspace?: string; json?: boolean }>()
        if (workspace !== undefined) root.setOptionValue('workspace', workspace)
        if (json === true) root.setOptionValue('json', true)
      })
    }
    sub.exitOverride().configureOutput(root.configureOutput())
    acceptGlobalOptionsEverywhere(root, sub)
  }
}

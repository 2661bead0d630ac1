import { Command, CommanderError } from 'commander'
import { resolve } from 'node:path'
import type { CoreResources } from '../core/ports.ts'
import type { AddCommands } from './all-commands.ts'
import { words } from './arguments.ts'
import { helpAfter, type Run } from './define.ts'
import { exit, type ExitCode } from './exit.ts'
import { reportFailure } from './failure.ts'
import { createOutput, type Streams } from './output.ts'
import { createSession } from './session.ts'
import { usageErrorOf } from './usage-error.ts'

export interface CliEnvironment {
  readonly streams: Streams
  readonly resources: CoreResources
  readonly appVersion: string
  /** The app's own workspace, used without --workspace. */
  readonly defaultWorkspace: string
  readonly signal: AbortSignal
  readonly log: (line: string) => void
}

const workspaceOption = [
  '--workspace <folder>',
  "the workspace to use; the app's own when left out",
  words('a folder', 4000),
] as const
const jsonOption = ['--json', 'one JSON document (or JSON Lines) on standard output'] as const

/**
 * Runs one command line and returns its exit code: 0 done, 1 findings or defects the command exists to report,
 * 2 usage, 3 bad input, 4 internal, 130 cancelled. Never throws.
 */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  let code: ExitCode = exit.done
  let reading = 'refrain'
  const program = new Command('refrain')
  const run: Run = async (work) => {
    const { workspace, json } = program.opts<{ workspace?: string; json?: boolean }>()
    const output = createOutput(environment.streams, json === true)
    const folder = resolve(workspace ?? environment.defaultWorkspace)
    try {
      code = await work(createSession({ ...environment, output, workspace: folder }))
    } catch (error) {
      code = reportFailure(error, reading, output, environment.log)
    }
  }
  describeProgram(program, environment)
  for (const add of await commandsFor(args)) add(program, run)
  settleEach(program, program, (command) => {
    reading = command
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.done
    const failure = error instanceof CommanderError ? usageErrorOf(error, reading) : error
    const output = createOutput(environment.streams, asksForJson(args))
    return reportFailure(failure, reading, output, environment.log)
  }
}

/** The commands that a command line may mean. A sweep by itself: what the others load would take more memory than it. */
async function commandsFor(args: readonly string[]): Promise<readonly AddCommands[]> {
  if (isSweep(args)) return [(await import('./commands/sweep.ts')).addSweepCommands]
  return (await import('./all-commands.ts')).allCommands
}

/** True when the first word behind the global options is the sweep. */
function isSweep(args: readonly string[]): boolean {
  let at = 0
  while (args[at] === '--json' || args[at] === '--workspace') at += args[at] === '--json' ? 1 : 2
  return args[at] === 'sweep'
}

function describeProgram(program: Command, environment: CliEnvironment): void {
  program
    .description(
      'Your recordings, where they turn up, and what you can prove about it. Everything stays on this machine.',
    )
    .version(environment.appVersion)
    .option(...workspaceOption)
    .option(...jsonOption)
    .configureOutput({
      writeOut: environment.streams.out,
      writeErr: environment.streams.err,
      outputError: () => undefined,
    })
    .addHelpText(
      'after',
      helpAfter({
        examples: ['init --sample', 'sweep listings.csv --catalog mine.csv --out found.csv'],
        reports: 'the command found what it looks for: findings, defects, rejected rows',
      }),
    )
}

/**
 * Gives every command the global options (`refrain sweep f.csv --json` and `refrain --json sweep f.csv` mean the
 * same) and remembers which of them was being read when the command line turns out to be wrong.
 */
function settleEach(root: Command, command: Command, onReading: (name: string) => void): void {
  const name = fullName(command)
  command.exitOverride((error) => {
    onReading(name)
    throw error
  })
  command.configureOutput(root.configureOutput())
  if (command !== root && command.commands.length === 0) {
    command.option(...workspaceOption).option(...jsonOption)
    command.hook('preAction', (_this, action) => {
      onReading(name)
      const { workspace, json } = action.opts<{ workspace?: string; json?: boolean }>()
      if (workspace !== undefined) root.setOptionValue('workspace', workspace)
      if (json === true) root.setOptionValue('json', true)
    })
  }
  for (const sub of command.commands) settleEach(root, sub, onReading)
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}

/** Whether JSON is asked for, also by a command line that cannot be read otherwise. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}

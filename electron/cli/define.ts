import type { Command } from 'commander'
import type { ExitCode } from './exit.ts'
import type { Session } from './session.ts'

/** Runs the work of a command in its session and keeps its exit code. */
export type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

interface CommandText {
  readonly description: string
  /** Command lines without the leading `refrain`. */
  readonly examples: readonly [string, ...string[]]
  /** What exit code 1 stands for; left out where the command has nothing to report. */
  readonly reports?: string
}

/**
 * Adds a command whose help shows how it is typed and what its exit codes mean. `isDefault`: the parent means it when
 * no command of its own follows.
 */
export function define(
  parent: Command,
  name: string,
  text: CommandText,
  options: { readonly isDefault?: boolean } = {},
): Command {
  return parent.command(name, options).description(text.description).addHelpText('after', helpAfter(text))
}

/** The end of every help page. */
export function helpAfter({ examples, reports }: Pick<CommandText, 'examples' | 'reports'>): string {
  return [
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  refrain ${example}`),
    '',
    'Exit codes:',
    '  0    done',
    ...(reports === undefined ? [] : [`  1    ${reports}`]),
    '  2    the command line is wrong; nothing was done',
    '  3    a file, the workspace or the state of things stands in the way; the message says what to do',
    '  4    a defect of the program; the message names the entry of the log',
    '  130  cancelled; nothing is half-written',
  ].join('\n')
}

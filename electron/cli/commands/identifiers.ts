import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import {
  checkIdentifier,
  type IdentifierCheck,
  identifierSchemes,
} from '../../../shared/domain/identifiers/scheme.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

type Scheme = (typeof identifierSchemes)[number] | 'auto'

/** One value as it is reported. */
interface Checked extends IdentifierCheck {
  readonly value: string
  readonly valid: boolean
}

const standardInput = '-'

/** id check */
export function addIdentifierCommands(program: Command, run: Run): void {
  const id = define(program, 'id', {
    description: 'identifiers',
    examples: ['id check QZ-9ZZ-21-00001'],
  })
  define(id, 'check', {
    description: 'per value: valid, normalised form, scheme, problems, suggestion',
    examples: [
      'id check QZ-9ZZ-21-00001 4006381333931',
      'id check --scheme isrc --file codes.txt',
      'id check --json - < codes.txt',
    ],
    reports: 'a value is not valid',
  })
    .argument('[value...]', 'the values to check; - reads them from standard input')
    .addOption(
      new Option('--scheme <scheme>', 'what the values are')
        .choices([...identifierSchemes, 'auto'])
        .default('auto'),
    )
    .option('--file <path>', 'read values from a text file, one a line; - reads standard input')
    .action((values: string[], options: { scheme: Scheme; file?: string }) =>
      run((session) => check(session, values, options)),
    )
}

async function check(
  session: Session,
  given: readonly string[],
  options: { readonly scheme: Scheme; readonly file?: string },
): Promise<ExitCode> {
  const values: string[] = []
  for (const value of given) values.push(...(value === standardInput ? await linesOf(null) : [value]))
  if (options.file !== undefined)
    values.push(...(await linesOf(options.file === standardInput ? null : options.file)))
  if (given.length === 0 && options.file === undefined)
    throw new UsageError('There is nothing to check. Give values, --file FILE, or - for standard input.')
  const checks = values.map((value): Checked => {
    const reading = checkIdentifier(value, options.scheme)
    return { value, valid: reading.status === 'valid', ...reading }
  })
  session.output.result(checks, describe(checks))
  return checks.every(({ valid }) => valid) ? exit.done : exit.reported
}

/** A table, and below each line what is to be said about its value. */
function describe(checks: readonly Checked[]): string[] {
  const header = ['VALUE', 'SCHEME', 'VALID', 'NORMALISED', 'SUGGESTION']
  const [head = '', ...lines] = table(header, checks.map(row))
  return [
    head,
    ...checks.flatMap((checked, index) => [
      lines[index] ?? '',
      ...checked.problems.map(({ message }) => `    ${message}`),
      ...checked.warnings.map(({ message }) => `    Note: ${message}`),
    ]),
  ]
}

function row(checked: Checked): readonly string[] {
  const { value, scheme, status, normalised, suggestion } = checked
  const valid = status === 'valid' ? 'yes' : status === 'empty' ? 'empty' : 'no'
  return [value, scheme ?? '-', valid, normalised ?? '-', suggestion ?? '-']
}

/**
 * The lines of a file, or of standard input for null, without the blank ones.
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY.
 */
async function linesOf(path: string | null): Promise<string[]> {
  const name = path === null ? 'Standard input' : `“${basename(path)}”`
  const lines: string[] = []
  const input = path === null ? process.stdin : createReadStream(path, 'utf8')
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const value = line.replace(/^\uFEFF/, '').trim()
      if (value !== '') lines.push(value)
    }
  } catch (cause) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `${name} cannot be read: it is not there, is a folder, or the rights are missing. Nothing was checked. Choose another file.`,
      undefined,
      { cause },
    )
  }
  if (lines.length === 0) throw new RefrainError('FILE_EMPTY', `${name} holds no value. Nothing was checked.`)
  return lines
}

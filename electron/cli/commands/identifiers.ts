import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import {
  checkIdentifier,
  type IdentifierCheck,
  identifierSchemes,
} from '../../../shared/domain/identifiers/scheme.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>
type Scheme = (typeof identifierSchemes)[number] | 'auto'

/** id check */
export function addIdentifierCommands(program: Command, run: Run): void {
  const id = program.command('id').description('identifiers')
  id.command('check')
    .description('per value: valid, normalised form, scheme, problems, suggestion')
    .argument('[value...]', 'the values to check')
    .addOption(
      new Option('--scheme <scheme>', 'what the values are')
        .choices([...identifierSchemes, 'auto'])
        .default('auto'),
    )
    .option('--file <path>', 'read values from a text file, one a line')
    .action((values: string[], options: { scheme: Scheme; file?: string }) =>
      run(async (session) => {
        const all = [...values, ...(options.file === undefined ? [] : await linesOf(options.file))]
        const checks = all.map((input) => ({ input, ...checkIdentifier(input, options.scheme) }))
        session.output.result(
          checks,
          table(['VALUE', 'SCHEME', 'STATUS', 'NORMALISED', 'REMARK'], checks.map(row)),
        )
        return checks.every((check) => check.status === 'valid') ? exit.done : exit.reported
      }),
    )
}

function row(check: IdentifierCheck & { readonly input: string }): readonly string[] {
  const remarks = [...check.problems, ...check.warnings].map((remark) => remark.message)
  if (check.suggestion !== null) remarks.push(`Perhaps ${check.suggestion}?`)
  return [check.input, check.scheme ?? '-', check.status, check.normalised ?? '-', remarks.join(' ')]
}

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (line.trim() !== '') lines.push(line)
  }
  return lines
}

import { type Command, Option } from 'commander'
import { authorities, registrationStates } from '../../../shared/contract/registrations.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'

interface AddOptions {
  readonly authority: (typeof authorities)[number]
  readonly status: (typeof registrationStates)[number]
  readonly for?: readonly SubjectArgument<'recording' | 'work' | 'release'>[]
  readonly effective?: string
  readonly published?: string
  readonly claimant?: string
  readonly type?: string
}

/** registration add, registration list */
export function addRegistrationCommands(program: Command, run: Run): void {
  const registration = define(program, 'registration', {
    description: 'with copyright offices and societies',
    examples: ['registration list'],
  })
  define(registration, 'add', {
    description: 'put a registration on record, or link one that is to more',
    examples: ['registration add "SR 1-048-123" --for recording:3 --effective 2026-02-03'],
  })
    .argument('<number>', 'as on the certificate, e.g. SR 1-048-123')
    .addOption(new Option('--authority <name>').choices([...authorities]).default('US-CO'))
    .addOption(new Option('--status <state>').choices([...registrationStates]).default('registered'))
    .option(
      '--for <subject>',
      'recording:ID, work:ID or release:ID; may be repeated',
      repeated(subjectArgument(['recording', 'work', 'release'])),
    )
    .option('--effective <date>', 'effective date of registration, YYYY-MM-DD')
    .option('--published <date>', 'date of publication it names, YYYY-MM-DD')
    .option('--claimant <name>')
    .option('--type <class>', 'class, where the number does not tell it')
    .action((number: string, options: AddOptions) =>
      run(async (session) => {
        const added = await session.withCore(({ call }) =>
          call('registrations.add', {
            number,
            authority: options.authority,
            status: options.status,
            subjects: [...(options.for ?? [])],
            effectiveOn: options.effective ?? null,
            publishedOn: options.published ?? null,
            claimant: options.claimant ?? '',
            type: options.type ?? '',
          }),
        )
        const id = String(added.registrationId)
        session.output.result(added, [
          added.existed ? `It was on record as ${id}; linked.` : `Registration ${id} added.`,
        ])
        return exit.done
      }),
    )
  define(registration, 'list', {
    description: 'every registration with what it covers',
    examples: ['registration list --search SR'],
  })
    .option('--search <text>', 'number, claimant or authority', '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const { rows } = await session.withCore(({ call }) =>
          call('registrations.list', { search, limit: 500 }),
        )
        const lines = rows.map((row) => [
          String(row.id),
          row.authority,
          row.number,
          row.status,
          row.effectiveOn ?? '-',
          row.subjects.map(({ title }) => title).join(', '),
        ])
        const header = ['ID', 'AUTHORITY', 'NUMBER', 'STATUS', 'EFFECTIVE', 'COVERS']
        session.output.result(rows, table(header, lines))
        return exit.done
      }),
    )
}

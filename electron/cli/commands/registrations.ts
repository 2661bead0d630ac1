import { type Command, Option } from 'commander'
import {
  authorities,
  registrationFields,
  registrationStates,
} from '../../../shared/contract/registrations.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import {
  anyText,
  type Assignment,
  collectAssignment,
  readAssignments,
  type SettableField,
  textOrNothing,
} from '../field-values.ts'
import { table } from '../output.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'

interface AddOptions {
  readonly authority: (typeof authorities)[number]
  readonly status: (typeof registrationStates)[number]
  readonly for?: readonly Subject[]
  readonly effective?: string
  readonly published?: string
  readonly claimant?: string
  readonly type?: string
}

type Subject = SubjectArgument<'recording' | 'work' | 'release'>

const subjectTypes = ['recording', 'work', 'release'] as const

/** Fields of a registration as --set names them. */
const fields = {
  number: { key: 'number', read: anyText },
  authority: { key: 'authority', read: anyText },
  type: { key: 'type', read: anyText },
  status: { key: 'status', read: anyText },
  effective: { key: 'effectiveOn', read: textOrNothing },
  published: { key: 'publishedOn', read: textOrNothing },
  claimant: { key: 'claimant', read: anyText },
  notes: { key: 'notes', read: anyText },
} as const satisfies Readonly<Record<string, SettableField>>

/** registration add, list, edit, link, unlink, remove */
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
      repeated(subjectArgument(subjectTypes)),
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
        const rows = await session.withCore(({ call }) =>
          allPages((page) => call('registrations.list', { search, ...page })),
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
  addRegistrationEdits(registration, run)
  addRegistrationLinks(registration, run)
}

function addRegistrationEdits(registration: Command, run: Run): void {
  define(registration, 'edit', {
    description: 'change fields of a registration; an empty value clears one',
    examples: ['registration edit 2 --set status=registered --set effective=2026-02-03'],
  })
    .argument('<id>', 'the registration', idArgument)
    .requiredOption(
      '--set <field=value>',
      `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
      collectAssignment,
    )
    .action((registrationId: number, options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(options.set, fields, registrationFields.partial())
        await session.withCore(({ call }) => call('registrations.update', { registrationId, patch }))
        session.output.result({ registrationId }, [`Registration ${String(registrationId)} changed.`])
        return exit.done
      }),
    )
  define(registration, 'remove', {
    description: 'take a registration off the record; “refrain undo” brings it back',
    examples: ['registration remove 2'],
  })
    .argument('<id>', 'the registration', idArgument)
    .action((registrationId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('registrations.remove', { registrationId }))
        session.output.result({ registrationId, removed: true }, [
          `Registration ${String(registrationId)} is off the record.`,
        ])
        return exit.done
      }),
    )
}

function addRegistrationLinks(registration: Command, run: Run): void {
  const subjectText = 'recording:ID, work:ID or release:ID'
  define(registration, 'link', {
    description: 'say what else a registration covers',
    examples: ['registration link 2 recording:3 recording:4'],
  })
    .argument('<id>', 'the registration', idArgument)
    .argument('<subject...>', subjectText, repeated(subjectArgument(subjectTypes)))
    .action((registrationId: number, subjects: readonly Subject[]) =>
      run(async (session) => {
        await session.withCore(({ call }) =>
          call('registrations.link', { registrationId, subjects: [...subjects] }),
        )
        session.output.result({ registrationId, linked: subjects }, [
          `Registration ${String(registrationId)} covers ${String(subjects.length)} more.`,
        ])
        return exit.done
      }),
    )
  define(registration, 'unlink', {
    description: 'say that a registration does not cover something',
    examples: ['registration unlink 2 recording:3'],
  })
    .argument('<id>', 'the registration', idArgument)
    .argument('<subject>', subjectText, subjectArgument(subjectTypes))
    .action((registrationId: number, subject: Subject) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('registrations.unlink', { registrationId, subject }))
        session.output.result({ registrationId, unlinked: subject }, [
          `Registration ${String(registrationId)} does not cover ${subject.type}:${String(subject.id)} any more.`,
        ])
        return exit.done
      }),
    )
}

import { type Command, Option } from 'commander'
import {
  authorities,
  registrationFields,
  registrationStates,
} from '../../../shared/contract/registrations.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import { anyText, type SettableField, textOrNothing } from '../field-values.ts'
import { table } from '../output.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'
import { addLinkedRecordCommands, subjectsText } from './linked-records.ts'

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
      `${subjectsText(subjectTypes)}; may be repeated`,
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
  addLinkedRecordCommands(registration, run, {
    noun: 'registration',
    idKey: 'registrationId',
    fields,
    patch: registrationFields.partial(),
    subjectTypes,
    texts: {
      edit: 'change fields of a registration; an empty value clears one',
      link: 'say what else a registration covers',
      unlink: 'say that a registration does not cover something',
      relation: { base: 'cover', third: 'covers' },
    },
    examples: {
      edit: 'registration edit 2 --set status=registered --set effective=2026-02-03',
      link: 'registration link 2 recording:3 recording:4',
      unlink: 'registration unlink 2 recording:3',
    },
    calls: {
      update: (call, registrationId, patch) => call('registrations.update', { registrationId, patch }),
      remove: (call, registrationId) => call('registrations.remove', { registrationId }),
      link: (call, registrationId, subjects) => call('registrations.link', { registrationId, subjects }),
      unlink: (call, registrationId, subject) => call('registrations.unlink', { registrationId, subject }),
    },
  })
}

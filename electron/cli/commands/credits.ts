import { type Command, Option } from 'commander'
import { z } from 'zod'
import { contributionFields, type RightsDetail } from '../../../shared/contract/rights.ts'
import { partyKinds } from '../../../shared/contract/parties.ts'
import { contributionRoles } from '../../../shared/domain/rights/roles.ts'
import { idArgument, wholeNumber } from '../arguments.ts'
import { creditTable } from '../credit-table.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import {
  anyText,
  type Assignment,
  collectAssignment,
  readAssignments,
  type SettableField,
} from '../field-values.ts'
import { type SubjectArgument, subjectArgument } from '../subjects.ts'

type CreditedSubject = SubjectArgument<'recording' | 'work' | 'release'>

/** Fields of a credit as --set names them. */
const fields = {
  role: { key: 'role', read: anyText },
  instrument: { key: 'instrument', read: anyText },
  'credited-as': { key: 'creditedAs', read: anyText },
  'join-phrase': { key: 'joinPhrase', read: anyText },
} as const satisfies Readonly<Record<string, SettableField>>

const subjectText = ['<subject>', 'recording:ID, work:ID or release:ID'] as const
const readSubject = subjectArgument(['recording', 'work', 'release'])

interface AddOptions {
  readonly role: string
  readonly instrument?: string
  readonly as?: string
  readonly kind: (typeof partyKinds)[number]
}

/** credit list, credit add, credit edit, credit move, credit remove */
export function addCreditCommands(program: Command, run: Run): void {
  const credit = define(program, 'credit', {
    description: 'who did what on a recording, a work or a release',
    examples: ['credit list recording:3'],
  })
  define(credit, 'list', {
    description: 'the credits in their order, and the artist line they make',
    examples: ['credit list recording:3', 'credit list work:1 --json'],
  })
    .argument(...subjectText, readSubject)
    .action((subject: CreditedSubject) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('rights.get', { subject }))
        const { contributions, creditLine } = detail
        session.output.result({ contributions, creditLine }, describe(detail))
        return exit.done
      }),
    )
  addCreditAdd(credit, run)
  addCreditEdits(credit, run)
}

function addCreditAdd(credit: Command, run: Run): void {
  define(credit, 'add', {
    description: 'credit somebody; a name that is not known becomes a party',
    examples: [
      'credit add recording:3 "Oskar Vane" --role producer',
      'credit add recording:3 "Tam Lin" --role instrument --instrument cello',
    ],
  })
    .argument(...subjectText, readSubject)
    .argument('<name>')
    .addOption(
      new Option('--role <role>', 'what they did')
        .choices(contributionRoles.map(({ code }) => code))
        .makeOptionMandatory(),
    )
    .option('--instrument <name>')
    .option('--as <name>', 'the name as it is printed')
    .addOption(
      new Option('--kind <kind>', 'of a party that is new').choices([...partyKinds]).default('person'),
    )
    .action((subject: CreditedSubject, name: string, options: AddOptions) =>
      run(async (session) => {
        const shown = await session.withCore(async ({ call }) => {
          const { contributionId } = await call('contributions.add', {
            subject,
            party: { name, kind: options.kind },
            role: options.role,
            ...(options.instrument === undefined ? {} : { instrument: options.instrument }),
            ...(options.as === undefined ? {} : { creditedAs: options.as }),
          })
          return { contributionId, detail: await call('rights.get', { subject }) }
        })
        const { contributions, creditLine } = shown.detail
        session.output.result(
          { contributionId: shown.contributionId, contributions, creditLine },
          describe(shown.detail),
        )
        return exit.done
      }),
    )
}

function addCreditEdits(credit: Command, run: Run): void {
  define(credit, 'edit', {
    description: 'change what a credit says; an empty value clears a field',
    examples: ['credit edit 7 --set role=co-producer --set credited-as="O. Vane"'],
  })
    .argument('<id>', 'the credit', idArgument)
    .requiredOption(
      '--set <field=value>',
      `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
      collectAssignment,
    )
    .action((contributionId: number, options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(options.set, fields, creditPatch)
        await session.withCore(({ call }) => call('contributions.update', { contributionId, patch }))
        session.output.result({ contributionId }, [`Credit ${String(contributionId)} changed.`])
        return exit.done
      }),
    )
  define(credit, 'move', {
    description: 'put a credit at another place in the order',
    examples: ['credit move 7 --to 1'],
  })
    .argument('<id>', 'the credit', idArgument)
    .requiredOption('--to <place>', 'counted from 1', wholeNumber(1, 10_000))
    .action((contributionId: number, { to }: { to: number }) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('contributions.move', { contributionId, to: to - 1 }))
        session.output.result({ contributionId, place: to }, [`Credit ${String(contributionId)} moved.`])
        return exit.done
      }),
    )
  define(credit, 'remove', {
    description: 'take a credit off; the party stays',
    examples: ['credit remove 7'],
  })
    .argument('<id>', 'the credit', idArgument)
    .action((contributionId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('contributions.remove', { contributionId }))
        session.output.result({ contributionId, removed: true }, [
          `Credit ${String(contributionId)} is taken off.`,
        ])
        return exit.done
      }),
    )
}

const creditPatch = contributionFields
  .extend({ role: z.enum(contributionRoles.map(({ code }) => code)) })
  .partial()

function describe({ contributions, creditLine }: RightsDetail): string[] {
  return [...(creditLine === '' ? [] : [creditLine]), ...creditTable(contributions)]
}

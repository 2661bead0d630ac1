import { type Command, Option } from 'commander'
import { type PartyDetail, partyFields, partyKinds } from '../../../shared/contract/parties.ts'
import { roleLabel } from '../../../shared/domain/rights/roles.ts'
import { collectIds, idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import {
  anyText,
  type Assignment,
  collectAssignment,
  readAssignments,
  type SettableField,
  textList,
  textOrNothing,
} from '../field-values.ts'
import { table } from '../output.ts'

/** Fields of a party as --set names them. */
const fields = {
  name: { key: 'name', read: anyText },
  kind: { key: 'kind', read: anyText },
  'sort-name': { key: 'sortName', read: anyText },
  ipi: { key: 'ipiName', read: textOrNothing },
  'ipi-base': { key: 'ipiBase', read: textOrNothing },
  isni: { key: 'isni', read: textOrNothing },
  email: { key: 'email', read: anyText },
  notes: { key: 'notes', read: anyText },
  aliases: { key: 'aliases', read: textList },
} as const satisfies Readonly<Record<string, SettableField>>

const setOption = [
  '--set <field=value>',
  `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')} (divided by semicolons)`,
  collectAssignment,
] as const

/** party list, party show, party add, party edit, party delete, party merge */
export function addPartyCommands(program: Command, run: Run): void {
  const party = define(program, 'party', {
    description: 'people, groups and companies',
    examples: ['party list --search halvorsen'],
  })
  define(party, 'list', {
    description: 'everybody who is credited or owns a share',
    examples: ['party list --search halvorsen'],
  })
    .option('--search <text>', 'name, alias, IPI or ISNI', '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const rows = await session.withCore((core) =>
          allPages((page) => core.call('parties.list', { search, ...page })),
        )
        const lines = rows.map((row) => [
          String(row.id),
          row.name,
          row.kind,
          row.ipiName ?? '-',
          row.isni ?? '-',
          String(row.credits),
          String(row.shares),
        ])
        session.output.result(rows, table(['ID', 'NAME', 'KIND', 'IPI', 'ISNI', 'CREDITS', 'SHARES'], lines))
        return exit.done
      }),
    )
  define(party, 'show', {
    description: 'a person, group or company, and what they are credited for',
    examples: ['party show 4'],
  })
    .argument('<id>', 'the party', idArgument)
    .action((partyId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('parties.get', { partyId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  addPartyEdits(party, run)
  define(party, 'merge', {
    description: 'make others one with the first; undo takes it back',
    examples: ['party merge 4 9 12'],
  })
    .argument('<keep>', 'the party that stays', idArgument)
    .argument('<other...>', 'those that become it', collectIds)
    .action((keepId: number, mergeIds: readonly number[]) =>
      run(async (session) => {
        const { merged } = await session.withCore(({ call }) =>
          call('parties.merge', { keepId, mergeIds: [...mergeIds] }),
        )
        session.output.result({ keepId, merged }, [`${String(merged)} merged into party ${String(keepId)}.`])
        return exit.done
      }),
    )
}

function addPartyEdits(party: Command, run: Run): void {
  define(party, 'add', {
    description: 'add a person, group or company',
    examples: ['party add "Mira Halvorsen" --set ipi=00119750569 --set email=mira@example.org'],
  })
    .argument('<name>')
    .addOption(new Option('--kind <kind>').choices([...partyKinds]).default('person'))
    .option(...setOption)
    .action((name: string, options: { kind: PartyDetail['kind']; set?: readonly Assignment[] }) =>
      run(async (session) => {
        const others = readAssignments(options.set ?? [], fields, partyFields.partial())
        const detail = await session.withCore(async ({ call }) => {
          const { partyId } = await call('parties.create', { kind: options.kind, ...others, name })
          return call('parties.get', { partyId })
        })
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  define(party, 'edit', {
    description: 'change fields of a party; a name that is replaced stays as an alias',
    examples: ['party edit 4 --set isni="0000 0001 2103 2683"', 'party edit 4 --set email='],
  })
    .argument('<id>', 'the party', idArgument)
    .requiredOption(...setOption)
    .action((partyId: number, options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(options.set, fields, partyFields.partial())
        const detail = await session.withCore(async ({ call }) => {
          await call('parties.update', { partyId, patch })
          return call('parties.get', { partyId })
        })
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  define(party, 'delete', {
    description: 'delete a party without credits and shares; “refrain undo” brings it back',
    examples: ['party delete 4'],
  })
    .argument('<id>', 'the party', idArgument)
    .action((partyId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('parties.delete', { partyId }))
        session.output.result({ partyId, deleted: true }, [`Party ${String(partyId)} is deleted.`])
        return exit.done
      }),
    )
}

function describe(party: PartyDetail): string[] {
  const line = (name: string, value: string | null) =>
    value === null || value === '' ? [] : [`${name.padEnd(10)} ${value}`]
  const credits = party.credits.map(({ subjectType, subjectId, title, role }) => [
    `${subjectType}:${String(subjectId)}`,
    roleLabel(role),
    title,
  ])
  return [
    `Party ${String(party.id)} · ${party.name} · ${party.kind}`,
    ...line('Sorted as', party.sortName),
    ...line('Also', party.aliases.join(' · ')),
    ...line('IPI', party.ipiName),
    ...line('IPI base', party.ipiBase),
    ...line('ISNI', party.isni),
    ...line('E-mail', party.email),
    ...line('Shares', party.shares === 0 ? '' : String(party.shares)),
    ...line('Notes', party.notes.replaceAll('\n', ' ')),
    ...table(['CREDITED ON', 'ROLE', 'TITLE'], credits),
  ]
}

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ProviderRow } from '../../../shared/contract/providers.ts'
import {
  effectiveFacts,
  type ProviderField,
  providerFacts,
  providerFields,
} from '../../../shared/domain/notices/provider-facts.ts'
import { idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
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

const fields: Readonly<Record<string, SettableField>> = {
  email: { key: 'email', read: textOrNothing },
  form: { key: 'form', read: textOrNothing },
  requirements: { key: 'requirements', read: textList },
  'responds-in': { key: 'respondsIn', read: readResponse },
  country: { key: 'country', read: (text) => (text.trim() === '' ? null : text.trim().toUpperCase()) },
  note: { key: 'note', read: anyText },
}

/** provider list, provider set, provider reset, provider add */
export function addProviderCommands(program: Command, run: Run): void {
  const provider = define(program, 'provider', {
    description: 'the directory of service providers, and what you know better',
    examples: ['provider list --search tube', 'provider set 14 --set email=agent@host.example'],
  })
  define(provider, 'list', {
    description: 'providers with where notices go, how sure that is, and what you set yourself',
    examples: ['provider list', 'provider list --search cloud --json'],
  })
    .option('--search <text>', 'in name or domain', optionalWords(200), '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const { providers } = await session.withCore(({ call }) => call('providers.list', { search }))
        const rows = providers.map((row) => {
          const { email, form } = effectiveFacts(row.shipped, row.own)
          const own = Object.keys(row.own).join(', ')
          return [
            String(row.id),
            row.confidence === 'low' ? 'LOW' : row.confidence,
            row.checkedOn,
            row.name,
            `${email ?? form ?? '–'}${own === '' ? '' : ` (yours: ${own})`}`,
          ]
        })
        session.output.result(providers, table(['ID', 'CONFIDENCE', 'CHECKED', 'NAME', 'NOTICES TO'], rows))
        return exit.done
      }),
    )
  define(provider, 'set', {
    description: 'set facts of your own; the shipped ones stay on record',
    examples: [
      'provider set 14 --set email=agent@host.example --set responds-in="3 business days"',
      'provider set 14 --set country=DE',
    ],
  })
    .argument('<id>', 'the provider', idArgument)
    .requiredOption('--set <field=value>', Object.keys(fields).join(', '), collectAssignment)
    .action((providerId: number, { set }: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(set, fields, providerFacts.partial())
        const row = await session.withCore(({ call }) => call('providers.set', { providerId, patch }))
        session.output.result(row, describe(row))
        return exit.done
      }),
    )
  define(provider, 'reset', {
    description: 'take a fact of your own away; the shipped one holds again',
    examples: ['provider reset 14 --field email'],
  })
    .argument('<id>', 'the provider', idArgument)
    .addOption(new Option('--field <field>', 'the fact').choices([...providerFields]).makeOptionMandatory())
    .action((providerId: number, { field }: { field: ProviderField }) =>
      run(async (session) => {
        const row = await session.withCore(({ call }) => call('providers.reset', { providerId, field }))
        session.output.result(row, describe(row))
        return exit.done
      }),
    )
  define(provider, 'add', {
    description: 'a provider that is not in the directory',
    examples: ['provider add "Big Rack" --domain bigrack.example'],
  })
    .argument('<name>', 'its name', words('a name', 200))
    .requiredOption('--domain <domain...>', 'its domains')
    .action((name: string, { domain }: { domain: readonly string[] }) =>
      run(async (session) => {
        const row = await session.withCore(({ call }) =>
          call('providers.add', { name, domains: [...domain] }),
        )
        session.output.result(row, describe(row))
        return exit.done
      }),
    )
}

function readResponse(text: string): unknown {
  if (text.trim() === '') return null
  const [, days, business] = /^(\d{1,3})\s*(business )?days?$/.exec(text.trim()) ?? []
  if (days === undefined) throw new InvalidArgumentError('expected is “3 days” or “3 business days”')
  return { days: Number(days), business: business !== undefined }
}

function describe(row: ProviderRow): string[] {
  const holds = effectiveFacts(row.shipped, row.own)
  return [
    `${String(row.id)} ${row.name} · ${row.confidence} · ${row.source}, ${row.checkedOn}`,
    ...providerFields.map((field) => {
      const own = field in row.own
      const shipped = own ? `  (yours; shipped: ${shown(row.shipped[field])})` : ''
      return `  ${field.padEnd(13)} ${shown(holds[field])}${shipped}`
    }),
  ]
}

function shown(value: unknown): string {
  if (value === null || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join('; ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

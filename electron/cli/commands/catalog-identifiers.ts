import { type Command, Option } from 'commander'
import { idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'

const states = ['alias', 'erroneous', 'conflict'] as const
type State = (typeof states)[number]
const schemes = ['isrc', 'gtin', 'iswc'] as const

interface AddOptions {
  readonly recording: number
  readonly code: string
  readonly state: State
  readonly scheme: (typeof schemes)[number]
  readonly source: string
}

/** catalog identifiers list, add, mark, remove */
export function addIdentifierNotes(catalog: Command, run: Run): void {
  const identifiers = define(catalog, 'identifiers', {
    description: 'further codes of a recording: aliases, and wrong codes it is found under',
    examples: ['catalog identifiers list --recording 12'],
  })
  define(identifiers, 'list', {
    description: 'the codes noted beside the one of a recording, and where each comes from',
    examples: ['catalog identifiers list --recording 12 --json'],
  })
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .action((options: { readonly recording: number }) =>
      run(async (session) => {
        const input = { recordingId: options.recording }
        const { identifiers: noted } = await session.withCore(({ call }) => call('identifiers.list', input))
        const rows = noted.map(({ id, scheme, value, state, source }) => [
          String(id),
          scheme,
          value,
          state,
          source,
        ])
        session.output.result(noted, table(['ID', 'SCHEME', 'CODE', 'STATE', 'SOURCE'], rows))
        return exit.done
      }),
    )
  define(identifiers, 'add', {
    description: 'note a further code of a recording; a sweep finds it by that code too',
    examples: [
      'catalog identifiers add --recording 12 --code QZ-ABC-26-00001 --source "old distributor"',
      'catalog identifiers add --recording 12 --code USS1Z9900009 --state erroneous --source spotify',
    ],
  })
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .requiredOption('--code <code>', 'the code', words('a code', 60))
    .addOption(stateOption().default('alias'))
    .addOption(new Option('--scheme <scheme>', 'what kind of code').choices([...schemes]).default('isrc'))
    .option('--source <text>', 'where the code was seen', optionalWords(300), '')
    .action((options: AddOptions) =>
      run(async (session) => {
        const { recording: recordingId, ...code } = options
        const noted = await session.withCore(({ call }) => call('identifiers.add', { recordingId, ...code }))
        session.output.result(noted, [`Noted as ${String(noted.identifierId)}.`])
        return exit.done
      }),
    )
  define(identifiers, 'mark', {
    description: 'say what a noted code is',
    examples: ['catalog identifiers mark --id 7 --state erroneous'],
  })
    .requiredOption('--id <id>', 'the code, as “catalog identifiers list” numbers it', idArgument)
    .addOption(stateOption().makeOptionMandatory())
    .action((options: { readonly id: number; readonly state: State }) =>
      run(async (session) => {
        const input = { identifierId: options.id, state: options.state }
        await session.withCore(({ call }) => call('identifiers.update', input))
        session.output.result(input, [`${String(options.id)} is ${options.state}.`])
        return exit.done
      }),
    )
  define(identifiers, 'remove', {
    description: 'take a noted code away; “refrain undo” brings it back',
    examples: ['catalog identifiers remove --id 7'],
  })
    .requiredOption('--id <id>', 'the code, as “catalog identifiers list” numbers it', idArgument)
    .action((options: { readonly id: number }) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('identifiers.remove', { identifierId: options.id }))
        session.output.result({ removed: options.id }, ['Removed.'])
        return exit.done
      }),
    )
}

function stateOption(): Option {
  return new Option('--state <state>', 'alias: also of it; erroneous: wrong; conflict: of another').choices([
    ...states,
  ])
}

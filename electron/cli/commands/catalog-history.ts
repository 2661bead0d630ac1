import type { Command } from 'commander'
import { type HistoryTable, historyTables } from '../../../shared/contract/editing.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import { UsageError } from '../usage-error.ts'

type RecordOptions = Readonly<Partial<Record<HistoryTable, number>>>

/** catalog history, catalog restore */
export function addHistoryCommands(catalog: Command, run: Run): void {
  const history = define(catalog, 'history', {
    description: 'who changed what in a recording, release, work or person, and when',
    examples: ['catalog history --recording 12', 'catalog history --release 3'],
  })
  withRecord(history).action((options: RecordOptions) =>
    run(async (session) => {
      const { entries } = await session.withCore(({ call }) => call('history.list', chosen(options)))
      const rows = entries.map(({ id, at, actor, label, fields }) => {
        const changes = fields.map(({ field, from, to }) => `${field}: ${shown(from)} → ${shown(to)}`)
        return [String(id), at, actor, label, changes.join('; ')]
      })
      session.output.result(entries, table(['NO', 'AT', 'BY', 'STEP', 'CHANGES'], rows))
      return exit.done
    }),
  )
  const restore = define(catalog, 'restore', {
    description: 'give a recording, release, work or person the values it had after a step of its history',
    examples: ['catalog restore --recording 12 --entry 7', 'catalog restore --work 4 --entry 9'],
  }).requiredOption('--entry <no>', 'the step, as “catalog history” shows it', idArgument)
  withRecord(restore).action((options: RecordOptions & { readonly entry: number }) =>
    run(async (session) => {
      const input = { ...chosen(options), entryId: options.entry }
      const restored = await session.withCore(({ call }) => call('history.restore', input))
      const outcome = restored.changed ? 'Restored.' : 'It has these values already.'
      session.output.result(restored, [outcome, ...restored.kept])
      return exit.done
    }),
  )
}

function withRecord(command: Command): Command {
  return command
    .option('--recording <id>', 'the recording', idArgument)
    .option('--release <id>', 'the release', idArgument)
    .option('--work <id>', 'the work', idArgument)
    .option('--party <id>', 'the person, group or company', idArgument)
}

/** @throws UsageError unless one record is named. */
function chosen(options: RecordOptions): { readonly table: HistoryTable; readonly recordId: number } {
  const named = historyTables.flatMap((name) => {
    const recordId = options[name]
    return recordId === undefined ? [] : [{ table: name, recordId }]
  })
  const [record] = named
  if (record === undefined || named.length > 1) {
    throw new UsageError('Name one record: --recording, --release, --work or --party with its number.')
  }
  return record
}

function shown(value: string | number | null): string {
  return String(value ?? '')
}

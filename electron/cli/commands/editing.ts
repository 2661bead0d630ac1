import { type Command, Option } from 'commander'
import { replaceableFields, type Replacement } from '../../../shared/contract/editing.ts'
import { idArgument } from '../arguments.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

/** catalog duplicates, catalog merge, catalog replace, catalog history: added to the group `catalog`. */
export function addEditingCommands(program: Command, run: Run): void {
  const catalog =
    program.commands.find((command) => command.name() === 'catalog') ?? program.command('catalog')
  addDuplicates(catalog, run)
  addReplace(catalog, run)
  catalog
    .command('history')
    .description('who changed what in a recording, and when')
    .requiredOption('--recording <id>', 'the recording', idArgument)
    .action((options: { recording: number }) =>
      run(async (session) => {
        const input = { table: 'recording', recordId: options.recording } as const
        const { entries } = await session.withCore(({ call }) => call('history.list', input))
        const rows = entries.map(({ id, at, actor, label, fields }) => [
          String(id),
          at,
          actor,
          label,
          fields
            .map(({ field, from, to }) => `${field}: ${String(from ?? '')} → ${String(to ?? '')}`)
            .join('; '),
        ])
        session.output.result(entries, table(['NO', 'AT', 'BY', 'STEP', 'CHANGES'], rows))
        return exit.done
      }),
    )
}

function addDuplicates(catalog: Command, run: Run): void {
  catalog
    .command('duplicates')
    .description('recordings that may be the same one')
    .action(() =>
      run(async (session) => {
        const { groups } = await session.withCore(({ call }) => call('editing.duplicates', { limit: 500 }))
        const rows = groups.map(({ reason, recordings }) => [
          reason,
          recordings.map(({ id }) => String(id)).join(' '),
          recordings[0]?.title ?? '',
        ])
        session.output.result(groups, table(['REASON', 'RECORDINGS', 'TITLE'], rows))
        return groups.length > 0 ? exit.reported : exit.done
      }),
    )
  catalog
    .command('merge')
    .description('make one recording of two; everything of the second moves to the first')
    .requiredOption('--keep <id>', 'the recording that stays', idArgument)
    .requiredOption('--merge <id>', 'the recording that goes', idArgument)
    .option('--take <fields>', 'fields whose value comes from the one that goes, separated by commas', '')
    .option('--dry-run', 'show both side by side, change nothing')
    .action((options: { keep: number; merge: number; take: string; dryRun?: boolean }) =>
      run(async (session) => {
        const pair = { keepId: options.keep, mergeId: options.merge }
        const take = options.take.split(',').flatMap((field) => (field.trim() === '' ? [] : [field.trim()]))
        const preview = await session.withCore(async ({ call }) => {
          const seen = await call('editing.mergePreview', pair)
          if (options.dryRun !== true) await call('editing.merge', { ...pair, take })
          return seen
        })
        const rows = preview.fields.map(({ field, keep, other }) => [
          field,
          String(keep ?? ''),
          String(other ?? ''),
        ])
        session.output.result(preview, table(['FIELD', 'STAYS', 'GOES'], rows))
        return preview.obstacle === null ? exit.done : exit.reported
      }),
    )
}

function addReplace(catalog: Command, run: Run): void {
  catalog
    .command('replace')
    .description('find and replace in one field of all recordings')
    .addOption(new Option('--field <field>').choices([...replaceableFields]).default('title'))
    .requiredOption('--find <text>')
    .requiredOption('--by <text>')
    .option('--match-case')
    .option('--whole-word')
    .option('--regular-expression')
    .option('--dry-run', 'show what would change')
    .action(
      (
        options: Pick<Replacement, 'field' | 'find' | 'matchCase' | 'wholeWord' | 'regularExpression'> & {
          by: string
          dryRun?: boolean
        },
      ) =>
        run(async (session) => {
          const { by, dryRun, ...rule } = options
          const input = { ...rule, replace: by }
          const preview = await session.withCore(async ({ call }) => {
            const seen = await call('editing.replacePreview', input)
            if (dryRun !== true && seen.total > 0) await call('editing.replaceApply', input)
            return seen
          })
          const rows = preview.changes.map(({ recordingId, from, to }) => [
            String(recordingId),
            String(from ?? ''),
            String(to ?? ''),
          ])
          session.output.result({ ...preview, dryRun: dryRun === true }, table(['ID', 'NOW', 'THEN'], rows))
          return exit.done
        }),
    )
}

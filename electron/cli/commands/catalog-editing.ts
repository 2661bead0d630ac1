import { type Command, Option } from 'commander'
import { mostDuplicateGroups, replaceableFields, type Replacement } from '../../../shared/contract/editing.ts'
import { idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

const moreGroups = `There are more than these ${mostDuplicateGroups} groups. Merge some of them, then ask again for the rest.`

interface MergeOptions {
  readonly keep: number
  readonly merge: number
  readonly take: readonly string[]
  readonly dryRun?: boolean
}

type ReplaceOptions = Pick<
  Replacement,
  'field' | 'find' | 'matchCase' | 'wholeWord' | 'regularExpression'
> & { readonly by: string; readonly dryRun?: boolean }

/** catalog duplicates, catalog merge, catalog replace */
export function addEditingCommands(catalog: Command, run: Run): void {
  addDuplicates(catalog, run)
  addReplace(catalog, run)
}

function addDuplicates(catalog: Command, run: Run): void {
  define(catalog, 'duplicates', {
    description: 'recordings that may be the same one',
    examples: ['catalog duplicates'],
    reports: 'there are such recordings',
  }).action(() =>
    run(async (session) => {
      const { groups, more } = await session.withCore(({ call }) =>
        call('editing.duplicates', { limit: mostDuplicateGroups }),
      )
      const rows = groups.map(({ reason, recordings }) => [
        reason,
        recordings.map(({ id }) => String(id)).join(' '),
        recordings[0]?.title ?? '',
      ])
      const lines = table(['REASON', 'RECORDINGS', 'TITLE'], rows)
      session.output.result(groups, lines)
      if (more) session.output.note(moreGroups)
      return groups.length > 0 ? exit.reported : exit.done
    }),
  )
  define(catalog, 'merge', {
    description: 'make one recording of two; everything of the second moves to the first',
    examples: [
      'catalog merge --keep 12 --merge 40 --dry-run',
      'catalog merge --keep 12 --merge 40 --take year,notes',
    ],
    reports: 'something keeps the two from being merged; nothing was changed',
  })
    .requiredOption('--keep <id>', 'the recording that stays', idArgument)
    .requiredOption('--merge <id>', 'the recording that goes', idArgument)
    .option(
      '--take <fields>',
      'fields whose value comes from the one that goes, divided by commas',
      fieldsArgument,
      [],
    )
    .option('--dry-run', 'show both side by side, change nothing')
    .action((options: MergeOptions) => run((session) => merge(session, options)))
}

async function merge(session: Session, options: MergeOptions): Promise<ExitCode> {
  const pair = { keepId: options.keep, mergeId: options.merge }
  const preview = await session.withCore(async ({ call }) => {
    const seen = await call('editing.mergePreview', pair)
    if (options.dryRun !== true && seen.obstacle === null)
      await call('editing.merge', { ...pair, take: [...options.take] })
    return seen
  })
  const rows = preview.fields.map(({ field, keep, other }) => [
    field,
    String(keep ?? ''),
    String(other ?? ''),
  ])
  const lines = table(['FIELD', 'STAYS', 'GOES'], rows)
  session.output.result(preview, preview.obstacle === null ? lines : [...lines, preview.obstacle])
  return preview.obstacle === null ? exit.done : exit.reported
}

function addReplace(catalog: Command, run: Run): void {
  define(catalog, 'replace', {
    description: 'find and replace in one field of all recordings; “refrain undo” takes it back',
    examples: [
      'catalog replace --find "feat " --by "feat. " --dry-run',
      'catalog replace --field artist --find "Nova Turn" --by "Nova Tern" --whole-word',
    ],
  })
    .addOption(
      new Option('--field <field>', 'where to look').choices([...replaceableFields]).default('title'),
    )
    .requiredOption('--find <text>', 'what to look for', words('what to look for', 500))
    .requiredOption('--by <text>', 'what to put in its place; may be empty', optionalWords(500))
    .option('--match-case', 'tell capitals from small letters')
    .option('--whole-word', 'only where it is a word of its own')
    .option('--regular-expression', 'the text to find is a regular expression')
    .option('--dry-run', 'show what would change')
    .action((options: ReplaceOptions) =>
      run(async (session) => {
        const { by, dryRun, field, find, matchCase, wholeWord, regularExpression } = options
        const input = { field, find, replace: by, matchCase, wholeWord, regularExpression }
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

function fieldsArgument(text: string): readonly string[] {
  return text.split(',').flatMap((field) => (field.trim() === '' ? [] : [field.trim()]))
}

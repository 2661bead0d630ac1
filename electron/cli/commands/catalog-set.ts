import type { Command } from 'commander'
import { bulkFields, type FieldChange, mostEdited } from '../../../shared/contract/editing.ts'
import { collectIds } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { type Assignment, collectAssignment, readAssignments } from '../field-values.ts'
import { table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import {
  choosesRecordings,
  filteredRecordings,
  type FilterOptions,
  readFilter,
  withFilterOptions,
} from './catalog-filters.ts'
import { recordingFieldsToSet } from './recording-fields.ts'

type SetOptions = FilterOptions & {
  readonly id?: readonly number[]
  readonly set: readonly Assignment[]
  readonly dryRun?: boolean
}

const { title: _title, isrc: _isrc, ...fields } = recordingFieldsToSet

/** catalog set */
export function addSetCommand(catalog: Command, run: Run): void {
  withFilterOptions(
    define(catalog, 'set', {
      description: 'give many recordings the same values; “refrain undo” takes it back',
      examples: [
        'catalog set --search "nova turn" --set artist="Nova Tern" --dry-run',
        'catalog set --filter "No year" --set year=2026',
        'catalog set --id 12,13 --set right=sound-recording',
      ],
    })
      .requiredOption(
        '--set <field=value>',
        `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
        collectAssignment,
      )
      .option('--id <ids>', 'the recordings, divided by commas', collectIds)
      .option('--dry-run', 'show what would change'),
  ).action((options: SetOptions) => run((session) => setFields(session, options)))
}

async function setFields(session: Session, options: SetOptions): Promise<ExitCode> {
  const patch = readAssignments(options.set, fields, bulkFields)
  const byId = options.id !== undefined
  if (byId === choosesRecordings(options))
    throw new UsageError(
      'Choose recordings either by --id or by --search, --missing-isrc, --missing and --filter.',
    )
  const { changes, total, recordings } = await session.withCore(async (core) => {
    const recordingIds = options.id === undefined ? await chosen(core, options) : [...options.id]
    if (recordingIds.length === 0) return { changes: [], total: 0, recordings: 0 }
    const seen = await core.call('editing.bulkPreview', { recordingIds, patch })
    if (options.dryRun !== true && seen.total > 0)
      await core.call('editing.bulkApply', { recordingIds, patch })
    return { ...seen, recordings: recordingIds.length }
  })
  const result = { recordings, changes, total, dryRun: options.dryRun === true }
  const lines = table(['ID', 'FIELD', 'NOW', 'THEN'], changes.map(cellsOf))
  const done = options.dryRun === true ? 'would change' : 'changed'
  session.output.result(result, [
    ...lines,
    `${String(total)} ${total === 1 ? 'value' : 'values'} of ${String(recordings)} ${recordings === 1 ? 'recording' : 'recordings'} ${done}.`,
  ])
  return exit.done
}

async function chosen(core: OpenCore, options: FilterOptions): Promise<number[]> {
  const ids: number[] = []
  for await (const { id } of filteredRecordings(core, await readFilter(core, options))) {
    ids.push(id)
    if (ids.length > mostEdited)
      throw new UsageError(
        `More than ${mostEdited.toLocaleString('en')} recordings are meant, which is more than one step takes. Narrow the search. Nothing was changed.`,
      )
  }
  return ids
}

function cellsOf({ recordingId, field, from, to }: FieldChange): string[] {
  return [String(recordingId), field, String(from ?? ''), String(to ?? '')]
}

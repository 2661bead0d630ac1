import { type Command, InvalidArgumentError } from 'commander'
import { basename } from 'node:path'
import { type ListingFieldName, listingFieldNames } from '../../shared/domain/matching/listing-fields.ts'
import type { TableChoice } from '../core/watch/index.ts'
import { UsageError } from './usage-error.ts'

/** Which table of the databases among the listings is swept, and which of its columns stands for what. */
export interface ListingTableOptions {
  readonly table?: string
  readonly column?: Readonly<Partial<Record<ListingFieldName, string>>>
}

/** Adds --table and --column to a command. */
export function withListingTable(command: Command): Command {
  return command
    .option('--table <name>', 'of databases among the files, sweep this table only')
    .option(
      '--column <field=column>',
      `which column of --table holds a field, e.g. title=song; repeat it. Fields: ${listingFieldNames.join(', ')}`,
      collectColumn,
    )
}

/**
 * The table chosen in each of the files that has it.
 * @throws UsageError when no file has it, or it has no such column.
 */
export async function chosenTables(
  files: readonly string[],
  { table, column = {} }: ListingTableOptions,
): Promise<ReadonlyMap<string, TableChoice>> {
  const chosen = new Map<string, TableChoice>()
  if (table === undefined) {
    if (Object.keys(column).length > 0)
      throw new UsageError('--column speaks of a table: name it with --table.')
    return chosen
  }
  const { chooseTable } = await import('../core/watch/index.ts')
  const seen: string[] = []
  for (const path of files.filter((file) => file !== '-')) {
    const found = await chooseTable(path, table, column)
    if ('choice' in found) chosen.set(path, found.choice)
    else if ('missing' in found) {
      throw new UsageError(
        `--column: the table “${table}” of “${basename(path)}” has no column “${found.missing}”. Its columns are: ${found.columns.join(', ')}.`,
      )
    } else seen.push(...found.tables)
  }
  if (chosen.size > 0) return chosen
  const others =
    seen.length === 0
      ? 'None of the files is a database that shows its tables.'
      : `There are: ${seen.join(', ')}.`
  throw new UsageError(`--table: no file has a table “${table}”. ${others} Nothing was swept.`)
}

function collectColumn(
  text: string,
  before: ListingTableOptions['column'],
): NonNullable<ListingTableOptions['column']> {
  const at = text.indexOf('=')
  const name = text
    .slice(0, Math.max(0, at))
    .toLowerCase()
    .replace(/[\s_-]/g, '')
  const column = text.slice(at + 1).trim()
  const field = listingFieldNames.find((known) => known.toLowerCase() === name)
  if (at < 0 || field === undefined || column === '')
    throw new InvalidArgumentError(`expected is FIELD=COLUMN. Fields: ${listingFieldNames.join(', ')}`)
  if (before?.[field] !== undefined)
    throw new InvalidArgumentError(`the field “${field}” was given a column already`)
  return { ...before, [field]: column }
}

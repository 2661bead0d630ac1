import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ColumnMapping, DialectHints, ImportField } from '../../shared/contract/imports.ts'
import { catalogueFields } from '../../shared/domain/catalogue/fields.ts'
import { delimiters, encodings } from '../../shared/domain/catalogue/text-table.ts'
import { wholeNumber } from './arguments.ts'
import { UsageError } from './usage-error.ts'

type Delimiter = (typeof delimiters)[number]
/** Which columns feed which field. */
type Columns = ColumnMapping['columns']

/** `--map FIELD=COLUMN`: the column by its name or its number, nothing to leave the field out. */
export interface ColumnChoice {
  readonly field: ImportField | 'id'
  readonly column: string
}

/** How a catalogue table is to be read, where the user knows better. */
export interface TableOptions {
  readonly map?: readonly ColumnChoice[]
  readonly header: boolean
  readonly headerRow?: number
  readonly delimiter?: Delimiter
  readonly encoding?: (typeof encodings)[number]
}

const delimiterNames: Readonly<Record<string, Delimiter>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
}

/** Adds --map, --no-header, --header-row, --delimiter and --encoding to a command. */
export function withTableOptions(command: Command): Command {
  return command
    .option(
      '--map <field=column>',
      `which column holds a field, by name or by number, e.g. isrc=3; “isrc=” leaves the field out; repeat it. Fields: ${catalogueFields.join(', ')}`,
      collectChoice,
    )
    .option('--no-header', 'the first row is data: the table has no column names')
    .option(
      '--header-row <number>',
      'the row that holds the column names, the first being 1',
      wholeNumber(1, 51),
    )
    .option(
      '--delimiter <sign>',
      `what divides cells: ${Object.keys(delimiterNames).join(', ')}`,
      readDelimiter,
    )
    .addOption(new Option('--encoding <name>', 'how letters are encoded').choices([...encodings]))
}

/** True when anything was said about how to read the table. */
export function saysAnything(options: TableOptions): boolean {
  const { map, header, headerRow, delimiter, encoding } = options
  return !header || [map, headerRow, delimiter, encoding].some((value) => value !== undefined)
}

/** The part of the dialect that was given. */
export function askedDialect(options: TableOptions): DialectHints {
  if (!options.header && options.headerRow !== undefined) {
    throw new UsageError('--no-header and --header-row contradict each other: give one of them.')
  }
  return {
    ...(options.header ? {} : { headerRow: null }),
    ...(options.headerRow === undefined ? {} : { headerRow: options.headerRow - 1 }),
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  }
}

/**
 * The mapping after the choices: a chosen column feeds its field, and no longer what it was taken for before.
 * @throws UsageError when the table `fileName` has no such column.
 */
export function applyChoices(
  choices: readonly ColumnChoice[],
  columns: readonly string[],
  detected: Columns,
  fileName: string,
): { readonly mapping: Columns; readonly idColumn: number | null } {
  const chosen = new Map(
    choices.map(({ field, column }) => [field, findColumn(column, field, columns, fileName)]),
  )
  const taken = new Set(chosen.values())
  const mapping: Columns = {}
  for (const field of catalogueFields) {
    const column = chosen.get(field)
    const feeding =
      typeof column === 'number' ? [column] : chosen.has(field) ? [] : free(detected[field], taken)
    if (feeding.length > 0) mapping[field] = feeding
  }
  return { mapping, idColumn: chosen.get('id') ?? null }
}

function free(columns: readonly number[] | undefined, taken: ReadonlySet<number | null>): number[] {
  return (columns ?? []).filter((column) => !taken.has(column))
}

function findColumn(
  column: string,
  field: string,
  columns: readonly string[],
  fileName: string,
): number | null {
  if (column === '') return null
  const byName = columns.findIndex((name) => name.trim().toLowerCase() === column.toLowerCase())
  if (byName >= 0) return byName
  const byNumber = /^\d+$/.test(column) ? Number(column) - 1 : -1
  if (byNumber >= 0 && byNumber < columns.length) return byNumber
  const known = columns.map((name, index) => `${String(index + 1)} ${name}`).join(', ')
  throw new UsageError(
    `--map ${field}=${column}: “${fileName}” has no such column. Its columns are: ${known}.`,
  )
}

function collectChoice(text: string, before: readonly ColumnChoice[] | undefined): readonly ColumnChoice[] {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(0, at)).trim()
  const key = name.toLowerCase().replace(/[\s_-]/g, '')
  const field = ([...catalogueFields, 'id'] as const).find((known) => known.toLowerCase() === key)
  if (at < 0 || field === undefined) {
    throw new InvalidArgumentError(
      `expected is FIELD=COLUMN, e.g. isrc=3 or "title=Song name". Fields: ${catalogueFields.join(', ')}`,
    )
  }
  if (before?.some((choice) => choice.field === field) === true)
    throw new InvalidArgumentError(`the field “${field}” was given a column already`)
  return [...(before ?? []), { field, column: text.slice(at + 1).trim() }]
}

function readDelimiter(text: string): Delimiter {
  const known = delimiters.find((sign) => sign === text) ?? delimiterNames[text.toLowerCase()]
  if (known !== undefined) return known
  throw new InvalidArgumentError(`expected is one of: ${Object.keys(delimiterNames).join(', ')}`)
}

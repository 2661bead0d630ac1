import type { Command } from 'commander'
import type { RecordingRow, recordingSortKeys } from '../../../shared/contract/catalog.ts'
import { recordingCriteria, type RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { criteriaArgument } from './catalog-check.ts'

/** Under this the window keeps the filters of its list of recordings. */
const screen = 'catalog.recordings'

/** Which recordings are meant. */
export interface RecordingFilter {
  readonly search: string
  readonly missingIsrc: boolean
  readonly missing: readonly RecordingCriterion[]
}

/** What a command line says about which recordings are meant; what it leaves out a saved filter may say. */
export interface FilterOptions {
  readonly search?: string
  readonly missingIsrc?: boolean
  readonly missing?: readonly RecordingCriterion[]
  /** Name of a saved filter. */
  readonly filter?: string
}

/** Adds the options that choose recordings. */
export function withFilterOptions(command: Command): Command {
  return command
    .option('--search <text>', 'title, artist or ISRC', optionalWords(200))
    .option('--missing-isrc', 'only recordings without an ISRC')
    .option(
      '--missing <criteria>',
      'only recordings that lack any of these, divided by commas',
      criteriaArgument,
    )
    .option('--filter <name>', 'a saved filter; other options narrow what it says', words('a name', 100))
}

/** True when the command line chooses anything. */
export function choosesRecordings(options: FilterOptions): boolean {
  const { search, missingIsrc, missing, filter } = options
  return [search, missingIsrc, missing, filter].some((one) => one !== undefined)
}

/**
 * The saved filter that is named, with what the command line says in its place.
 * @throws RefrainError NOT_FOUND for a name no filter has.
 */
export async function readFilter(core: OpenCore, options: FilterOptions): Promise<RecordingFilter> {
  const saved = options.filter === undefined ? null : await savedFilter(core, options.filter)
  const { search, missingIsrc, missing } = saved?.filter ?? {}
  return {
    search: options.search ?? (typeof search === 'string' ? search : ''),
    missingIsrc: options.missingIsrc ?? missingIsrc === true,
    missing:
      options.missing ?? recordingCriteria.filter((one) => Array.isArray(missing) && missing.includes(one)),
  }
}

/** The recordings a filter means, page after page. */
export function filteredRecordings(
  core: OpenCore,
  { search, missingIsrc, missing }: RecordingFilter,
  sort: (typeof recordingSortKeys)[number] = 'title',
): AsyncGenerator<RecordingRow> {
  const filter = { search, missingIsrc, missing: [...missing] }
  return eachRow((place) => core.call('recordings.list', { ...filter, sort, ...place }))
}

async function savedFilter(core: OpenCore, name: string) {
  const { filters } = await core.call('filters.list', { screen })
  const found = filters.find((one) => one.name === name)
  if (found !== undefined) return found
  const known =
    filters.length === 0 ? 'There is none yet.' : `There are: ${filters.map((one) => one.name).join(', ')}.`
  throw new RefrainError('NOT_FOUND', `No filter is called “${name}”. ${known} Nothing was changed.`)
}

/** catalog filter list, catalog filter save, catalog filter delete */
export function addFilterCommands(catalog: Command, run: Run): void {
  const filter = define(catalog, 'filter', {
    description: 'saved filters of the list of recordings, the same as in the window',
    examples: ['catalog filter list', 'catalog list --filter "No code yet"'],
  })
  define(filter, 'list', { description: 'the saved filters', examples: ['catalog filter list'] }).action(() =>
    run((session) => listFilters(session)),
  )
  withFilterOptions(
    define(filter, 'save', {
      description: 'keep a filter by name; one of the same name is replaced',
      examples: ['catalog filter save --name "No code yet" --missing-isrc'],
    }).requiredOption('--name <name>', 'the name', words('a name', 100)),
  ).action((options: FilterOptions & { readonly name: string }) =>
    run(async (session) => {
      const saved = await session.withCore(async (core) => {
        const filter = await readFilter(core, options)
        return core.call('filters.save', { screen, name: options.name, filter: { ...filter } })
      })
      session.output.result(saved, [`Saved as “${options.name}”.`])
      return exit.done
    }),
  )
  define(filter, 'delete', {
    description: 'forget a saved filter; the recordings stay',
    examples: ['catalog filter delete --name "No code yet"'],
  })
    .requiredOption('--name <name>', 'the name', words('a name', 100))
    .action((options: { readonly name: string }) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          const { id } = await savedFilter(core, options.name)
          return core.call('filters.delete', { filterId: id })
        })
        session.output.result({ deleted: options.name }, [`“${options.name}” is forgotten.`])
        return exit.done
      }),
    )
}

async function listFilters(session: Session): Promise<ExitCode> {
  const { filters } = await session.withCore(({ call }) => call('filters.list', { screen }))
  const rows = filters.map(({ name, filter }) => [name, JSON.stringify(filter)])
  session.output.result(filters, table(['NAME', 'FILTER'], rows))
  return exit.done
}

import { type Command, Option } from 'commander'
import { recordingSortKeys } from '../../../shared/contract/catalog.ts'
import type { RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { cells } from '../output.ts'
import { checkCatalog, criteriaArgument } from './catalog-check.ts'
import { addEditingCommands } from './catalog-editing.ts'
import { addHistoryCommands } from './catalog-history.ts'
import { addCatalogExportCommand } from './catalog-export.ts'
import {
  addFilterCommands,
  filteredRecordings,
  type FilterOptions,
  readFilter,
  withFilterOptions,
} from './catalog-filters.ts'
import { addIdentifierNotes } from './catalog-identifiers.ts'
import { addImportCommands } from './catalog-import.ts'
import { addSetCommand } from './catalog-set.ts'

type ListOptions = FilterOptions & { readonly sort: (typeof recordingSortKeys)[number] }

/** catalog import, catalog imports, catalog list, catalog export, catalog check, and the editing of many at once */
export function addCatalogCommands(program: Command, run: Run): void {
  const catalog = define(program, 'catalog', {
    description: 'releases and recordings',
    examples: ['catalog import mine.csv', 'catalog list --search harbour'],
  })
  addImportCommands(catalog, run)
  addEditingCommands(catalog, run)
  addHistoryCommands(catalog, run)
  addFilterCommands(catalog, run)
  addSetCommand(catalog, run)
  addIdentifierNotes(catalog, run)
  withFilterOptions(
    define(catalog, 'list', {
      description: 'recordings of the catalogue, one a line',
      examples: [
        'catalog list --search "harbour lights"',
        'catalog list --missing-isrc --json',
        'catalog list --filter "No code yet"',
      ],
    }),
  )
    .addOption(new Option('--sort <key>', 'the order').choices([...recordingSortKeys]).default('title'))
    .action((options: ListOptions) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          const filter = await readFilter(core, options)
          for await (const row of filteredRecordings(core, filter, options.sort)) {
            session.output.item(row, cells([String(row.id), row.isrc ?? '-', row.title, row.artist]))
          }
        })
        return exit.done
      }),
    )
  addCatalogExportCommand(catalog, run)
  define(catalog, 'check', {
    description: 'what recordings lack before they could be enforced',
    examples: ['catalog check', 'catalog check --missing isrc,registration --json'],
    reports: 'something is missing',
  })
    .option(
      '--missing <criteria>',
      'only recordings that lack any of these, divided by commas',
      criteriaArgument,
    )
    .action((options: { missing?: readonly RecordingCriterion[] }) =>
      run((session) => checkCatalog(session, options.missing ?? [])),
    )
}

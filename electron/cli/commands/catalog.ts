import { type Command, Option } from 'commander'
import { type RecordingRow, recordingSortKeys } from '../../../shared/contract/catalog.ts'
import type { RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit } from '../exit.ts'
import { cells } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { checkCatalog, criteriaArgument } from './catalog-check.ts'
import { addEditingCommands } from './catalog-editing.ts'
import { addCatalogExportCommand } from './catalog-export.ts'
import { addImportCommands } from './catalog-import.ts'

interface ListOptions {
  readonly search: string
  readonly sort?: (typeof recordingSortKeys)[number]
  readonly missingIsrc?: boolean
}

/** catalog import, catalog imports, catalog list, catalog export, catalog check, and the editing of many at once */
export function addCatalogCommands(program: Command, run: Run): void {
  const catalog = define(program, 'catalog', {
    description: 'releases and recordings',
    examples: ['catalog import mine.csv', 'catalog list --search harbour'],
  })
  addImportCommands(catalog, run)
  addEditingCommands(catalog, run)
  define(catalog, 'list', {
    description: 'recordings of the catalogue, one a line',
    examples: ['catalog list --search "harbour lights"', 'catalog list --missing-isrc --json'],
  })
    .option('--search <text>', 'title, artist or ISRC', optionalWords(200), '')
    .option('--missing-isrc', 'only recordings without an ISRC')
    .addOption(new Option('--sort <key>', 'the order').choices([...recordingSortKeys]).default('title'))
    .action((options: ListOptions) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          for await (const row of recordings(core, options)) {
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

function recordings(core: OpenCore, options: Partial<ListOptions> = {}): AsyncGenerator<RecordingRow> {
  const { search = '', sort = 'title', missingIsrc = false } = options
  return eachRow((place) => core.call('recordings.list', { search, sort, missingIsrc, ...place }))
}

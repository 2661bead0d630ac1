import { type Command, Option } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { type RecordingRow, recordingSortKeys } from '../../../shared/contract/catalog.ts'
import { safeCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import { optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit, type ExitCode } from '../exit.ts'
import { agreedFormat, openOutputFile, refuseExisting } from '../output-file.ts'
import { cells, table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { addImportCommands } from './imports.ts'

const exported = [
  'id',
  'title',
  'version',
  'artist',
  'isrc',
  'duration_ms',
  'year',
  'kind',
  'release',
  'gtin',
  'track_number',
] as const

const exportFormats = ['csv', 'json'] as const
type ExportFormat = (typeof exportFormats)[number]

interface ListOptions {
  readonly search: string
  readonly sort?: (typeof recordingSortKeys)[number]
  readonly missingIsrc?: boolean
}

/** catalog import, catalog imports, catalog list, catalog export, catalog check */
export function addCatalogCommands(program: Command, run: Run): void {
  const catalog = define(program, 'catalog', {
    description: 'releases and recordings',
    examples: ['catalog import mine.csv', 'catalog list --search harbour'],
  })
  addImportCommands(catalog, run)
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
  define(catalog, 'export', {
    description: 'write the catalogue to a new file: .csv or .json',
    examples: ['catalog export --out catalogue.csv'],
  })
    .requiredOption('--out <file>', 'the file to write; its ending says the format')
    .addOption(
      new Option('--format <format>', 'the format, where it is to be said').choices([...exportFormats]),
    )
    .action((options: { out: string; format?: ExportFormat }) =>
      run((session) =>
        exportCatalog(session, options.out, agreedFormat(options.out, options.format, exportFormats)),
      ),
    )
  define(catalog, 'check', {
    description: 'what recordings lack before they could be enforced',
    examples: ['catalog check'],
    reports: 'something is missing',
  }).action(() => run(checkCatalog))
}

function recordings(core: OpenCore, options: Partial<ListOptions> = {}): AsyncGenerator<RecordingRow> {
  const { search = '', sort = 'title', missingIsrc = false } = options
  return eachRow((place) => core.call('recordings.list', { search, sort, missingIsrc, ...place }))
}

async function exportCatalog(session: Session, out: string, format: ExportFormat): Promise<ExitCode> {
  refuseExisting(out)
  let count = 0
  await session.withCore(async (core) => {
    const file = openOutputFile(out)
    try {
      if (format === 'csv') file.write(stringify([exported]))
      for await (const row of recordings(core)) {
        if (format === 'csv') file.write(stringify([csvCells(row)]))
        else file.write(`${count === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`)
        count++
      }
      if (format === 'json') file.write(count === 0 ? '[]\n' : '\n]\n')
      file.keep()
    } finally {
      file.discard()
    }
  })
  session.output.result({ file: out, recordings: count }, [`${String(count)} recordings written to ${out}`])
  return exit.done
}

function csvCells(row: RecordingRow): readonly string[] {
  const values = [
    row.id,
    row.title,
    row.version,
    row.artist,
    row.isrc,
    row.durationMs,
    row.year,
    row.kind,
    row.releaseTitle,
    row.gtin,
    row.trackNumber,
  ]
  return values.map((value) => safeCsvCell(value === null ? '' : String(value)))
}

async function checkCatalog(session: Session): Promise<ExitCode> {
  const lacking = await session.withCore(async (core) => {
    const found = []
    for await (const row of recordings(core)) {
      if (row.missing === 0) continue
      const detail = await core.call('recordings.get', { recordingId: row.id })
      found.push({ id: row.id, title: row.title, artist: row.artist, missing: detail.missing })
    }
    return found
  })
  const rows = lacking.map((item) => [
    String(item.id),
    item.title,
    item.missing.map((missing) => missing.code).join(', '),
  ])
  session.output.result(
    lacking,
    lacking.length === 0 ? ['Nothing is missing.'] : table(['ID', 'TITLE', 'MISSING'], rows),
  )
  return lacking.length === 0 ? exit.done : exit.reported
}

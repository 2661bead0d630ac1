import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { stringify } from 'csv-stringify'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import type { RecordingRow } from '../../../shared/contract/catalog.ts'
import { safeCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells, table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { addCatalogImport } from './catalog-import.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

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

/** catalog import, catalog list, catalog export, catalog check */
export function addCatalogCommands(program: Command, run: Run): void {
  const catalog = program.command('catalog').description('releases and recordings')
  addCatalogImport(catalog, run)
  catalog
    .command('list')
    .description('recordings of the catalogue')
    .option('--search <text>', 'title, artist or ISRC', '')
    .action((options: { search: string }) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          for await (const row of recordings(core, options.search)) {
            session.output.item(row, cells([String(row.id), row.isrc ?? '-', row.title, row.artist]))
          }
        })
        return exit.done
      }),
    )
  catalog
    .command('export')
    .description('write the catalogue to a file')
    .requiredOption('--out <file>')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .action((options: { out: string; format: 'csv' | 'json' }) =>
      run((session) => exportCatalog(session, options)),
    )
  catalog
    .command('check')
    .description('what recordings lack before they could be enforced')
    .action(() => run(checkCatalog))
}

async function* recordings(core: OpenCore, search: string): AsyncGenerator<RecordingRow> {
  let cursor: string | null = null
  let offset = 0
  do {
    const page: ProcedureOutput<'recordings.list'> = await core.call('recordings.list', {
      search,
      limit: 500,
      cursor,
      offset,
    })
    yield* page.rows
    offset += page.rows.length
    cursor = page.nextCursor
  } while (cursor !== null)
}

async function exportCatalog(
  session: Session,
  options: { readonly out: string; readonly format: 'csv' | 'json' },
): Promise<ExitCode> {
  let count = 0
  await session.withCore(async (core) => {
    const file = createWriteStream(options.out, { flags: 'wx' })
    const counted = async function* () {
      for await (const row of recordings(core, '')) {
        count++
        yield row
      }
    }
    if (options.format === 'json') await pipeline(jsonArray(counted()), file)
    else await pipeline(csvRows(counted()), stringify(), file)
  })
  session.output.result({ file: options.out, recordings: count }, [
    `${String(count)} recordings written to ${options.out}`,
  ])
  return exit.done
}

async function* csvRows(rows: AsyncIterable<RecordingRow>): AsyncGenerator<readonly string[]> {
  yield exported
  for await (const row of rows) {
    const cells = [
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
    yield cells.map((cell) => safeCsvCell(cell === null ? '' : String(cell)))
  }
}

async function* jsonArray(rows: AsyncIterable<RecordingRow>): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

async function checkCatalog(session: Session): Promise<ExitCode> {
  const lacking = await session.withCore(async (core) => {
    const found = []
    for await (const row of recordings(core, '')) {
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

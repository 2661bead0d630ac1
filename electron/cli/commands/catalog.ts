import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { stringify } from 'csv-stringify'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import type { RecordingRow } from '../../../shared/contract/catalog.ts'
import type { RecordingCriterion } from '../../../shared/domain/catalogue/readiness.ts'
import { safeCsvCell } from '../../../shared/domain/text/csv-cell.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { checkCatalog, criteriaArgument } from './catalog-check.ts'

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
  catalog
    .command('import')
    .description('read catalogue tables (CSV, TSV); every rejected row is listed')
    .argument('<file...>')
    .option('--dry-run', 'check and count, write nothing to the catalogue')
    .action((files: string[], options: { dryRun?: boolean }) =>
      run((session) => importFiles(session, files, options.dryRun === true)),
    )
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
    .option(
      '--missing <criteria>',
      'only recordings that lack any of these, divided by commas',
      criteriaArgument,
    )
    .action((options: { missing?: readonly RecordingCriterion[] }) =>
      run((session) => checkCatalog(session, options.missing ?? [])),
    )
}

async function importFiles(session: Session, files: readonly string[], dryRun: boolean): Promise<ExitCode> {
  const reports = await session.withCore(async ({ call, finish }) => {
    const done = []
    for (const path of files) {
      const inspection = await call('imports.inspect', { path })
      for (const warning of inspection.warnings) session.output.note(`${inspection.fileName}: ${warning}`)
      const { importId, jobId } = await call('imports.preview', {
        path,
        dialect: inspection.dialect,
        mapping: inspection.mapping,
      })
      await finish(jobId)
      if (dryRun) await call('imports.discard', { importId })
      else await finish((await call('imports.commit', { importId })).jobId)
      const batch = await call('imports.get', { importId })
      const { rows: warned } = await call('imports.rows', { importId, only: 'warnings', limit: 500 })
      const { rows: rejected } = await call('imports.rows', { importId, only: 'rejected', limit: 500 })
      done.push({
        file: inspection.fileName,
        dryRun,
        mapping: inspection.mapping,
        counts: batch.counts,
        rejected,
        warned,
      })
    }
    return done
  })
  session.output.result(
    reports,
    reports.flatMap((report) => [
      `${report.file}: ${String(report.counts.rows)} rows, ${String(report.counts.create)} ${dryRun ? 'would be added' : 'added'}, ${String(report.counts.update)} completed, ${String(report.counts.unchanged)} unchanged, ${String(report.counts.rejected)} rejected`,
      ...[...report.rejected, ...report.warned].map(
        (row) =>
          `  row ${row.row}, ${row.action === 'rejected' ? 'rejected' : 'warning'}: ${row.problems.map((problem) => `${problem.field}: ${problem.message}`).join(' ')}`,
      ),
    ]),
  )
  return reports.some((report) => report.counts.rejected > 0) ? exit.reported : exit.done
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

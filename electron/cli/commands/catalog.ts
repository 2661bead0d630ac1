import { type Command, Option } from 'commander'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import type { RecordingRow } from '../../../shared/contract/catalog.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells, table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { addCatalogExportCommand, importCatalogueFiles } from './catalog-export.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

/** catalog import, catalog list, catalog export, catalog check */
export function addCatalogCommands(program: Command, run: Run): void {
  const catalog = program.command('catalog').description('releases and recordings')
  catalog
    .command('import')
    .description('read catalogue tables (CSV, TSV); every rejected row is listed')
    .argument('<file...>')
    .option('--dry-run', 'check and count, write nothing to the catalogue')
    .addOption(
      new Option('--format <format>', 'refrain: a catalogue exported as JSON')
        .choices(['auto', 'refrain'])
        .default('auto'),
    )
    .action((files: string[], options: { dryRun?: boolean; format: string }) =>
      run((session) =>
        options.format === 'refrain'
          ? importCatalogueFiles(session, files, options.dryRun === true)
          : importFiles(session, files, options.dryRun === true),
      ),
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
  addCatalogExportCommand(catalog, run)
  catalog
    .command('check')
    .description('what recordings lack before they could be enforced')
    .action(() => run(checkCatalog))
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

import type { Command } from 'commander'
import { resolve } from 'node:path'
import type {
  ColumnMapping,
  ImportBatch,
  ImportInspection,
  ImportRow,
} from '../../../shared/contract/imports.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { wholeNumber } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { applyChoices, askedDialect, type TableOptions, withTableOptions } from '../table-options.ts'
import { UsageError } from '../usage-error.ts'

interface ImportOptions extends TableOptions {
  readonly dryRun?: boolean
}

interface ImportReport {
  readonly file: string
  readonly importId: number
  readonly dryRun: boolean
  readonly columns: readonly string[]
  readonly mapping: ColumnMapping
  readonly counts: ImportBatch['counts']
  readonly rejected: readonly ImportRow[]
  readonly warned: readonly ImportRow[]
}

/** catalog import, catalog imports */
export function addImportCommands(catalog: Command, run: Run): void {
  withTableOptions(
    define(catalog, 'import', {
      description:
        'read catalogue tables (CSV, TSV); every rejected row is listed, “refrain undo” takes it back',
      examples: [
        'catalog import mine.csv --dry-run',
        'catalog import mine.csv --map isrc=Code --map title="Song name"',
        'catalog import plain.csv --no-header --map artist=1 --map title=2 --map isrc=3',
      ],
      reports: 'rows were rejected; the others are in the catalogue',
    }).argument('<file...>', 'the tables'),
  )
    .option('--dry-run', 'show the mapping, check and count; write nothing to the catalogue')
    .action((files: string[], options: ImportOptions) =>
      run((session) => importFiles(session, files, options)),
    )
  define(catalog, 'imports', {
    description: 'the last imports, newest first',
    examples: ['catalog imports'],
  })
    .option('--limit <number>', 'at most so many', wholeNumber(1, 100), 20)
    .action((options: { limit: number }) => run((session) => listImports(session, options.limit)))
}

async function importFiles(
  session: Session,
  files: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  if (options.map?.some(({ field }) => field === 'id') === true)
    throw new UsageError('--map id=…: recordings get their ids from the workspace. Leave it out.')
  const dialect = askedDialect(options)
  const reports = await session.withCore(async (core) => {
    // All are looked at before the first is written: a wrong name among ten must not leave nine behind.
    const inspected = []
    for (const file of files) {
      const inspection = await core.call('imports.inspect', { path: resolve(file), dialect })
      inspected.push({ inspection, mapping: mappingOf(inspection, options) })
    }
    const done: ImportReport[] = []
    for (const { inspection, mapping } of inspected) {
      for (const warning of warningsOf(inspection, options))
        session.output.note(`${inspection.fileName}: ${warning}`)
      try {
        done.push(await importOne(core, inspection, mapping, options.dryRun === true))
      } catch (error) {
        throw withDone(error, done)
      }
    }
    return done
  })
  session.output.result(reports, reports.flatMap(describe))
  return reports.some((report) => report.counts.rejected > 0) ? exit.reported : exit.done
}

function mappingOf(inspection: ImportInspection, options: ImportOptions): ColumnMapping {
  const names = inspection.columns.map(({ name }) => name)
  return applyChoices(options.map ?? [], names, inspection.mapping, inspection.fileName).mapping
}

/** What was chosen by hand needs no advice to choose it. */
function warningsOf(inspection: ImportInspection, options: ImportOptions): readonly string[] {
  return inspection.warnings.filter((warning) => options.map === undefined || !warning.includes('mapping'))
}

async function importOne(
  core: OpenCore,
  { path, fileName, dialect, columns }: ImportInspection,
  mapping: ColumnMapping,
  dryRun: boolean,
): Promise<ImportReport> {
  const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
  await core.finish(jobId)
  try {
    if (dryRun) await core.call('imports.discard', { importId })
    else await core.finish((await core.call('imports.commit', { importId })).jobId)
  } catch (error) {
    // A preview nobody can see any more is of no use.
    await core.callAnyway('imports.discard', { importId }).catch(() => undefined)
    throw error
  }
  const batch = await core.callAnyway('imports.get', { importId })
  return {
    file: fileName,
    importId,
    dryRun,
    columns: columns.map(({ name }) => name),
    mapping,
    counts: batch.counts,
    rejected: await rowsOf(core, importId, 'rejected'),
    warned: await rowsOf(core, importId, 'warnings'),
  }
}

async function rowsOf(
  core: OpenCore,
  importId: number,
  only: 'rejected' | 'warnings',
): Promise<readonly ImportRow[]> {
  const { rows } = await core.callAnyway('imports.rows', { importId, only, limit: 500 })
  return rows
}

/** A failure that says also which files were imported before it. */
function withDone(error: unknown, done: readonly ImportReport[]): unknown {
  const written = done.filter(({ dryRun }) => !dryRun).map(({ file }) => `“${file}”`)
  if (written.length === 0 || !isRefrainError(error)) return error
  const kept = `${new Intl.ListFormat('en').format(written)} ${written.length === 1 ? 'was' : 'were'} imported before and ${written.length === 1 ? 'is' : 'are'} in the catalogue; “refrain undo” takes the last one back.`
  return new RefrainError(error.code, `${error.message} ${kept}`, { imported: done }, { cause: error })
}

function describe(report: ImportReport): string[] {
  const { counts, dryRun } = report
  const fed = Object.entries(report.mapping).map(
    ([field, column]) => `${field} from “${report.columns[column] ?? String(column + 1)}”`,
  )
  const unlisted = counts.rejected - report.rejected.length
  return [
    `${report.file}: ${String(counts.rows)} rows, ${String(counts.create)} ${dryRun ? 'would be added' : 'added'}, ${String(counts.update)} completed, ${String(counts.unchanged)} unchanged, ${String(counts.rejected)} rejected`,
    `  columns: ${fed.join(', ')}`,
    ...[...report.rejected, ...report.warned].map(
      (row) =>
        `  row ${String(row.row)}, ${row.action === 'rejected' ? 'rejected' : 'warning'}: ${row.problems.map((problem) => `${problem.field}: ${problem.message}`).join(' ')}`,
    ),
    ...(unlisted > 0 ? [`  and ${String(unlisted)} more rejected rows`] : []),
  ]
}

async function listImports(session: Session, limit: number): Promise<ExitCode> {
  const { imports } = await session.withCore(({ call }) => call('imports.list', { limit }))
  const rows = imports.map((batch) => [
    String(batch.id),
    batch.state,
    batch.createdAt,
    String(batch.counts.create),
    String(batch.counts.rejected),
    batch.fileName,
  ])
  session.output.result(imports, table(['ID', 'STATE', 'AT', 'ADDED', 'REJECTED', 'FILE'], rows))
  return exit.done
}

import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import {
  type ColumnMapping,
  type DialectHints,
  type ImportInspection,
  type SourceFormat,
} from '../../../shared/contract/imports.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { wholeNumber, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { importCatalogueFiles } from './catalog-export.ts'
import { conflictsOf, describe, type ImportReport, rowsOf } from '../import-report.ts'
import { table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { applyChoices, askedDialect, type TableOptions, withTableOptions } from '../table-options.ts'
import { UsageError } from '../usage-error.ts'

const formats = {
  auto: null,
  csv: 'text',
  xlsx: 'xlsx',
  ern: 'ern',
  musicbrainz: 'musicbrainz',
  /** Handled apart: a whole catalogue, not a table. */
  refrain: null,
} as const satisfies Record<string, SourceFormat | null>

interface ImportOptions extends TableOptions {
  readonly format: keyof typeof formats
  readonly dryRun?: boolean
  readonly sheet?: string
  readonly onConflict: 'keep' | 'take' | 'list'
}

/** catalog import, catalog imports, catalog forget-mapping */
export function addImportCommands(catalog: Command, run: Run): void {
  withTableOptions(
    define(catalog, 'import', {
      description:
        'read tables (CSV, TSV, Excel), sales reports, DDEX release messages and MusicBrainz data; every rejected row and every conflict is listed, “refrain undo” takes it back',
      examples: [
        'catalog import mine.csv --dry-run',
        'catalog import report.xlsx --sheet Sales --on-conflict list',
        'catalog import mine.csv --map isrc=Code --map title="Song name"',
        'catalog import plain.csv --no-header --map artist=1 --map title=2 --map isrc=3',
      ],
      reports: 'rows were rejected, the others are in the catalogue; or conflicts were only listed',
    }).argument('<file...>', 'the files'),
  )
    .addOption(
      new Option('--format <format>', 'what the files are; refrain: a catalogue exported as JSON')
        .choices(Object.keys(formats))
        .default('auto'),
    )
    .option(
      '--sheet <name>',
      'the sheet of a workbook; the one with recordings when left out',
      words('the name of a sheet', 255),
    )
    .addOption(
      new Option(
        '--on-conflict <choice>',
        'where the catalogue has another value: keep it, take that of the file, or only list and import nothing',
      )
        .choices(['keep', 'take', 'list'])
        .default('keep'),
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
  define(catalog, 'forget-mapping', {
    description: 'detect the columns of files like this one anew, instead of mapping them as last time',
    examples: ['catalog forget-mapping report.csv'],
  })
    .argument('<file>', 'a file with these columns')
    .action((file: string) => run((session) => forgetMapping(session, file)))
}

/** Forgets how columns like those of the file were mapped by the last import. */
async function forgetMapping(session: Session, file: string): Promise<ExitCode> {
  const forgotten = await session.withCore(async ({ call }) => {
    const { fileName, remembered } = await call('imports.inspect', { path: resolve(file) })
    if (remembered !== null) await call('imports.forget', { sourceKey: remembered.sourceKey })
    return { file: fileName, remembered }
  })
  session.output.result({ file: forgotten.file, forgotten: forgotten.remembered !== null }, [
    forgotten.remembered === null
      ? `No mapping was remembered for files like “${forgotten.file}”.`
      : `The mapping for files like “${forgotten.file}” is forgotten; their columns are detected anew.`,
  ])
  return exit.done
}

async function importFiles(
  session: Session,
  files: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  if (options.format === 'refrain') return importCatalogueFiles(session, files, options.dryRun === true)
  if (options.map?.some(({ field }) => field === 'id') === true)
    throw new UsageError('--map id=…: recordings get their ids from the workspace. Leave it out.')
  const dialect = hintsOf(options)
  const reports = await session.withCore(async (core) => {
    // All are looked at before the first is written: a wrong name among ten must not leave nine behind.
    const inspected = []
    for (const file of files) {
      const inspection = await core.call('imports.inspect', { path: resolve(file), dialect })
      refuseSheet(inspection, options)
      inspected.push({ inspection, mapping: mappingOf(inspection, options) })
    }
    const done: ImportReport[] = []
    for (const { inspection, mapping } of inspected) {
      for (const warning of warningsOf(inspection, options))
        session.output.note(`${inspection.fileName}: ${warning}`)
      try {
        done.push(await importOne(core, inspection, mapping, options))
      } catch (error) {
        throw withDone(error, done)
      }
    }
    return done
  })
  session.output.result(reports, reports.flatMap(describe))
  const lacking = ({ counts, imported, dryRun }: ImportReport) =>
    counts.rejected > 0 || (!imported && !dryRun)
  return reports.some(lacking) ? exit.reported : exit.done
}

function hintsOf(options: ImportOptions): DialectHints {
  const format = formats[options.format]
  return {
    ...askedDialect(options),
    ...(format === null ? {} : { format }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
  }
}

function refuseSheet({ dialect, fileName }: ImportInspection, { sheet }: ImportOptions): void {
  if (sheet === undefined || dialect.format === 'xlsx') return
  throw new UsageError(`--sheet “${sheet}”: “${fileName}” is no workbook, so it has no sheets. Leave it out.`)
}

function mappingOf(inspection: ImportInspection, options: ImportOptions): ColumnMapping {
  const names = inspection.columns.map(({ name }) => name)
  const { columns } = inspection.mapping
  const { mapping } = applyChoices(options.map ?? [], names, columns, inspection.fileName)
  return { ...inspection.mapping, columns: mapping }
}

/** What was chosen by hand needs no advice to choose it. */
function warningsOf(inspection: ImportInspection, options: ImportOptions): readonly string[] {
  return inspection.warnings.filter((warning) => options.map === undefined || !warning.includes('mapping'))
}

async function importOne(
  core: OpenCore,
  { path, fileName, dialect, columns }: ImportInspection,
  mapping: ColumnMapping,
  options: ImportOptions,
): Promise<ImportReport> {
  const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
  await core.finish(jobId)
  const dryRun = options.dryRun === true
  try {
    if (options.onConflict === 'take')
      await core.call('imports.resolve', { importId, scope: { of: 'all' }, choice: 'take' })
    const { counts } = await core.call('imports.get', { importId })
    const conflicts = await conflictsOf(core, importId)
    const imported = !dryRun && !(options.onConflict === 'list' && counts.conflicts > 0)
    if (imported) await core.finish((await core.call('imports.commit', { importId })).jobId)
    const batch = await core.callAnyway('imports.get', { importId })
    const rejected = await rowsOf(core, importId, 'rejected')
    const warned = await rowsOf(core, importId, 'warnings')
    // Only now: the rows go with the preview.
    if (!imported) await core.call('imports.discard', { importId })
    return {
      ...{
        file: fileName,
        importId,
        format: dialect.format,
        preset: batch.preset,
        dryRun,
        imported,
        mapping,
      },
      columns: columns.map(({ name }) => name),
      counts: batch.counts,
      ...{ rejected, warned, conflicts },
    }
  } catch (error) {
    // A preview nobody can see any more is of no use.
    await core.callAnyway('imports.discard', { importId }).catch(() => undefined)
    throw error
  }
}

/** A failure that says also which files were imported before it. */
function withDone(error: unknown, done: readonly ImportReport[]): unknown {
  const written = done.filter(({ imported }) => imported).map(({ file }) => `“${file}”`)
  if (written.length === 0 || !isRefrainError(error)) return error
  const kept = `${new Intl.ListFormat('en').format(written)} ${written.length === 1 ? 'was' : 'were'} imported before and ${written.length === 1 ? 'is' : 'are'} in the catalogue; “refrain undo” takes the last one back.`
  return new RefrainError(error.code, `${error.message} ${kept}`, { imported: done }, { cause: error })
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

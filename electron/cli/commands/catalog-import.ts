import { type Command, Option } from 'commander'
import type {
  DialectHints,
  ImportConflict,
  ImportInspection,
  SourceFormat,
} from '../../../shared/contract/imports.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { exit, type ExitCode } from '../exit.ts'
import type { OpenCore, Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

const formats = {
  auto: null,
  csv: 'text',
  xlsx: 'xlsx',
  ern: 'ern',
  musicbrainz: 'musicbrainz',
} as const satisfies Record<string, SourceFormat | null>

type OnConflict = 'keep' | 'take' | 'list'

interface ImportOptions {
  readonly format: keyof typeof formats
  readonly dryRun?: boolean
  readonly sheet?: string
  readonly onConflict: OnConflict
}

/** catalog import */
export function addCatalogImport(catalog: Command, run: Run): void {
  catalog
    .command('import')
    .description(
      'read tables (CSV, TSV, Excel), sales reports, DDEX release messages and MusicBrainz data; every rejected row and every conflict is listed',
    )
    .argument('<file...>')
    .addOption(
      new Option('--format <format>', 'what the files are').choices(Object.keys(formats)).default('auto'),
    )
    .option('--sheet <name>', 'the sheet of a workbook; the one with recordings when left out')
    .addOption(
      new Option(
        '--on-conflict <choice>',
        'where the catalogue has another value: keep it, take that of the file, or only list and import nothing',
      )
        .choices(['keep', 'take', 'list'])
        .default('keep'),
    )
    .option('--dry-run', 'check and count, write nothing to the catalogue')
    .action((files: string[], options: ImportOptions) =>
      run((session) => importFiles(session, files, options)),
    )
}

async function importFiles(
  session: Session,
  files: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  const reports = await session.withCore(async (core) => {
    const done: Awaited<ReturnType<typeof importFile>>[] = []
    for (const path of files) done.push(await importFile(session, core, path, options))
    return done
  })
  session.output.result(
    reports,
    reports.flatMap((report) => linesOf(report)),
  )
  const lacking = reports.some(
    ({ counts, imported, dryRun }) => counts.rejected > 0 || (!imported && !dryRun),
  )
  return lacking ? exit.reported : exit.done
}

async function importFile(session: Session, core: OpenCore, path: string, options: ImportOptions) {
  const { call, finish } = core
  const inspection = await call('imports.inspect', { path, dialect: hintsOf(options) })
  refuseSheet(inspection, options)
  for (const warning of inspection.warnings) session.output.note(`${inspection.fileName}: ${warning}`)
  const { importId, jobId } = await call('imports.preview', {
    path,
    dialect: inspection.dialect,
    mapping: inspection.mapping,
  })
  await finish(jobId)
  if (options.onConflict === 'take') {
    await call('imports.resolve', { importId, scope: { of: 'all' }, choice: 'take' })
  }
  const checked = await call('imports.get', { importId })
  const dryRun = options.dryRun === true
  const imported = !dryRun && !(options.onConflict === 'list' && checked.counts.conflicts > 0)
  const conflicts = await allConflicts(core, importId)
  const { rows: warned } = await call('imports.rows', { importId, only: 'warnings', limit: 500 })
  const { rows: rejected } = await call('imports.rows', { importId, only: 'rejected', limit: 500 })
  if (imported) await finish((await call('imports.commit', { importId })).jobId)
  else await call('imports.discard', { importId })
  return {
    file: inspection.fileName,
    format: inspection.dialect.format,
    preset: checked.preset,
    dryRun,
    imported,
    mapping: inspection.mapping,
    counts: checked.counts,
    rejected,
    warned,
    conflicts,
  }
}

function hintsOf({ format, sheet }: ImportOptions): DialectHints {
  const named = formats[format]
  return { ...(named === null ? {} : { format: named }), ...(sheet === undefined ? {} : { sheet }) }
}

function refuseSheet({ dialect, fileName }: ImportInspection, { sheet }: ImportOptions): void {
  if (sheet === undefined || dialect.format === 'xlsx') return
  throw new RefrainError(
    'VALIDATION',
    `“${fileName}” is no workbook, so it has no sheet “${sheet}”. Nothing was changed. Leave out --sheet.`,
  )
}

async function allConflicts({ call }: OpenCore, importId: number): Promise<ImportConflict[]> {
  const found: ImportConflict[] = []
  let cursor: string | null = null
  do {
    const page: { rows: ImportConflict[]; nextCursor: string | null } = await call('imports.conflicts', {
      importId,
      limit: 500,
      cursor,
    })
    found.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor !== null && found.length < 10_000)
  return found
}

function linesOf(report: Awaited<ReturnType<typeof importFile>>): string[] {
  const { counts, imported } = report
  const parts = [
    `${String(counts.rows)} rows`,
    `${String(counts.create)} ${imported ? 'added' : 'would be added'}`,
    `${String(counts.update)} ${imported ? 'completed' : 'would be completed'}`,
    `${String(counts.unchanged)} unchanged`,
    `${String(counts.rejected)} rejected`,
    ...(counts.repeated > 0 ? [`${String(counts.repeated)} repeat an earlier row`] : []),
    ...(counts.skipped > 0 ? [`${String(counts.skipped)} about no recording passed over`] : []),
    ...(counts.conflicts > 0
      ? [`${String(counts.conflicts)} conflicts, ${String(counts.taken)} taken from the file`]
      : []),
  ]
  const known = report.preset === '' ? '' : ` (${report.preset})`
  return [
    `${report.file}${known}: ${parts.join(', ')}`,
    ...[...report.rejected, ...report.warned].map(
      (row) =>
        `  ${whereOf(row)}, ${row.action === 'rejected' ? 'rejected' : 'warning'}: ${row.problems.map((problem) => `${problem.field}: ${problem.message}`).join(' ')}`,
    ),
    ...report.conflicts.map(
      (conflict) =>
        `  ${whereOf(conflict)}, conflict: ${conflict.field} of “${conflict.title}”: ${conflict.known} | ${conflict.offered} (${conflict.choice === 'take' ? 'taken' : 'kept'})`,
    ),
  ]
}

function whereOf({ row, place }: { readonly row: number; readonly place: string }): string {
  return place === '' ? `row ${String(row)}` : place
}

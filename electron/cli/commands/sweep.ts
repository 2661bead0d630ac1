import { type Command, Option } from 'commander'
import { existsSync, realpathSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import { sweepSql } from '../../../shared/domain/matching/sweep-sql.ts'
import { type SqlDialectName, sqlDialects } from '../../../shared/domain/matching/sweep-sql-dialects.ts'
import { idArgument, optionalWords } from '../arguments.ts'
import { readCatalogueFile } from '../catalogue-file.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit, type ExitCode } from '../exit.ts'
import { formatByEnding } from '../output-file.ts'
import { table } from '../output.ts'
import { chosenTables, type ListingTableOptions, withListingTable } from '../listing-table.ts'
import type { CatalogueEntry, TableChoice } from '../../core/watch/index.ts'
import { openRowSink, rowFormats, type RowSink, type SweepRow } from '../row-sink.ts'
import type { OpenCore, Session } from '../session.ts'
import { saysAnything, type TableOptions, withTableOptions } from '../table-options.ts'
import { UsageError } from '../usage-error.ts'
import { shapeHeapForSweep } from '../sweep-heap.ts'

interface SweepOptions extends TableOptions, ListingTableOptions {
  readonly catalog?: string
  readonly out?: string
  readonly title?: string
  readonly fuzzy?: boolean
  readonly codesOnly?: boolean
  readonly dryRun?: boolean
  readonly emitSql?: SqlDialectName
}

/** sweep, sweeps */
export function addSweepCommands(program: Command, run: Run): void {
  withListingTable(
    withTableOptions(
      define(program, 'sweep', {
        description:
          'find your recordings in listing files: CSV, TSV, JSON, SQLite, Parquet, Discogs XML, torrents; plain, packed with gzip, zstd, xz or bzip2, in zip or tar; whole folders',
        examples: [
          'sweep leak.csv.gz',
          'sweep leak.jsonl --catalog mine.csv --out found.csv',
          'sweep spotify_clean.sqlite3.zst dumps/',
          'zcat leak.csv.gz | refrain sweep - --catalog mine.csv',
          'sweep leak.parquet --catalog mine.csv --emit-sql duckdb > sweep.sql',
          'sweep leak.csv --fuzzy',
          'sweep leak.jsonl.zst --codes-only',
          'sweep music.db --table songs --column title=song --column artist=band',
          'sweep leak.csv --catalog plain.csv --no-header --map artist=1 --map title=2 --map isrc=3',
        ],
        reports: 'something was found',
      })
        .argument(
          '<file...>',
          'the listing files, or folders of them; “-” reads standard input (with --catalog)',
        )
        .option(
          '--catalog <file>',
          'look for the recordings of this table; needs no workspace and stores nothing',
        )
        .option('--out <file>', 'write the rows to a file: .csv, .jsonl, .json or .parquet')
        .option('--title <text>', 'name of the sweep in the workspace', optionalWords(200))
        .option('--fuzzy', 'also find titles and artists that are written differently; takes longer')
        .addOption(
          new Option(
            '--codes-only',
            'look for ISRCs and GTINs alone, wherever they stand; fastest',
          ).conflicts('fuzzy'),
        )
        .option('--dry-run', 'only say how the listing files would be read; nothing is searched')
        .addOption(
          new Option(
            '--emit-sql <engine>',
            'write the exact sweep as SQL for another engine instead of sweeping (with --catalog, one file)',
          ).choices([...sqlDialects]),
        ),
    ),
  )
    .addHelpText(
      'after',
      '\n--map, --no-header, --header-row, --delimiter and --encoding speak of the table of --catalog.',
    )
    .action((files: string[], options: SweepOptions) => run((session) => sweep(session, files, options)))
  define(program, 'sweeps', {
    description:
      'the sweeps kept in the workspace; with an id, its files and the rows that could not be read',
    examples: ['sweeps', 'sweeps 3'],
  })
    .argument('[id]', 'the sweep', idArgument)
    .action((sweepId: number | undefined) =>
      run((session) => (sweepId === undefined ? listSweeps(session) : showSweep(session, sweepId))),
    )
}

async function sweep(session: Session, files: readonly string[], options: SweepOptions): Promise<ExitCode> {
  const paths = files.map((file) => (file === '-' ? file : resolve(file)))
  if (paths.includes('-') && (options.catalog === undefined || options.dryRun === true || paths.length > 1)) {
    throw new UsageError(
      'What comes through a pipe is gone once it was read, so nothing of it could be kept as evidence or looked at again: “-” stands alone and needs --catalog. To sweep it into the workspace, save it to a file first.',
    )
  }
  if (options.emitSql !== undefined) return emitSql(session, paths, options, options.emitSql)
  if (options.dryRun === true) return inspect(session, paths)
  const catalog = options.catalog === undefined ? null : resolve(options.catalog)
  if (catalog === null && saysAnything(options)) {
    throw new UsageError(
      '--map, --no-header, --header-row, --delimiter and --encoding say how to read the table of --catalog, and there is none.',
    )
  }
  if (options.out !== undefined) formatByEnding('--out', options.out, rowFormats)
  const out = options.out === undefined ? null : resolve(options.out)
  if (out !== null) refuseOverwriting(out, catalog === null ? paths : [...paths, catalog])
  shapeHeapForSweep()
  const tables = await chosenTables(paths, options)
  const sink = await openRowSink(session.output, out)
  try {
    if (catalog === null) await sweepIntoWorkspace(session, paths, tables, options, sink)
    else await sweepAgainstTable(session, { files: paths, tables }, catalog, options, sink)
    sink.keep()
  } finally {
    sink.discard()
  }
  return sink.rows() > 0 ? exit.reported : exit.done
}

async function inspect(session: Session, paths: readonly string[]): Promise<ExitCode> {
  const { files, more, remarks } = await session.withCore(({ call }) =>
    call('sweeps.inspect', { paths: [...paths] }),
  )
  for (const remark of remarks) session.output.note(remark)
  if (more > 0) session.output.note(`${String(more)} more files would be swept.`)
  session.output.result(
    files,
    files.flatMap((file) => [
      `${file.fileName}: ${[file.format, file.compression, file.archive].filter((part) => part !== null && part !== 'none').join(', ')}`,
      ...Object.entries(file.fields).map(([field, column]) => `  ${field.padEnd(10)} from “${column}”`),
      ...file.warnings.map((warning) => `  ${warning}`),
    ]),
  )
  return exit.done
}

/** Writes the sweep as SQL to standard output. */
async function emitSql(
  session: Session,
  [path, ...others]: readonly string[],
  options: SweepOptions,
  engine: SqlDialectName,
): Promise<ExitCode> {
  if (options.catalog === undefined || path === undefined || path === '-' || others.length > 0) {
    throw new UsageError(
      '--emit-sql writes the sweep of one listing file for the table of --catalog; name both.',
    )
  }
  const { sqlSourceOf } = await import('../../core/watch/index.ts')
  const source = await sqlSourceOf(path)
  const catalogue: CatalogueEntry[] = []
  for await (const entries of readCatalogueFile(session.output, resolve(options.catalog), options))
    for (const entry of entries) catalogue.push(entry)
  for (const part of sweepSql(engine, source, catalogue)) session.output.raw(part)
  return exit.done
}

/** What is read must never be what is written. */
function refuseOverwriting(out: string, inputs: readonly string[]): void {
  const real = (path: string) => (existsSync(path) ? realpathSync(path) : path)
  if (!inputs.some((input) => real(input) === real(out))) return
  throw new RefrainError(
    'VALIDATION',
    `--out names “${basename(out)}”, which is also read. Nothing was written. Choose another file for the rows.`,
  )
}

async function sweepAgainstTable(
  session: Session,
  listings: { readonly files: readonly string[]; readonly tables: ReadonlyMap<string, TableChoice> },
  catalogFile: string,
  options: SweepOptions,
  sink: RowSink,
): Promise<void> {
  const catalogue = readCatalogueFile(session.output, catalogFile, options, session.signal)
  // Neither the stored sweeps nor the store itself: without a workspace a sweep should stay small.
  const { sweepFiles } = await import('../../core/watch/engine/sweep-files.ts')
  const { files } = listings
  const reports = await sweepFiles({
    ...listings,
    catalogue,
    workerScript: session.resources.sweepWorker,
    signal: session.signal,
    fuzzy: options.fuzzy === true,
    codesOnly: options.codesOnly === true,
    onFinding: (finding) => {
      sink.write({
        recording_id: finding.recordingId,
        listing_id: finding.listingId,
        listing_locator: finding.listingLocator,
        isrc: finding.isrc,
        title: finding.title,
        artist: finding.artist,
        score: finding.score,
        verdict: finding.verdict,
        claimable: finding.claimable ? 'yes' : 'monitor',
        reasons: finding.reasons.join('; '),
      })
    },
    onProgress: ({ done, total, rows }) => {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      session.output.progress(`Sweeping · ${String(percent)} % · ${String(rows)} rows`)
    },
  })
  for (const report of reports) {
    const unread = report.malformed === 0 ? '' : `, ${String(report.malformed)} unreadable`
    session.output.note(
      `${basename(report.file)}: ${String(report.rows)} rows${unread}, ${String(report.findings)} findings`,
    )
    for (const sample of report.malformedSamples.slice(0, 5))
      session.output.note(`  row ${String(sample.row)}: ${sample.reason}`)
    for (const warning of report.warnings) session.output.note(`  ${warning}`)
  }
  const failed = reports.find((report) => report.error !== null)
  if (failed?.error) {
    const kept = keptOf(files, sink)
    // What was found before is no less true.
    if (sink.rows() > 0) sink.keep()
    throw withKept(failed.error, kept)
  }
}

async function sweepIntoWorkspace(
  session: Session,
  paths: readonly string[],
  tables: ReadonlyMap<string, TableChoice>,
  { title = '', fuzzy = false, codesOnly = false }: SweepOptions,
  sink: RowSink,
): Promise<void> {
  await session.withCore(async ({ call, finish }) => {
    const { sweepId, jobId } = await call('sweeps.start', {
      ...{ paths: [...paths], title, fuzzy, codesOnly },
      tables: [...tables].map(([path, choice]) => ({ path, ...choice })),
    })
    await finish(jobId)
    const result = await call('sweeps.get', { sweepId })
    for await (const row of findingRows(call, sweepId)) sink.write(row)
    for (const file of result.files) {
      const unread = file.malformed === 0 ? '' : `, ${String(file.malformed)} unreadable`
      session.output.note(
        `${file.fileName}: ${String(file.rows)} rows${unread}, ${String(file.findings)} findings${file.message === '' ? '' : `. ${file.message}`}`,
      )
    }
    const failed = result.files.find((file) => file.state === 'failed')
    if (failed) {
      const kept = `What the other files gave is kept: “refrain finding list --sweep ${String(sweepId)}”.`
      if (sink.rows() > 0) sink.keep()
      throw withKept(new RefrainError('FILE_UNREADABLE', failed.message), kept)
    }
  })
}

/** What is left of a sweep without a workspace when one of its files failed. */
function keptOf(files: readonly string[], sink: RowSink): string {
  const found = sink.rows()
  const before = found === 1 ? 'The one row found before was' : `The ${String(found)} rows found before were`
  const written =
    found > 0 ? `${before} written.` : sink.toFile ? 'No file was written.' : 'Nothing was found.'
  return files.length === 1 ? written : `${written} The other files were read to their end.`
}

/** The failure of one file among several, with what became of the others. */
function withKept(error: unknown, kept: string): unknown {
  if (!isRefrainError(error)) return error
  return new RefrainError(error.code, `${error.message} ${kept}`, error.details, { cause: error })
}

async function* findingRows(call: OpenCore['call'], sweepId: number): AsyncGenerator<SweepRow> {
  for await (const row of eachRow((place) => call('findings.list', { filter: { sweepId }, ...place }))) {
    yield {
      recording_id: String(row.recordingId),
      listing_id: row.listingRef,
      listing_locator: row.url ?? row.locator,
      isrc: row.listingIsrc,
      title: row.listingTitle,
      artist: row.listingArtist,
      score: row.score,
      verdict: row.verdict,
      claimable: row.claimable ? 'yes' : 'monitor',
      reasons: row.reasons.join('; '),
    }
  }
}

async function listSweeps(session: Session): Promise<ExitCode> {
  const { sweeps } = await session.withCore(({ call }) => call('sweeps.list', { limit: 100 }))
  const rows = sweeps.map((item) => [
    String(item.id),
    item.state,
    item.startedAt,
    String(item.rows),
    String(item.findings),
    item.title,
  ])
  session.output.result(sweeps, table(['ID', 'STATE', 'STARTED', 'ROWS', 'FINDINGS', 'TITLE'], rows))
  return exit.done
}

async function showSweep(session: Session, sweepId: number): Promise<ExitCode> {
  const shown = await session.withCore(async ({ call }) => {
    const found = await call('sweeps.get', { sweepId })
    const { rows } = await call('sweeps.malformed', { sweepId })
    return { ...found, malformedRows: rows }
  })
  const files = shown.files.map((file) => [
    file.fileName,
    file.state,
    String(file.rows),
    String(file.findings),
    file.message,
  ])
  session.output.result(shown, [
    `Sweep ${String(shown.id)} · ${shown.title} · ${shown.state}`,
    ...table(['FILE', 'STATE', 'ROWS', 'FINDINGS', 'REMARK'], files),
    ...shown.malformedRows.map((row) => `  ${row.fileName}, row ${String(row.row)}: ${row.reason}`),
  ])
  return exit.done
}

import type { Command } from 'commander'
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { readCatalogueTable } from '../../core/catalog/index.ts'
import { type CatalogueEntry, sweepFiles } from '../../core/watch/index.ts'
import { exit, type ExitCode } from '../exit.ts'
import { openRowSink, type RowSink, type SweepRow } from '../row-sink.ts'
import type { OpenCore, Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

interface SweepOptions {
  readonly catalog?: string
  readonly out?: string
  readonly title?: string
}

/** sweep */
export function addSweepCommands(program: Command, run: Run): void {
  program
    .command('sweep')
    .description('find your recordings in listing files (CSV, TSV, JSON Lines; plain or gzip)')
    .argument('<file...>')
    .option(
      '--catalog <file>',
      'look for the recordings of this table; needs no workspace and stores nothing',
    )
    .option('--out <file>', 'write the rows to a file: .csv, .jsonl or .json')
    .option('--title <text>', 'name of the sweep in the workspace')
    .action((files: string[], options: SweepOptions) => run((session) => sweep(session, files, options)))
}

async function sweep(session: Session, files: readonly string[], options: SweepOptions): Promise<ExitCode> {
  const paths = files.map((file) => resolve(file))
  const catalog = options.catalog === undefined ? null : resolve(options.catalog)
  const out = options.out === undefined ? null : resolve(options.out)
  if (out !== null) refuseOverwriting(out, catalog === null ? paths : [...paths, catalog])
  const sink = openRowSink(session.output, out)
  try {
    if (catalog === null) await sweepIntoWorkspace(session, paths, options.title ?? '', sink)
    else await sweepAgainstTable(session, paths, catalog, sink)
    sink.keep()
  } finally {
    sink.discard()
  }
  return sink.rows() > 0 ? exit.reported : exit.done
}

/** What is read must never be what is written. */
function refuseOverwriting(out: string, inputs: readonly string[]): void {
  const real = (path: string) => (existsSync(path) ? realpathSync(path) : path)
  if (!inputs.some((input) => real(input) === real(out))) return
  throw new RefrainError(
    'VALIDATION',
    `--out names “${out}”, which is also read. Nothing was written. Choose another file for the rows.`,
  )
}

async function sweepAgainstTable(
  session: Session,
  files: readonly string[],
  catalogFile: string,
  sink: RowSink,
): Promise<void> {
  const catalogue: CatalogueEntry[] = []
  for await (const row of readCatalogueTable(catalogFile)) {
    const isrcs = row.isrc === null ? row.otherIsrcs : [row.isrc, ...row.otherIsrcs]
    catalogue.push({
      id: row.id,
      title: row.title,
      version: row.version,
      artist: row.artist,
      isrcs,
      durationMs: row.durationMs,
    })
  }
  const reports = await sweepFiles({
    files,
    catalogue,
    workerScript: session.resources.sweepWorker,
    signal: session.signal,
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
      session.output.progress(`Sweeping · ${percent} % · ${rows} rows`)
    },
  })
  for (const report of reports) {
    const unread = report.malformed === 0 ? '' : `, ${report.malformed} unreadable`
    session.output.note(`${report.file}: ${report.rows} rows${unread}, ${report.findings} findings`)
    for (const sample of report.malformedSamples.slice(0, 5))
      session.output.note(`  row ${sample.row}: ${sample.reason}`)
    for (const warning of report.warnings) session.output.note(`  ${warning}`)
  }
  const failed = reports.find((report) => report.error !== null)
  if (failed?.error) throw failed.error
}

async function sweepIntoWorkspace(
  session: Session,
  paths: readonly string[],
  title: string,
  sink: RowSink,
): Promise<void> {
  await session.withCore(async ({ call, finish }) => {
    const { sweepId, jobId } = await call('sweeps.start', { paths: [...paths], title })
    await finish(jobId)
    const result = await call('sweeps.get', { sweepId })
    for await (const row of findingRows(call, sweepId)) sink.write(row)
    for (const file of result.files) {
      const unread = file.malformed === 0 ? '' : `, ${file.malformed} unreadable`
      session.output.note(
        `${file.fileName}: ${file.rows} rows${unread}, ${file.findings} findings${file.message === '' ? '' : `. ${file.message}`}`,
      )
    }
    const failed = result.files.find((file) => file.state === 'failed')
    if (failed) throw new RefrainError('FILE_UNREADABLE', failed.message)
  })
}

async function* findingRows(call: OpenCore['call'], sweepId: number): AsyncGenerator<SweepRow> {
  let cursor: string | null = null
  let offset = 0
  do {
    const page: ProcedureOutput<'findings.list'> = await call('findings.list', {
      filter: { sweepId },
      limit: 500,
      cursor,
      offset,
    })
    for (const row of page.rows) {
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
    offset += page.rows.length
    cursor = page.nextCursor
  } while (cursor !== null)
}

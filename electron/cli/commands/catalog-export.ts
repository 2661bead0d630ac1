import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { type Command, Option } from 'commander'
import { catalogueImportResult, exportResult, type ExportResult } from '../../../shared/contract/export.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { type ExportFormat, exportFormats, formatFacts } from '../../../shared/domain/export/formats.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { collectIds } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { formatByEnding } from '../output-file.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

interface ExportCommand {
  readonly format?: ExportFormat
  readonly out?: string
  readonly release?: readonly number[]
  readonly recording?: readonly number[]
  readonly force?: boolean
  readonly check?: boolean
  readonly template?: string
  readonly senderDpid?: string
  readonly recipientDpid?: string
  readonly recipientName?: string
  readonly audio?: readonly string[]
}

/** catalog export: every format, to a file, a folder or (text) standard output. */
export function addCatalogExportCommand(catalog: Command, run: Run): void {
  define(catalog, 'export', {
    description: 'write the catalogue, or a part of it, for people, programs and partners',
    examples: [
      'catalog export --out catalogue.csv',
      'catalog export --format json --out -',
      'catalog export --format ern43 --release 2 --out drafts/',
      'catalog export --format mlc --check',
    ],
    reports: 'something was left out, or, with --check, is missing',
  })
    .addOption(
      new Option('--format <format>', 'what to write; by the ending of --out when left out').choices([
        ...exportFormats,
      ]),
    )
    .option('--out <path>', 'the file; a folder for formats of several files; - for standard output (text)')
    .option('--release <ids>', 'only these releases', collectIds)
    .option('--recording <ids>', 'only these recordings', collectIds)
    .option('--force', 'replace files of the same name')
    .option('--check', 'only say what would be written and what is missing')
    .option('--template <file>', 'soundexchange: your copy of the ISRC ingest form')
    .option('--sender-dpid <id>', 'ern43: your DDEX Party ID')
    .option('--recipient-dpid <id>', "ern43: your distributor's DDEX Party ID")
    .option('--recipient-name <name>', "ern43: your distributor's name")
    .option('--audio <file...>', 'tags: copy these files instead of those the catalogue knows')
    .action((options: ExportCommand) => run((session) => exportCatalogue(session, options)))
}

async function exportCatalogue(session: Session, options: ExportCommand): Promise<ExitCode> {
  const format = options.format ?? formatOf(options.out)
  const request = {
    format,
    selection:
      options.release === undefined && options.recording === undefined
        ? null
        : { releaseIds: [...(options.release ?? [])], recordingIds: [...(options.recording ?? [])] },
    options: {
      senderDpid: options.senderDpid ?? '',
      recipientDpid: options.recipientDpid ?? '',
      recipientName: options.recipientName ?? '',
      templatePath: options.template === undefined ? null : resolve(options.template),
      audioPaths: (options.audio ?? []).map((path) => resolve(path)),
    },
  } satisfies Input<'exports.check'>
  if (options.check === true) return check(session, request)
  if (options.out === undefined)
    throw new UsageError('Say where to write with --out FILE, --out FOLDER or --out - (standard output).')
  if (options.out === '-') {
    if (formatFacts[format].text) return toStandardOutput(session, request)
    throw new UsageError(`--out -: ${formatFacts[format].label} is no text. Give a file or a folder.`)
  }
  const path = target(format, options.out)
  const result = await write(session, { ...request, path, overwrite: options.force === true })
  session.output.result(result, report(result))
  return result.leftOut > 0 ? exit.reported : exit.done
}

/** Formats that the name of a file tells; the others are to be said. */
const told = ['csv', 'xlsx', 'json'] as const satisfies readonly ExportFormat[]

/** What a name stands for; CSV on standard output and for a check of nothing in particular. */
function formatOf(out: string | undefined): ExportFormat {
  return out === undefined || out === '-' ? 'csv' : formatByEnding('--out', out, told)
}

/** A place that ends in a slash, or that formats of several files cannot mean as a file, is a folder and is made. */
function target(format: ExportFormat, out: string): string {
  const path = resolve(out)
  const { files, extension } = formatFacts[format]
  const named = extension !== '' && path.toLowerCase().endsWith(`.${extension}`)
  if (files === 'each' && (/[/\\]$/.test(out) || (!named && !existsSync(path))))
    mkdirSync(path, { recursive: true })
  return path
}

function write(session: Session, input: Input<'exports.start'>): Promise<ExportResult> {
  return session.withCore(async ({ call, finish }) => {
    const { jobId } = await call('exports.start', input)
    return exportResult.parse((await finish(jobId)).result)
  })
}

async function check(session: Session, request: Input<'exports.check'>): Promise<ExitCode> {
  const result = await session.withCore(({ call }) => call('exports.check', request))
  session.output.result(result, [
    `${formatFacts[result.format].label}: ${String(result.subjects)} to write in ${String(result.files)} files, ${String(result.leftOut)} left out`,
    ...problemLines(result),
    ...result.notes,
  ])
  return result.needed > 0 ? exit.reported : exit.done
}

async function toStandardOutput(session: Session, request: Input<'exports.check'>): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-export-'))
  try {
    const { extension } = formatFacts[request.format]
    const path = join(folder, `catalogue.${extension}`)
    const result = await write(session, { ...request, path })
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      throw new RefrainError('VALIDATION', 'This makes several files. Choose one release, or a folder.')
    }
    const decoder = new StringDecoder('utf8')
    let first = true
    for await (const chunk of createReadStream(path)) {
      if (!Buffer.isBuffer(chunk)) continue
      const text = decoder.write(chunk)
      // The mark tells Excel the encoding of a file; in a pipe it would be part of the first word.
      session.output.raw(first ? text.replace(/^\ufeff/, '') : text)
      first = false
    }
    session.output.raw(decoder.end())
    for (const line of [...problemLines(result), ...result.notes]) session.output.note(line)
    return result.leftOut > 0 ? exit.reported : exit.done
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(result: ExportResult): string[] {
  return [
    ...result.files.map(({ path, bytes }) => `${path}  ${String(bytes)} bytes`),
    ...(result.fileCount > result.files.length
      ? [`and ${String(result.fileCount - result.files.length)} more`]
      : []),
    `${String(result.subjects)} written, ${String(result.leftOut)} left out`,
    ...problemLines(result),
    ...result.notes,
  ]
}

function problemLines(result: Pick<ExportResult, 'problems' | 'needed' | 'advised'>): string[] {
  const rest = result.needed + result.advised - result.problems.length
  return [
    ...result.problems.map(
      ({ severity, subject, field, message }) =>
        `  ${severity.padEnd(7)} ${subject.title}, ${field}: ${message}`,
    ),
    ...(rest > 0 ? [`  and ${String(rest)} more`] : []),
  ]
}

/** `catalog import FILE --format refrain`: a catalogue file comes back in. */
export async function importCatalogueFiles(
  session: Session,
  files: readonly string[],
  dryRun: boolean,
): Promise<ExitCode> {
  const results = await session.withCore(async ({ call, finish }) => {
    const done = []
    for (const file of files) {
      const { jobId } = await call('exports.importCatalogue', { path: resolve(file), dryRun })
      done.push(catalogueImportResult.parse((await finish(jobId)).result))
    }
    return done
  })
  session.output.result(
    results,
    results.flatMap(({ fileName, counts, kept, keptTotal, notes }) => [
      `${fileName}${dryRun ? ' (nothing was written)' : ''}:`,
      ...Object.entries(counts).flatMap(([section, { created, completed, unchanged }]) =>
        created + completed + unchanged === 0
          ? []
          : [
              `  ${section}: ${String(created)} added, ${String(completed)} completed, ${String(unchanged)} unchanged`,
            ],
      ),
      ...kept.map((one) => `  kept: “${one.title}”, ${one.field}: ${one.kept} (the file has ${one.offered})`),
      ...(keptTotal > kept.length ? [`  and ${String(keptTotal - kept.length)} more`] : []),
      ...notes,
    ]),
  )
  return exit.done
}

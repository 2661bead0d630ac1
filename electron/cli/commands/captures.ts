import type { Command } from 'commander'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type CaptureItem, captureJobResult, type CaptureSummary } from '../../../shared/contract/captures.ts'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import type { TimestampRow } from '../../../shared/contract/timestamps.ts'
import { remarkText } from '../../../shared/domain/evidence/capture/capture-remarks.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { captureItemLine, captureListText, captureStateText, clockText } from './capture-lines.ts'
import { addMoreCaptureCommands } from './capture-more.ts'

type Captured = ProcedureOutput<'capture.get'>

interface PageOptions {
  readonly finding?: number
  readonly allowHost?: string[]
  readonly assisted?: boolean
}

/** capture URL, capture list, capture show, capture save */
export function addCaptureCommands(program: Command, run: Run): void {
  const capture = define(program, 'capture', {
    description: 'sealed records of web pages',
    examples: ['capture https://example.org/listing/7 --finding 7', 'capture list'],
  })
  define(
    capture,
    'page',
    {
      description: 'capture pages; “capture URL” means the same',
      examples: [
        'capture https://example.org/listing/7',
        'capture http://localhost:8080/ --allow-host localhost:8080',
        'capture https://example.org/members/7 --assisted',
      ],
      reports: 'a page was not captured, or not completely; the gaps are named',
    },
    { isDefault: true },
  )
    .argument('<url...>', 'addresses, each captured in a process of its own')
    .option('--finding <id>', 'the finding they belong to', idArgument)
    .option('--allow-host <host...>', 'reach this host although it is not on the public Internet')
    .option('--assisted', 'open a visible, isolated window: for cookie walls and logins')
    .action((urls: string[], options: PageOptions) => run((session) => capturePages(session, urls, options)))
  define(capture, 'list', {
    description: 'captures, newest first',
    examples: ['capture list --finding 7'],
  })
    .option('--finding <id>', 'only of this finding', idArgument)
    .action((options: { finding?: number }) => run((session) => list(session, options.finding ?? null)))
  define(capture, 'show', {
    description: 'what a capture recorded, and what it lacks',
    examples: ['capture show 3', 'capture show 3 --json'],
  })
    .argument('<id>', 'the capture', idArgument)
    .action((captureId: number) =>
      run(async (session) => {
        const { stamps, ...captured } = await session.withCore(async ({ call }) => {
          const { rows } = await call('timestamps.list', { subject: `capture:${String(captureId)}` })
          return { ...(await call('capture.get', { captureId })), stamps: rows }
        })
        session.output.result({ ...captured, stamps }, describe(captured, stamps))
        return exit.done
      }),
    )
  define(capture, 'save', {
    description: 'write copies of the record and all files of a capture',
    examples: ['capture save 3 --out capture-3'],
  })
    .argument('<id>', 'the capture', idArgument)
    .requiredOption('--out <folder>', 'where to write; made when it is not there')
    .action((captureId: number, options: { out: string }) =>
      run(async (session) => {
        const folder = resolve(options.out)
        const saved = await session.withCore(async ({ call }) => {
          await call('capture.get', { captureId })
          mkdirSync(folder, { recursive: true })
          return call('capture.save', { captureId, folder })
        })
        session.output.result(saved, [`${String(saved.files)} files written to ${saved.folder}`])
        return exit.done
      }),
    )
  addMoreCaptureCommands(capture, run)
}

async function capturePages(
  session: Session,
  urls: readonly string[],
  options: PageOptions,
): Promise<ExitCode> {
  const { items } = await session.withCore(async ({ call, finish }) => {
    const common = { findingId: options.finding ?? null, allowHosts: options.allowHost ?? [] }
    if (options.assisted !== true) {
      const { jobId } = await call('capture.start', { urls: [...urls], ...common })
      return captureJobResult.parse((await finish(jobId)).result)
    }
    const captured: CaptureItem[] = []
    for (const url of urls) {
      const { jobId } = await call('capture.assisted', { url, ...common })
      captured.push(...captureJobResult.parse((await finish(jobId)).result).items)
    }
    return { items: captured }
  })
  session.output.result({ items }, items.map(captureItemLine))
  return items.every(({ capture }) => capture?.complete === true) ? exit.done : exit.reported
}

async function list(session: Session, findingId: number | null): Promise<ExitCode> {
  await session.withCore(async (core) => {
    for await (const row of captures(core, findingId)) {
      session.output.item(row, cells([String(row.id), row.startedAt, captureListText(row), row.requestedUrl]))
    }
  })
  return exit.done
}

async function* captures(core: OpenCore, findingId: number | null): AsyncGenerator<CaptureSummary> {
  let cursor: string | null = null
  do {
    const page: ProcedureOutput<'capture.list'> = await core.call('capture.list', {
      findingId,
      limit: 500,
      cursor,
    })
    yield* page.rows
    cursor = page.nextCursor
  } while (cursor !== null)
}

function describe({ summary, record, files }: Captured, stamps: readonly TimestampRow[]): string[] {
  const { unreachable, clock, environment } = record
  const rows: (readonly [string, string])[] = [
    ['Address', record.requestedUrl],
    ...record.redirects.map(
      ({ status, location }) => ['Redirect', `${String(status)} to ${location}`] as const,
    ),
    ['Title', record.title],
    ['Outcome', captureStateText(summary)],
    ['Not reached', unreachable === null ? '' : `${unreachable.reason} (${unreachable.error})`],
    ['Taken', `${record.startedAt} to ${record.endedAt}`],
    ['Assisted', assistedText(record)],
    ...stampRows(stamps),
    ['Clock', clock === null ? '' : clockText(clock.offsetMs)],
    ['Servers', record.connections.join(', ')],
    ['Browser', `Chromium ${environment.chromium}, ${environment.app}, ${environment.system}`],
    ['Requests', String(record.exchanges.length)],
    ...record.certificates.map(
      ({ host, verdict, issuer }) => ['Certificate', `${host}: ${verdict}, by ${issuer}`] as const,
    ),
    ['Record', `SHA-256 ${summary.recordSha256}`],
    ...files.map(
      ({ name, bytes, sha256 }) => ['File', `${name}, ${String(bytes)} bytes, SHA-256 ${sha256}`] as const,
    ),
    ...record.gaps.map((gap) => ['GAP', `${remarkText(gap.code)}. ${gap.detail}`] as const),
    ...record.notes.map((note) => ['Note', `${remarkText(note.code)}. ${note.detail}`] as const),
  ]
  return rows.filter(([, value]) => value !== '').map(([label, value]) => `${label.padEnd(12)} ${value}`)
}

function assistedText({ assisted }: Captured['record']): string {
  if (assisted === undefined) return ''
  return `made by a person in ${String(assisted.actions)} ${assisted.actions === 1 ? 'action' : 'actions'}, told in actions.jsonl`
}

/** Since when it exists in the word of others; the rest is the computer's own clock. */
function stampRows(stamps: readonly TimestampRow[]): (readonly [string, string])[] {
  if (stamps.length === 0)
    return [['Existed', 'not timestamped: the times are those of this machine’s clock']]
  return stamps.map(({ authority, stampedAt, failure }) => [
    'Existed',
    stampedAt === null
      ? `not yet timestamped by ${authority}${failure === null ? '' : `: ${failure}`}`
      : `at ${stampedAt}, per ${authority}`,
  ])
}

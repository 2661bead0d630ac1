import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import {
  type Decision,
  decisions,
  type FindingFilter,
  type FindingRow,
  type FindingState,
  findingExportFormats,
  findingStates,
} from '../../../shared/contract/watch.ts'
import { counted } from '../../../shared/domain/text/counted.ts'
import { formatByEnding } from '../output-file.ts'
import { collectIds, idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { eachRow } from '../each-row.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells, table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

interface FilterOptions {
  readonly state?: FindingState
  readonly sweep?: number
  readonly recording?: number
  readonly claimable?: boolean
  readonly domain?: string
  readonly search?: string
}

interface DecideOptions extends FilterOptions {
  readonly decision: Decision
  readonly id?: readonly number[]
  readonly all?: boolean
  readonly reason: string
}

interface FileOptions {
  readonly id: readonly number[]
  readonly url?: string
  readonly none?: boolean
}

const decidedAtOnce = 5000

/** finding list, finding file, finding count, finding counts, finding export, finding show, finding decide */
export function addFindingCommands(program: Command, run: Run): void {
  const finding = define(program, 'finding', {
    description: 'what the sweeps found',
    examples: ['finding list --state new'],
  })
  withFilter(
    define(finding, 'list', {
      description: 'findings, best score first, one a line',
      examples: ['finding list --state new --claimable', 'finding list --domain example.com --json'],
      reports: 'there are such findings',
    }),
  ).action((options: FilterOptions) =>
    run(async (session) => {
      let count = 0
      await session.withCore(async (core) => {
        for await (const row of findings(core, options)) {
          count++
          session.output.item(row, line(row))
        }
      })
      return count > 0 ? exit.reported : exit.done
    }),
  )
  define(finding, 'file', {
    description: 'name the address of the file a listing only leads to; its host then gets the case',
    examples: [
      'finding file --id 7 --url https://locker.example/f/abc',
      'finding file --id 7,8 --none',
      'finding file --id 7',
    ],
  })
    .requiredOption('--id <ids>', 'the findings', collectIds)
    .option('--url <address>', 'the address of the file itself')
    .option('--none', 'take the address away')
    .action((options: FileOptions) => run((session) => nameFile(session, options)))
  withFilter(
    define(finding, 'count', {
      description: 'how many findings there are, by state and by domain',
      examples: ['finding count --sweep 3'],
    }),
  ).action((options: FilterOptions) =>
    run(async (session) => {
      const facets = await session.withCore(({ call }) =>
        call('findings.facets', { filter: filterOf(options) }),
      )
      session.output.result(facets, [
        ...Object.entries(facets.states).map(([state, count]) => `${state.padEnd(12)}${String(count)}`),
        '',
        ...table(
          ['FINDINGS', 'DOMAIN WITH SUBDOMAINS'],
          facets.domains.map(({ domain, count }) => [String(count), domain]),
        ),
      ])
      return exit.done
    }),
  )
  withFilter(
    define(finding, 'counts', {
      description: 'how many findings there are by recording, by release and by swept file',
      examples: ['finding counts --sweep 3', 'finding counts --claimable --json'],
    }),
  ).action((options: FilterOptions) =>
    run(async (session) => {
      const counts = await session.withCore(({ call }) =>
        call('findings.counts', { filter: filterOf(options) }),
      )
      session.output.result(counts, [
        ...countTable('RECORDING', counts.recordings),
        '',
        ...countTable('RELEASE', counts.releases),
        '',
        ...countTable('FILE', counts.sources),
      ])
      return exit.done
    }),
  )
  withFilter(
    define(finding, 'export', {
      description: 'write findings to a file: a table, JSON or Parquet, as the name ends',
      examples: ['finding export hits.csv --sweep 3', 'finding export hits.parquet --state confirmed'],
    }),
  )
    .argument('<file>', 'where to write: .csv, .json or .parquet; one of that name is replaced')
    .action((file: string, options: FilterOptions) =>
      run(async (session) => {
        const format = formatByEnding('<file>', file, findingExportFormats)
        const written = await session.withCore(({ call }) =>
          call('findings.export', { filter: filterOf(options), path: resolve(file), format }),
        )
        session.output.result(written, [
          `${counted(written.rows, 'finding', 'findings')} in ${written.path}, SHA-256 ${written.sha256}`,
        ])
        return exit.done
      }),
    )
  define(finding, 'show', {
    description: 'a finding with its reasons, sealed records and history',
    examples: ['finding show 7'],
  })
    .argument('<id>', 'the finding', idArgument)
    .action((findingId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('findings.get', { findingId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  withFilter(
    define(finding, 'decide', {
      description: 'settle findings: those named, or all that the filter lets through',
      examples: [
        'finding decide --decision confirm --id 7,8',
        'finding decide --decision dismiss --state new --domain example.com --reason "a namesake"',
      ],
      reports: 'some were refused; each is named with the reason',
    }),
  )
    .addOption(
      new Option('--decision <decision>', 'what they are').choices([...decisions]).makeOptionMandatory(),
    )
    .option('--id <ids>', 'findings to decide', collectIds)
    .option('--all', 'every finding, whatever was decided before')
    .option('--reason <text>', 'why; needed to authorize or dismiss', optionalWords(1000), '')
    .action((options: DecideOptions) => run((session) => decide(session, options)))
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'only in this state').choices([...findingStates]))
    .option('--sweep <id>', 'only of this sweep', idArgument)
    .option('--recording <id>', 'only of this recording', idArgument)
    .option('--domain <domain>', 'only on this domain and its subdomains', words('a domain', 300))
    .option('--claimable', 'only where a file, a page or art is offered')
    .option('--search <text>', 'words of the listing or the recording', optionalWords(200))
}

function filterOf(options: FilterOptions): FindingFilter {
  return {
    state: options.state ?? null,
    sweepId: options.sweep ?? null,
    recordingId: options.recording ?? null,
    domain: options.domain ?? null,
    claimable: options.claimable === true ? true : null,
    search: options.search ?? '',
  }
}

function findings(core: OpenCore, options: FilterOptions): AsyncGenerator<FindingRow> {
  const filter = filterOf(options)
  return eachRow((place) => core.call('findings.list', { filter, ...place }))
}

function countTable(
  name: string,
  { rows, total }: ProcedureOutput<'findings.counts'>['recordings'],
): readonly string[] {
  const more = total - rows.length
  return [
    ...table(
      ['FINDINGS', 'MATCHES', 'CLAIMABLE', name, ''],
      rows.map((row) => [
        ...[String(row.findings), String(row.matches), String(row.claimable), row.name, row.detail],
      ]),
    ),
    ...(more > 0 ? [`and ${String(more)} more`] : []),
  ]
}

function line(row: FindingRow): string {
  const name = `${row.recordingArtist} – ${row.recordingTitle}`
  return cells([
    String(row.id),
    row.score.toFixed(2),
    row.verdict,
    row.state,
    row.claimable ? 'claimable' : 'monitor',
    name,
    row.url ?? row.locator,
    row.reasons.join('; '),
  ])
}

function describe(detail: ProcedureOutput<'findings.get'>): string[] {
  return [
    `Finding ${String(detail.id)} · ${detail.state} · score ${detail.score.toFixed(2)} · ${detail.verdict}`,
    `Recording  ${String(detail.recordingId)} ${detail.recordingArtist} – ${detail.recordingTitle} · ${detail.recordingIsrc ?? 'no ISRC'}`,
    `Listing    ${detail.listingArtist} – ${detail.listingTitle} · ${detail.listingIsrc || 'no ISRC'}`,
    `Where      ${detail.url ?? detail.locator}`,
    `Claimable  ${detail.claimable ? 'yes' : `no: ${detail.whyNotClaimable ?? ''}`}`,
    ...detail.reasons.map((reason) => `Reason     ${reason}`),
    ...(detail.stateReason === '' ? [] : [`Decided    ${detail.stateReason}`]),
    ...detail.evidence.map(
      (record) => `Evidence   ${record.kind} of ${record.sourceName}, SHA-256 ${record.contentSha256}`,
    ),
    ...detail.history.map((event) => `History    ${event.at} ${event.action} ${event.detail}`),
  ]
}

async function decide(session: Session, options: DecideOptions): Promise<ExitCode> {
  refuseUnlimited(options)
  const outcome = await session.withCore(async (core) => {
    const ids = options.id ? [...options.id] : []
    if (!options.id) for await (const row of findings(core, options)) ids.push(row.id)
    const total = { changed: 0, refused: [] as ProcedureOutput<'findings.decide'>['refused'] }
    for (let from = 0; from < ids.length; from += decidedAtOnce) {
      const part = await core.call('findings.decide', {
        findingIds: ids.slice(from, from + decidedAtOnce),
        decision: options.decision,
        reason: options.reason,
      })
      total.changed += part.changed
      total.refused.push(...part.refused)
    }
    return total
  })
  session.output.result(outcome, [
    `${String(outcome.changed)} changed, ${String(outcome.refused.length)} refused`,
    ...outcome.refused.map((refusal) => `  finding ${String(refusal.findingId)}: ${refusal.message}`),
  ])
  return outcome.refused.length > 0 ? exit.reported : exit.done
}

/** Deciding everything at once must be said, not happen because an option was forgotten. */
function refuseUnlimited(options: DecideOptions): void {
  const { state, sweep, recording, domain, claimable, search } = options
  const filtered = [state, sweep, recording, domain, claimable, search].some((value) => value !== undefined)
  if (options.id && (filtered || options.all === true))
    throw new UsageError('Name findings with --id or choose them by a filter, not both.')
  if (options.id || filtered || options.all === true) return
  throw new UsageError(
    'Say which findings: --id, a filter such as --state new, or --all for every one of them.',
  )
}

/** Sets or takes away the address; with neither, shows it and where the captured page leads. */
async function nameFile(session: Session, { id, url, none }: FileOptions): Promise<ExitCode> {
  if (url !== undefined && none === true) throw new UsageError('Give --url or --none, not both.')
  const findingIds = [...id]
  if (url !== undefined || none === true) {
    const set = await session.withCore(({ call }) =>
      call('findings.setFile', { findingIds, url: url ?? null }),
    )
    session.output.result(set, [`${counted(set.changed, 'finding', 'findings')} changed.`])
    return exit.done
  }
  const known = await session.withCore(({ call }) =>
    Promise.all(
      findingIds.map(async (findingId) => {
        const { fileUrl } = await call('findings.get', { findingId })
        const { links } = await call('capture.fileLinks', { findingId })
        return { findingId, fileUrl, links }
      }),
    ),
  )
  session.output.result(
    known,
    known.flatMap(({ findingId, fileUrl, links }) => [
      `Finding ${String(findingId)}: ${fileUrl ?? 'no address of a file'}`,
      ...links.map((link) => `  the page leads to ${link.url} (${link.providerName ?? link.domain})`),
    ]),
  )
  return exit.done
}

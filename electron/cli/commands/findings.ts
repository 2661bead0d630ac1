import { type Command, Option } from 'commander'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import {
  type Decision,
  decisions,
  type FindingRow,
  type FindingState,
  findingStates,
  ruleKinds,
} from '../../../shared/contract/watch.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { collectIds, idArgument } from '../arguments.ts'
import { exit, type ExitCode } from '../exit.ts'
import { cells, table } from '../output.ts'
import type { OpenCore, Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

interface FilterOptions {
  readonly state?: FindingState
  readonly sweep?: number
  readonly claimable?: boolean
  readonly domain?: string
  readonly all?: boolean
}

/** finding list, finding decide, rule add, rule list, rule remove, evidence attach */
export function addFindingCommands(program: Command, run: Run): void {
  const finding = program.command('finding').description('what the sweeps found')
  withFilter(finding.command('list'))
    .description('findings, best score first')
    .action((options: FilterOptions) =>
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
  withFilter(finding.command('decide'))
    .description('settle findings: those named, or all that the filter lets through')
    .addOption(new Option('--decision <decision>').choices([...decisions]).makeOptionMandatory())
    .option('--id <ids>', 'findings to decide', collectIds)
    .option('--all', 'every finding, whatever was decided before')
    .option('--reason <text>', 'why; needed to authorize or dismiss', '')
    .action((options: FilterOptions & { decision: Decision; id?: readonly number[]; reason: string }) =>
      run((session) => decide(session, options)),
    )
  addRuleCommands(program, run)
  program
    .command('evidence')
    .description('sealed records')
    .command('attach')
    .description('keep a copy of a file as evidence of a finding')
    .requiredOption('--finding <id>', 'the finding', idArgument)
    .argument('<file>')
    .action((path: string, options: { finding: number }) =>
      run(async (session) => {
        const record = await session.withCore(({ call }) =>
          call('evidence.attach', { findingId: options.finding, path }),
        )
        session.output.result(record, [`Sealed ${record.sourceName}, SHA-256 ${record.contentSha256}`])
        return exit.done
      }),
    )
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>').choices([...findingStates]))
    .option('--sweep <id>', 'only of this sweep', idArgument)
    .option('--domain <domain>', 'only on this domain')
    .option('--claimable', 'only where a file, a page or art is offered')
}

async function* findings(core: OpenCore, options: FilterOptions): AsyncGenerator<FindingRow> {
  const filter = {
    state: options.state ?? null,
    sweepId: options.sweep ?? null,
    domain: options.domain ?? null,
    claimable: options.claimable === true ? true : null,
  }
  let cursor: string | null = null
  let offset = 0
  do {
    const page: ProcedureOutput<'findings.list'> = await core.call('findings.list', {
      filter,
      limit: 500,
      cursor,
      offset,
    })
    yield* page.rows
    offset += page.rows.length
    cursor = page.nextCursor
  } while (cursor !== null)
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

async function decide(
  session: Session,
  options: FilterOptions & { decision: Decision; id?: readonly number[]; reason: string },
): Promise<ExitCode> {
  refuseUnlimited(options)
  const outcome = await session.withCore(async (core) => {
    const ids = options.id ? [...options.id] : []
    if (!options.id) for await (const row of findings(core, options)) ids.push(row.id)
    const total = { changed: 0, refused: [] as ProcedureOutput<'findings.decide'>['refused'] }
    for (let from = 0; from < ids.length; from += 5000) {
      const findingIds = ids.slice(from, from + 5000)
      const part = await core.call('findings.decide', {
        findingIds,
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
function refuseUnlimited(
  options: FilterOptions & { readonly id?: readonly number[]; readonly all?: boolean },
): void {
  const filtered = [options.state, options.sweep, options.domain, options.claimable].some(
    (value) => value !== undefined,
  )
  if (options.id && filtered) {
    throw new RefrainError(
      'VALIDATION',
      'Name findings with --id or choose them by a filter, not both. Nothing was changed.',
    )
  }
  if (options.id || filtered || options.all === true) return
  throw new RefrainError(
    'VALIDATION',
    'Say which findings: --id, a filter such as --state new, or --all for every one of them. Nothing was changed.',
  )
}

function addRuleCommands(program: Command, run: Run): void {
  const rule = program.command('rule').description('what is authorized once and for all')
  rule
    .command('add')
    .description('authorize a domain, an account or a label line; settles every finding of its kind')
    .addOption(new Option('--kind <kind>').choices([...ruleKinds]).makeOptionMandatory())
    .requiredOption('--value <text>')
    .option('--note <text>', 'why', '')
    .action((options: { kind: (typeof ruleKinds)[number]; value: string; note: string }) =>
      run(async (session) => {
        const created = await session.withCore(({ call }) => call('rules.create', options))
        session.output.result(created, [
          `Rule ${String(created.ruleId)} settles ${String(created.settled)} findings.`,
        ])
        return exit.done
      }),
    )
  rule
    .command('list')
    .description('the rules and how much each settled')
    .action(() =>
      run(async (session) => {
        const { rules } = await session.withCore(({ call }) => call('rules.list', {}))
        const rows = rules.map((item) => [
          String(item.id),
          item.kind,
          item.value,
          String(item.settled),
          item.note,
        ])
        session.output.result(rules, table(['ID', 'KIND', 'VALUE', 'SETTLED', 'NOTE'], rows))
        return exit.done
      }),
    )
  rule
    .command('remove')
    .description('take a rule back; what it settled is open again')
    .argument('<id>', 'the rule', idArgument)
    .action((ruleId: number) =>
      run(async (session) => {
        const removed = await session.withCore(({ call }) => call('rules.remove', { ruleId }))
        session.output.result(removed, [`${String(removed.reopened)} findings are open again.`])
        return exit.done
      }),
    )
}

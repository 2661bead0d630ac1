import type { Command } from 'commander'
import {
  type CaseStanding,
  type ItemStanding,
  type StateCheck,
  statusCheckResult,
} from '../../../shared/contract/status.ts'
import { collectIds, idArgument, wholeNumber } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

interface CheckOptions {
  readonly case?: number
  readonly finding?: readonly number[]
  readonly due?: boolean
  readonly capture: boolean
}

interface ChecksOptions {
  readonly case?: number
  readonly finding?: number
  readonly limit: number
}

/** watch check, watch checks, watch standing */
export function addStatusCommands(program: Command, run: Run): void {
  const watch =
    program.commands.find((command) => command.name() === 'watch') ??
    program.command('watch').description('what was found, looked at again')
  define(watch, 'check', {
    description: 'look whether what was found is still at its address',
    examples: ['watch check --case 2', 'watch check --finding 7 8 9 --no-capture', 'watch check --due'],
    reports: 'an address is not what it was: gone, suspected to be gone, or back',
  })
    .option('--case <id>', 'all items of a case', idArgument)
    .option('--finding <id...>', 'these findings', collectIds)
    .option('--due', 'all items of sent cases that are due')
    .option('--no-capture', 'do not capture the pages whose state changed')
    .action((options: CheckOptions) => run((session) => check(session, options)))
  define(watch, 'checks', {
    description: 'every look at the address of a finding, or at those of a case, newest first',
    examples: ['watch checks --case 2', 'watch checks --finding 7'],
  })
    .option('--case <id>', 'of a case', idArgument)
    .option('--finding <id>', 'of a finding', idArgument)
    .option('--limit <n>', 'at most so many', wholeNumber(1, 500), 100)
    .action(({ case: caseId, finding, limit }: ChecksOptions) =>
      run(async (session) => {
        if (caseId === undefined && finding === undefined)
          throw new UsageError('Name a --case or a --finding.')
        const request = { caseId: caseId ?? null, findingId: finding ?? null, limit }
        const { checks } = await session.withCore(({ call }) => call('status.checks', request))
        session.output.result(
          { checks },
          checks.length === 0 ? ['Nobody looked yet.'] : checks.flatMap(checkLines),
        )
        return exit.done
      }),
    )
  define(watch, 'standing', {
    description: 'where the items of a case stand, or with no case how many of all stand where',
    examples: ['watch standing', 'watch standing --case 2'],
  })
    .option('--case <id>', 'the case', idArgument)
    .action(({ case: caseId }: { case?: number }) =>
      run(async (session) => {
        if (caseId === undefined) {
          const counts = await session.withCore(({ call }) => call('status.counts', {}))
          const { unchecked, live, suspected, gone, relisted, due } = counts
          session.output.result(counts, [
            `still up ${String(live)}, suspected to be gone ${String(suspected)}, gone ${String(gone)}, back ${String(relisted)}, not told yet ${String(unchecked)}`,
            `due now: ${String(due)}`,
          ])
          return exit.done
        }
        const standing = await session.withCore(({ call }) => call('status.ofCase', { caseId }))
        session.output.result(standing, standingLines(standing))
        return exit.done
      }),
    )
}

async function check(session: Session, options: CheckOptions): Promise<ExitCode> {
  const { case: caseId, finding = [], due = false, capture } = options
  if (caseId === undefined && finding.length === 0 && !due) {
    throw new UsageError('Name what to look at: --case, --finding, or --due.')
  }
  const { result, skipped, checks } = await session.withCore(async ({ call, finish }) => {
    const started = await call('status.check', {
      ...{ caseId: caseId ?? null, findingIds: [...finding], due },
      ...(capture ? {} : { capture: false }),
    })
    const told = statusCheckResult.parse((await finish(started.jobId)).result)
    const newest: StateCheck[] = []
    for (const findingId of told.changed) {
      newest.push(...(await call('status.checks', { findingId, limit: 1 })).checks)
    }
    return { result: told, skipped: started.skipped, checks: newest }
  })
  session.output.result({ ...result, skipped, checks }, [
    `Looked at ${String(result.checked)}: ${String(result.there)} there, ${String(result.down)} not there, ${String(result.unknown)} cannot be told.`,
    ...checks.flatMap(checkLines),
    ...skipped.map((id) => `finding ${String(id)} names no web address`),
  ])
  const isQuiet = checks.every(({ state }) => state === 'there')
  return isQuiet && result.down === 0 ? exit.done : exit.reported
}

function checkLines({ findingId, checkedAt, state, sentence, snippet, url, capture }: StateCheck): string[] {
  const kept = capture.captureId === null ? '' : `  capture ${String(capture.captureId)}`
  return [
    `${checkedAt}  finding ${String(findingId)}  ${state}${kept}`,
    `  ${url}`,
    `  ${sentence}`,
    ...(snippet === '' ? [] : [`  “${snippet}”`]),
  ]
}

function standingLines({ items, proposal }: CaseStanding): string[] {
  const rows = items.map((item) => [
    String(item.findingId),
    lifeWords(item),
    item.last?.checkedAt ?? 'never',
    item.url,
  ])
  const hints = items.flatMap(({ elsewhere }) =>
    elsewhere.map(
      ({ findingId, url, by }) => `Also at ${url} (finding ${String(findingId)}, the same ${by}).`,
    ),
  )
  return [
    ...table(['FINDING', 'STANDS', 'LAST LOOK', 'ADDRESS'], rows),
    ...hints,
    ...(proposal === null
      ? []
      : [`The looks speak for: case state --to ${proposal.state} --on ${proposal.happenedOn}`]),
  ]
}

function lifeWords({ life, downSince, backSince }: ItemStanding): string {
  if (life === 'gone') return `down since ${(downSince ?? '').slice(0, 10)}`
  if (life === 'relisted') return `back since ${(backSince ?? '').slice(0, 10)}`
  return { unchecked: 'not told', live: 'still up', suspected: 'suspected gone' }[life]
}

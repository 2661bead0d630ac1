import type { Command } from 'commander'
import { resolve } from 'node:path'
import { recheckReport, type RecheckReport } from '../../../shared/contract/evidence.ts'
import type { Output as ProcedureOutput } from '../../../shared/contract/index.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { cells } from '../output.ts'
import type { OpenCore } from '../session.ts'
import { custodyChainText, custodyDefects } from './custody-lines.ts'

type CustodyEvent = ProcedureOutput<'custody.list'>['events'][number]

/** evidence attach, custody list, custody verify */
export function addCustodyCommands(program: Command, run: Run): void {
  const evidence = define(program, 'evidence', {
    description: 'sealed records',
    examples: ['evidence attach --finding 7 screenshot.png'],
  })
  define(evidence, 'attach', {
    description: 'keep a copy of a file as evidence of a finding',
    examples: ['evidence attach --finding 7 screenshot.png'],
  })
    .requiredOption('--finding <id>', 'the finding', idArgument)
    .argument('<file>', 'the file to keep')
    .action((path: string, options: { finding: number }) =>
      run(async (session) => {
        const record = await session.withCore(({ call }) =>
          call('evidence.attach', { findingId: options.finding, path: resolve(path) }),
        )
        session.output.result(record, [`Sealed ${record.sourceName}, SHA-256 ${record.contentSha256}`])
        return exit.done
      }),
    )
  define(evidence, 'recheck', {
    description: 'read every stored file again and compare it with its hash; check the custody log too',
    examples: ['evidence recheck'],
    reports: 'a stored file or the log is not what it was',
  }).action(() =>
    run(async (session) => {
      const report = await session.withCore(async ({ call, finish }) => {
        const { jobId } = await call('evidence.recheck', {})
        return recheckReport.parse((await finish(jobId)).result)
      })
      session.output.result(report, describeRecheck(report))
      return report.problems.length + custodyDefects(report.custody) === 0 ? exit.done : exit.reported
    }),
  )
  define(evidence, 'checked', {
    description: 'what the last check of all stored files found',
    examples: ['evidence checked'],
    reports: 'something was not what it was',
  }).action(() =>
    run(async (session) => {
      const state = await session.withCore(({ call }) => call('evidence.recheckState', {}))
      const { last } = state
      const text =
        last === null
          ? ['Never checked as a whole.']
          : [`Checked ${last.at}`, ...describeRecheck(last.report)]
      session.output.result(state, text)
      return last === null || last.report.problems.length + custodyDefects(last.report.custody) === 0
        ? exit.done
        : exit.reported
    }),
  )
  const custody = define(program, 'custody', { description: 'the custody log', examples: ['custody verify'] })
  define(custody, 'list', {
    description: 'events of the custody log, newest first',
    examples: ['custody list --case 2'],
  })
    .option('--case <id>', 'only of this case', idArgument)
    .action((options: { case?: number }) =>
      run(async (session) => {
        await session.withCore(async (core) => {
          for await (const event of events(core, options.case ?? null)) {
            session.output.item(event, cells([String(event.seq), event.at, event.action, event.subject]))
          }
        })
        return exit.done
      }),
    )
  define(custody, 'verify', {
    description: 'check the chain of the workspace log',
    examples: ['custody verify'],
    reports: 'the log is broken',
  }).action(() =>
    run(async (session) => {
      const report = await session.withCore(({ call }) => call('custody.verify', {}))
      session.output.result(report, [
        `${String(report.events)} events, ${custodyChainText(report)}`,
        ...report.problems.map((problem) => `  event ${String(problem.seq)}: ${problem.message}`),
      ])
      return custodyDefects(report) === 0 ? exit.done : exit.reported
    }),
  )
}

function describeRecheck({ files, bytes, problems, custody }: RecheckReport): string[] {
  return [
    `${String(files)} stored files, ${String(bytes)} bytes: ${problems.length === 0 ? 'all as they were taken in' : `${String(problems.length)} NOT as they were`}`,
    ...problems.map(
      ({ problem, name, sha256, usedBy }) =>
        `  ${problem}: ${name} (SHA-256 ${sha256}), of ${usedBy.join(', ')}`,
    ),
    `${String(custody.events)} events of the custody log: ${custodyChainText(custody)}`,
    ...custody.problems.map((problem) => `  event ${String(problem.seq)}: ${problem.message}`),
  ]
}

async function* events(core: OpenCore, caseId: number | null): AsyncGenerator<CustodyEvent> {
  let beforeSeq: number | null = null
  do {
    const page: ProcedureOutput<'custody.list'> = await core.call('custody.list', {
      limit: 500,
      beforeSeq,
      caseId,
    })
    yield* page.events
    beforeSeq = page.events.length === 500 ? (page.events.at(-1)?.seq ?? null) : null
  } while (beforeSeq !== null)
}

import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import { rightsHeld } from '../../../shared/contract/catalog.ts'
import type { CaseDetail, Notice } from '../../../shared/contract/cases.ts'
import { idArgument } from '../arguments.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'

type Run = (work: (session: Session) => Promise<ExitCode>) => Promise<void>

const conclusions = ['undecided', 'not-fair-use', 'may-be-fair-use'] as const

interface ItemOptions {
  readonly case: number
  readonly right?: (typeof rightsHeld)[number]
  readonly fairUse?: (typeof conclusions)[number]
  readonly purpose?: string
  readonly nature?: string
  readonly amount?: string
  readonly market?: string
}

/** case group, case list, case show, case items, case sent, notice draft, notice sign, notice export */
export function addCaseCommands(program: Command, run: Run): void {
  const cases = program.command('case').description('one case a service provider')
  cases
    .command('group')
    .description('put confirmed findings into cases, by provider')
    .action(() =>
      run(async (session) => {
        const grouped = await session.withCore(({ call }) => call('cases.group', {}))
        session.output.result(grouped, [
          `${String(grouped.created)} cases opened, ${String(grouped.added)} findings added: ${grouped.caseIds.join(', ')}`,
        ])
        return exit.done
      }),
    )
  cases
    .command('list')
    .description('all cases')
    .action(() =>
      run(async (session) => {
        const { cases: all } = await session.withCore(({ call }) => call('cases.list', {}))
        const rows = all.map((item) => [
          String(item.id),
          item.state,
          String(item.items),
          item.providerName,
          item.title,
        ])
        session.output.result(all, table(['ID', 'STATE', 'ITEMS', 'PROVIDER', 'TITLE'], rows))
        return exit.done
      }),
    )
  cases
    .command('show')
    .description('a case with its items and notice')
    .argument('<id>', 'the case', idArgument)
    .action((caseId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('cases.get', { caseId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  cases
    .command('items')
    .description('answer for all items of a case: the right held and the four questions of fair use')
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(new Option('--right <right>', 'the right you hold').choices([...rightsHeld]))
    .addOption(new Option('--fair-use <conclusion>', 'your conclusion').choices([...conclusions]))
    .option('--purpose <text>', 'purpose and character of the use')
    .option('--nature <text>', 'nature of the work')
    .option('--amount <text>', 'amount used')
    .option('--market <text>', 'effect on the market')
    .action((options: ItemOptions) => run((session) => answerItems(session, options)))
  cases
    .command('sent')
    .description('record that you sent the notice')
    .requiredOption('--case <id>', 'the case', idArgument)
    .requiredOption('--channel <text>', 'how: form, e-mail, post')
    .option('--at <utc>', 'when, e.g. 2026-11-22T10:00:00Z; now when left out')
    .option('--reference <text>', "the provider's reference", '')
    .action((options: { case: number; channel: string; at?: string; reference: string }) =>
      run(async (session) => {
        const at = options.at ?? new Date().toISOString()
        const { channel, reference } = options
        const detail = await session.withCore(({ call }) =>
          call('cases.recordSent', { caseId: options.case, at, channel, reference }),
        )
        session.output.result(detail, [`Case ${String(detail.id)} is recorded as sent.`])
        return exit.done
      }),
    )
  addNoticeCommands(program, run)
}

async function answerItems(session: Session, options: ItemOptions): Promise<ExitCode> {
  const detail = await session.withCore(async ({ call }) => {
    const before = await call('cases.get', { caseId: options.case })
    const fairUse = {
      ...(options.fairUse === undefined ? {} : { conclusion: options.fairUse }),
      ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
      ...(options.nature === undefined ? {} : { nature: options.nature }),
      ...(options.amount === undefined ? {} : { amount: options.amount }),
      ...(options.market === undefined ? {} : { market: options.market }),
    }
    const patch = { ...(options.right === undefined ? {} : { rightHeld: options.right }), fairUse }
    return call('cases.itemUpdate', {
      caseId: options.case,
      findingIds: before.itemsList.map((item) => item.findingId),
      patch,
    })
  })
  session.output.result(detail, describe(detail))
  return exit.done
}

function describe(detail: CaseDetail): string[] {
  const rows = detail.itemsList.map((item) => [
    String(item.findingId),
    item.rightHeld,
    item.fairUse.conclusion,
    item.recordingTitle,
    item.url,
  ])
  return [
    `Case ${String(detail.id)} · ${detail.providerName} · ${detail.state}`,
    ...table(['FINDING', 'RIGHT', 'FAIR USE', 'RECORDING', 'URL'], rows),
    ...(detail.notice ? describeNotice(detail.notice) : ['No notice drafted yet.']),
  ]
}

function describeNotice(notice: Notice): string[] {
  return [
    `Notice ${String(notice.id)} · ${notice.regime} · ${notice.complete ? 'complete' : 'incomplete'}`,
    ...notice.elements.map((element) => `  ${element.status.padEnd(8)} ${element.title}: ${element.message}`),
  ]
}

function addNoticeCommands(program: Command, run: Run): void {
  const notice = program.command('notice').description('drafts; you read, sign and send them yourself')
  notice
    .command('draft')
    .description('draft the notice of a case')
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(new Option('--regime <regime>').choices(['us-512c3']).default('us-512c3'))
    .action((options: { case: number; regime: 'us-512c3' }) =>
      run(async (session) => {
        const drafted = await session.withCore(({ call }) =>
          call('notices.draft', { caseId: options.case, regime: options.regime }),
        )
        session.output.result(drafted, [...describeNotice(drafted), '', ...drafted.text.split('\n')])
        return drafted.complete ? exit.done : exit.reported
      }),
    )
  notice
    .command('sign')
    .description('state what the law asks and sign; only you can do this')
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--signature <name>', 'your full legal name')
    .option(
      '--good-faith',
      'you believe in good faith that the use is not authorized by you, your agent or the law',
    )
    .option(
      '--accurate',
      'the information is accurate and, under penalty of perjury, you are authorized to act',
    )
    .action((options: { notice: number; signature: string; goodFaith?: boolean; accurate?: boolean }) =>
      run(async (session) => {
        const patch = {
          signature: options.signature,
          goodFaith: options.goodFaith === true,
          accurate: options.accurate === true,
        }
        const signed = await session.withCore(({ call }) =>
          call('notices.update', { noticeId: options.notice, patch }),
        )
        session.output.result(signed, describeNotice(signed))
        return signed.complete ? exit.done : exit.reported
      }),
    )
  notice
    .command('export')
    .description('write the complete notice to a file; refuses while something is missing')
    .requiredOption('--notice <id>', 'the notice', idArgument)
    .requiredOption('--out <file>')
    .addOption(new Option('--format <format>').choices(['txt', 'pdf']).default('txt'))
    .action((options: { notice: number; out: string; format: 'txt' | 'pdf' }) =>
      run(async (session) => {
        const path = resolve(options.out)
        const written = await session.withCore(({ call }) =>
          call('notices.export', { noticeId: options.notice, format: options.format, path }),
        )
        session.output.result(written, [`Written ${written.path}, SHA-256 ${written.sha256}`])
        return exit.done
      }),
    )
}

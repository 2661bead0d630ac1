import { type Command, Option } from 'commander'
import { type CaseDetail, exclusivities, itemRights, performances } from '../../../shared/contract/cases.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { counted } from '../../../shared/domain/text/counted.ts'
import { collectIds, idArgument, instantArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { addCaseStateCommands } from './case-states.ts'
import { addFollowUpCommands } from './follow-up.ts'
import { describeNotice } from './notices.ts'

const conclusions = ['undecided', 'not-fair-use', 'may-be-fair-use'] as const
const itemsAtOnce = 5000

interface ItemOptions {
  readonly case: number
  readonly finding?: readonly number[]
  readonly right?: (typeof itemRights)[number]
  readonly performance?: (typeof performances)[number]
  readonly exclusivity?: (typeof exclusivities)[number]
  readonly fairUse?: (typeof conclusions)[number]
  readonly purpose?: string
  readonly nature?: string
  readonly amount?: string
  readonly market?: string
}

/** case group, case list, case show, case items, case remove-items, case sent */
export function addCaseCommands(program: Command, run: Run): void {
  const cases = define(program, 'case', {
    description: 'one case a service provider',
    examples: ['case group', 'case show 2'],
  })
  define(cases, 'group', {
    description: 'put confirmed findings into cases, by provider',
    examples: ['case group'],
  }).action(() =>
    run(async (session) => {
      const grouped = await session.withCore(({ call }) => call('cases.group', {}))
      session.output.result(grouped, [groupedSentence(grouped)])
      return exit.done
    }),
  )
  define(cases, 'list', { description: 'all cases', examples: ['case list'] }).action(() => run(listCases))
  define(cases, 'show', { description: 'a case with its items and notice', examples: ['case show 2'] })
    .argument('<id>', 'the case', idArgument)
    .action((caseId: number) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) => call('cases.get', { caseId }))
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
  addItemCommands(cases, run)
  addCaseStateCommands(cases, run)
  addFollowUpCommands(cases, run)
  define(cases, 'sent', {
    description: 'record that you sent the notice',
    examples: ['case sent --case 2 --channel form --reference 4711'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .requiredOption('--channel <text>', 'how: form, e-mail, post', words('how it was sent', 100))
    .option('--at <utc>', 'when, e.g. 2026-11-22T10:00:00Z; now when left out', instantArgument)
    .option('--reference <text>', "the provider's reference", optionalWords(300), '')
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
}

function groupedSentence({ created, added, caseIds }: Output<'cases.group'>): string {
  const where = caseIds.length === 0 ? '' : `: ${caseIds.join(', ')}`
  return `${counted(created, 'case', 'cases')} opened, ${counted(added, 'finding', 'findings')} added${where}`
}

function addItemCommands(cases: Command, run: Run): void {
  define(cases, 'items', {
    description: 'answer for the items of a case: the right held and the four questions of fair use',
    examples: [
      'case items --case 2 --right sound-recording --fair-use not-fair-use --purpose "commercial copy"',
      'case items --case 2 --finding 7,8 --fair-use may-be-fair-use',
    ],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .option('--finding <ids>', 'only these items; all when left out', collectIds)
    .addOption(new Option('--right <right>', 'the right you hold').choices([...itemRights]))
    .addOption(new Option('--performance <whose>', 'whose performance it is').choices([...performances]))
    .addOption(new Option('--exclusivity <how>', 'how exclusive your right is').choices([...exclusivities]))
    .addOption(new Option('--fair-use <conclusion>', 'your conclusion').choices([...conclusions]))
    .option('--purpose <text>', 'purpose and character of the use', optionalWords(1000))
    .option('--nature <text>', 'nature of the work', optionalWords(1000))
    .option('--amount <text>', 'amount used', optionalWords(1000))
    .option('--market <text>', 'effect on the market', optionalWords(1000))
    .action((options: ItemOptions) => run((session) => answerItems(session, options)))
  define(cases, 'seen', {
    description: 'record that you looked at the addresses just now and the material is there',
    examples: ['case seen --case 2', 'case seen --case 2 --finding 7,8'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .option('--finding <ids>', 'only these items; all when left out', collectIds)
    .action((options: { case: number; finding?: readonly number[] }) =>
      run(async (session) => {
        const seen = await session.withCore(async ({ call }) => {
          const { itemsList } = await call('cases.get', { caseId: options.case })
          const findingIds = [...(options.finding ?? itemsList.map((item) => item.findingId))]
          for (let from = 0; from < findingIds.length; from += itemsAtOnce)
            await call('cases.itemsSeen', {
              caseId: options.case,
              findingIds: findingIds.slice(from, from + itemsAtOnce),
            })
          return { items: findingIds.length }
        })
        session.output.result(seen, [`${counted(seen.items, 'item', 'items')} recorded as still there.`])
        return exit.done
      }),
    )
  define(cases, 'split', {
    description:
      'divide a case into letters its recipient takes: one host a letter, no more addresses than allowed',
    examples: ['case split --case 2'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .action((options: { case: number }) =>
      run(async (session) => {
        const divided = await session.withCore(({ call }) => call('cases.split', { caseId: options.case }))
        session.output.result(divided, [`Cases: ${divided.caseIds.join(', ')}`])
        return exit.done
      }),
    )
  define(cases, 'remove-items', {
    description: 'take items out of a case; their findings are open again, “refrain undo” puts them back',
    examples: ['case remove-items --case 2 --finding 7,8'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .requiredOption('--finding <ids>', 'the items, by their findings', collectIds)
    .action((options: { case: number; finding: readonly number[] }) =>
      run(async (session) => {
        const detail = await session.withCore(({ call }) =>
          call('cases.itemRemove', { caseId: options.case, findingIds: [...options.finding] }),
        )
        session.output.result(detail, describe(detail))
        return exit.done
      }),
    )
}

async function listCases(session: Session): Promise<ExitCode> {
  const { cases } = await session.withCore(({ call }) => call('cases.list', {}))
  const rows = cases.map((item) => [
    String(item.id),
    item.state,
    String(item.items),
    item.providerName,
    item.title,
  ])
  session.output.result(cases, table(['ID', 'STATE', 'ITEMS', 'PROVIDER', 'TITLE'], rows))
  return exit.done
}

async function answerItems(session: Session, options: ItemOptions): Promise<ExitCode> {
  const { right, performance, exclusivity, fairUse: conclusion, purpose, nature, amount, market } = options
  const given = Object.entries({ conclusion, purpose, nature, amount, market }).filter(
    ([, value]) => value !== undefined,
  )
  const answered = [right, performance, exclusivity].some((value) => value !== undefined)
  if (!answered && given.length === 0)
    throw new UsageError(
      'Say what to answer: --right, --performance, --exclusivity, --fair-use, --purpose, --nature, --amount or --market.',
    )
  const patch = {
    ...(right === undefined ? {} : { rightHeld: right }),
    ...(performance === undefined ? {} : { performance }),
    ...(exclusivity === undefined ? {} : { exclusivity }),
    ...(given.length === 0 ? {} : { fairUse: Object.fromEntries(given) }),
  }
  const detail = await session.withCore(async ({ call }) => {
    const before = await call('cases.get', { caseId: options.case })
    const findingIds = options.finding ?? before.itemsList.map((item) => item.findingId)
    let after = before
    for (let from = 0; from < findingIds.length; from += itemsAtOnce) {
      const part = findingIds.slice(from, from + itemsAtOnce)
      after = await call('cases.itemUpdate', { caseId: options.case, findingIds: part, patch })
    }
    return after
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

import { type Command, Option } from 'commander'
import { resolve } from 'node:path'
import { type Circumstances, escalationCodes, type FollowUp } from '../../../shared/contract/follow-up.ts'
import { type DraftLanguage, draftLanguages } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { collectIds, dayArgument, idArgument, optionalWords } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { refuseBadTarget, refuseExisting } from '../output-file.ts'
import { table } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { today } from './case-states.ts'

interface EscalateOptions {
  readonly case: number
  readonly step: (typeof escalationCodes)[number]
  readonly provider?: number
  readonly domain?: string
  readonly on?: string
  readonly note: string
}

interface WithdrawOptions {
  readonly case: number
  readonly finding?: readonly number[]
  readonly reason: string
  readonly language: DraftLanguage
  readonly out?: string
}

type Answer = 'yes' | 'no'

interface CircumstanceOptions {
  readonly case: number
  readonly fileElsewhere?: Answer
  readonly behindCdn?: Answer
  readonly hostKnown?: Answer
  readonly sells?: Answer
  readonly claimFiled?: string
  readonly claimServed?: string
}

/** case follow-up, case circumstances, case again, case escalate, case withdraw */
export function addFollowUpCommands(cases: Command, run: Run): void {
  define(cases, 'follow-up', {
    description: 'the way beyond this provider, with what can be hoped for at each step',
    examples: ['case follow-up 2'],
  })
    .argument('<id>', 'the case', idArgument)
    .action((caseId: number) =>
      run(async (session) => {
        const found = await session.withCore(({ call }) => call('cases.followUp', { caseId }))
        session.output.result(found, describeFollowUp(found))
        return exit.done
      }),
    )
  addCircumstances(cases, run)
  define(cases, 'again', {
    description:
      'open a case in which a letter that was turned down is corrected and sent again; the earlier one stays',
    examples: ['case again --case 2', 'case again --case 2 --note "added the registration number"'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .option('--on <day>', 'YYYY-MM-DD; today when left out', dayArgument)
    .option('--note <text>', 'your own words', optionalWords(5000), '')
    .action((options: { case: number; on?: string; note: string }) =>
      run(async (session) => {
        const { case: caseId, on, note } = options
        const opened = await session.withCore(({ call }) =>
          call('cases.again', { caseId, happenedOn: on ?? today(), note }),
        )
        session.output.result(opened, [`Case ${String(opened.caseId)} was opened.`])
        return exit.done
      }),
    )
  define(cases, 'escalate', {
    description: 'open a linked case with the same items for the next provider',
    examples: [
      'case escalate --case 2 --step cdn --provider 14',
      'case escalate --case 2 --step host --domain bigrack.example',
    ],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(new Option('--step <step>', 'the step').choices([...escalationCodes]).makeOptionMandatory())
    .option('--provider <id>', 'a provider of the directory', idArgument)
    .option('--domain <domain>', 'the domain of a provider')
    .option('--on <day>', 'YYYY-MM-DD; today when left out', dayArgument)
    .option('--note <text>', 'your own words', optionalWords(5000), '')
    .action((options: EscalateOptions) =>
      run(async (session) => {
        const { case: caseId, step, provider, domain, on, note } = options
        if ((provider === undefined) === (domain === undefined))
          throw new UsageError('Say whom to write to: --provider or --domain, one of them.')
        const to = provider === undefined ? { domain: domain ?? '' } : { providerId: provider }
        const opened = await session.withCore(({ call }) =>
          call('cases.escalate', { caseId, step, to, happenedOn: on ?? today(), note }),
        )
        session.output.result(opened, [`Case ${String(opened.caseId)} was opened.`])
        return exit.done
      }),
    )
  addWithdraw(cases, run)
}

function addCircumstances(cases: Command, run: Run): void {
  const yesNo = (flags: string, text: string) => new Option(flags, text).choices(['yes', 'no'])
  define(cases, 'circumstances', {
    description:
      'what you found out about where the material lies, and a claim at the Copyright Claims Board',
    examples: [
      'case circumstances --case 2 --behind-cdn yes',
      'case circumstances --case 2 --claim-served 2026-11-20',
    ],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .addOption(yesNo('--file-elsewhere <yes|no>', 'the listing only leads to a file elsewhere'))
    .addOption(yesNo('--behind-cdn <yes|no>', 'a delivery network stands before it'))
    .addOption(yesNo('--host-known <yes|no>', 'the hosting company is known'))
    .addOption(yesNo('--sells <yes|no>', 'it is sold there'))
    .option('--claim-filed <day>', 'when a claim was filed, YYYY-MM-DD', dayArgument)
    .option('--claim-served <day>', 'when it was served, YYYY-MM-DD', dayArgument)
    .action((options: CircumstanceOptions) =>
      run(async (session) => {
        const patch = patchOf(options)
        if (Object.keys(patch).length === 0) throw new UsageError('Say what you found out; see --help.')
        const found = await session.withCore(({ call }) =>
          call('cases.circumstances', { caseId: options.case, patch }),
        )
        session.output.result(found, describeFollowUp(found))
        return exit.done
      }),
    )
}

function patchOf(options: CircumstanceOptions): Partial<Circumstances> {
  const { claimFiled, claimServed } = options
  const flags = (['fileElsewhere', 'behindCdn', 'hostKnown', 'sells'] as const).flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name] === 'yes'] as const],
  )
  return {
    ...Object.fromEntries(flags),
    ...(claimFiled === undefined ? {} : { claimFiledOn: claimFiled }),
    ...(claimServed === undefined ? {} : { claimServedOn: claimServed }),
  }
}

function addWithdraw(cases: Command, run: Run): void {
  define(cases, 'withdraw', {
    description: 'the letter that takes a sent notice back; you send it yourself, nothing is recorded',
    examples: ['case withdraw --case 2 --finding 7 --reason "it was licensed" --out withdrawal.txt'],
  })
    .requiredOption('--case <id>', 'the case', idArgument)
    .option('--finding <ids>', 'only these items; all when left out', collectIds)
    .option('--reason <text>', 'why', optionalWords(500), '')
    .addOption(new Option('--language <code>', 'of the letter').choices([...draftLanguages]).default('en'))
    .option('--out <file>', 'write it there')
    .action(({ case: caseId, finding, reason, language, out }: WithdrawOptions) =>
      run(async (session) => {
        const input = { caseId, findingIds: [...(finding ?? [])], reason, language }
        if (out !== undefined) {
          const path = resolve(out)
          refuseBadTarget(path)
          refuseExisting(path)
          await session.withCore(({ call }) => call('cases.withdrawalSave', { ...input, path }))
          session.output.result({ path }, [`Written ${path}`])
          return exit.done
        }
        const letter = await session.withCore(({ call }) => call('cases.withdrawal', input))
        session.output.result(letter, letter.text.split('\n'))
        return exit.done
      }),
    )
}

function describeFollowUp({ steps, from }: FollowUp): string[] {
  const rows = steps.map(({ code, expectedYield, title, here, opened, why }) => [
    code,
    expectedYield,
    here ? 'this case' : opened === null ? '' : `case ${String(opened.caseId)}`,
    `${title}: ${why}`,
  ])
  return [
    ...(from === null ? [] : [`Opened from case ${String(from.caseId)} (${from.providerName}).`]),
    ...table(['STEP', 'YIELD', 'CASE', 'WHO AND WHY'], rows),
  ]
}

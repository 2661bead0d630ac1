import { type Command, Option } from 'commander'
import { ruleKinds } from '../../../shared/contract/watch.ts'
import { ruleKey } from '../../../shared/domain/findings/rules.ts'
import { counted } from '../../../shared/domain/text/counted.ts'
import { idArgument, optionalWords, words } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { table } from '../output.ts'
import { UsageError, wrongValue } from '../usage-error.ts'

interface NewRule {
  readonly kind: (typeof ruleKinds)[number]
  readonly value: string
  readonly note: string
  readonly dryRun?: boolean
}

/** rule add, rule list, rule remove */
export function addRuleCommands(program: Command, run: Run): void {
  const rule = define(program, 'rule', {
    description: 'what is authorized once and for all',
    examples: ['rule list'],
  })
  define(rule, 'add', {
    description:
      'authorize a domain with its subdomains, an account or a label line; settles every finding of its kind',
    examples: [
      'rule add --kind domain --value shop.example --dry-run',
      'rule add --kind label --value "Northlight Records" --note "my label"',
    ],
  })
    .addOption(
      new Option('--kind <kind>', 'what is authorized').choices([...ruleKinds]).makeOptionMandatory(),
    )
    .requiredOption('--value <text>', 'the domain, account or label line', words('what to authorize', 500))
    .option('--note <text>', 'why', optionalWords(500), '')
    .option('--dry-run', 'only say how many findings it would settle')
    .action(({ kind, value, note, dryRun }: NewRule) =>
      run(async (session) => {
        const key = ruleKey(kind, value)
        if (!key.ok) throw new UsageError(wrongValue('--value', value, key.message))
        await session.withCore(async ({ call }) => {
          if (dryRun === true) {
            const preview = await call('rules.preview', { kind, value })
            session.output.result(preview, [
              `It would settle ${counted(preview.wouldSettle, 'finding', 'findings')}.`,
            ])
            return
          }
          const created = await call('rules.create', { kind, value, note })
          session.output.result(created, [
            `Rule ${String(created.ruleId)} settles ${counted(created.settled, 'finding', 'findings')}.`,
          ])
        })
        return exit.done
      }),
    )
  define(rule, 'list', {
    description: 'the rules and how much each settled',
    examples: ['rule list'],
  }).action(() =>
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
  define(rule, 'remove', {
    description: 'take a rule back; what it settled is open again',
    examples: ['rule remove 2'],
  })
    .argument('<id>', 'the rule', idArgument)
    .action((ruleId: number) =>
      run(async (session) => {
        const removed = await session.withCore(({ call }) => call('rules.remove', { ruleId }))
        session.output.result(removed, [
          `${counted(removed.reopened, 'finding is', 'findings are')} open again.`,
        ])
        return exit.done
      }),
    )
}

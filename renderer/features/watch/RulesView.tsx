import { Button } from '@mantine/core'
import { IconShieldCheck, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { confirm } from '../../ui/confirm.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatNumber } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { plural } from '../../ui/plural.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { NewRuleDialog, type RuleDraft } from './NewRuleDialog.tsx'
import { ruleKindLabels, strings } from './strings.ts'
import classes from './watch.module.css'

/** What is authorized once and for all. */
export function RulesView() {
  const query = useQuery('rules.list', {})
  const [draft, setDraft] = useState<RuleDraft | null>(null)
  const remove = useCommand('rules.remove')
  const take = async (ruleId: number, settled: number) => {
    const sure = await confirm({
      title: 'Remove this rule?',
      body: `${plural(settled, { one: 'finding it settled is', other: 'findings it settled are' })} open again.`,
      confirmLabel: 'Remove rule',
      danger: true,
    })
    if (!sure) return
    const removed = await remove.run({ ruleId })
    if (removed)
      toast.undoable(
        `Rule removed, ${plural(removed.reopened, { one: 'finding', other: 'findings' })} open again`,
      )
  }
  const add = (
    <Button
      leftSection={<IconShieldCheck size={16} aria-hidden />}
      onClick={() => setDraft({ kind: 'domain', value: '' })}
    >
      {strings.newRule}
    </Button>
  )
  return (
    <div className={classes.page}>
      <QueryView query={query}>
        {({ rules }) =>
          rules.length === 0 ? (
            <EmptyState
              icon={IconShieldCheck}
              title={strings.emptyRules}
              description={strings.emptyRulesText}
              action={add}
            />
          ) : (
            <>
              <div className={classes.pageActions}>{add}</div>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">Kind</th>
                    <th scope="col">Value</th>
                    <th scope="col">Settled</th>
                    <th scope="col">Note</th>
                    <th scope="col">Made</th>
                    <th scope="col">
                      <span className={classes.hidden}>Remove</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rules.map((rule) => (
                    <tr key={rule.id}>
                      <td>{ruleKindLabels[rule.kind]}</td>
                      <th scope="row">{rule.value}</th>
                      <td className="num">{formatNumber(rule.settled)}</td>
                      <td>{rule.note}</td>
                      <td>
                        <Time value={rule.createdAt} />
                      </td>
                      <td>
                        <IconAction
                          label={`Remove the rule for ${rule.value}`}
                          icon={IconTrash}
                          onClick={() => void take(rule.id, rule.settled)}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </QueryView>
      <NewRuleDialog draft={draft} onClose={() => setDraft(null)} />
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconCalendarDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Circumstances } from '../../../../shared/contract/follow-up.ts'
import { navigate } from '../../../app/navigation.ts'
import { call } from '../../../rpc/client.ts'
import { pickSave } from '../../../rpc/host.ts'
import { toUserError, useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { deadlineStands, daysLeftText } from '../../../ui/deadline-text.ts'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { formatDate } from '../../../ui/format.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './follow.module.css'
import { dayProblem } from './MoveDialog.tsx'
import { text } from './strings.ts'

interface CaseDeadlinesProps {
  readonly caseId: number
  readonly sent: boolean
  readonly circumstances: Circumstances | null
}

/** What runs in this case, and the days of a claim at the Copyright Claims Board. */
export function CaseDeadlines({ caseId, sent, circumstances }: CaseDeadlinesProps) {
  const query = useQuery('deadlines.list', { caseId })
  const save = useCommand('cases.circumstances')
  const set = (patch: Partial<Circumstances>) => void save.run({ caseId, patch })
  return (
    <SectionCard
      title={text.deadlines}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => navigate({ screen: 'deadlines' })}>
          {text.allDeadlines}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ deadlines }) =>
          deadlines.length === 0 ? (
            <p className={classes.secondary}>{text.noDeadlines}</p>
          ) : (
            <ul className={classes.deadlines}>
              {deadlines.map((each) => (
                <li key={each.key} className={classes.deadline}>
                  <div className={classes.deadlineHead}>
                    {formatDate(each.day)}
                    <StatusBadge tone={deadlineStands[each.stand]} label={daysLeftText(each.daysLeft)} />
                  </div>
                  {each.title}
                  <p className={classes.secondary}>{each.why}</p>
                  <p className={classes.source}>
                    {each.source}
                    {each.calendar && ` · ${each.calendar.name}`}
                  </p>
                </li>
              ))}
              <li>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconCalendarDown size={14} aria-hidden />}
                  onClick={() => void exportCase(caseId)}
                >
                  {text.exportDeadlines}
                </Button>
              </li>
            </ul>
          )
        }
      </QueryView>
      {sent && circumstances && (
        <>
          <h3 className={classes.subTitle}>{text.claim}</h3>
          <p className={classes.secondary}>{text.claimHint}</p>
          <div className={classes.pair}>
            <DayField
              key={`filed-${circumstances.claimFiledOn ?? ''}`}
              label={text.claimFiled}
              value={circumstances.claimFiledOn}
              onCommit={(claimFiledOn) => set({ claimFiledOn })}
            />
            <DayField
              key={`served-${circumstances.claimServedOn ?? ''}`}
              label={text.claimServed}
              value={circumstances.claimServedOn}
              onCommit={(claimServedOn) => set({ claimServedOn })}
            />
          </div>
        </>
      )}
    </SectionCard>
  )
}

async function exportCase(caseId: number): Promise<void> {
  const chosen = await pickSave({
    title: text.exportDeadlines,
    defaultName: `deadlines-case-${String(caseId)}.ics`,
  })
  if (chosen === null) return
  try {
    const path = chosen.toLowerCase().endsWith('.ics') ? chosen : `${chosen}.ics`
    await call('deadlines.export', { caseId, path })
    toast.success(text.deadlinesWritten)
  } catch (error) {
    toast.error(toUserError(error))
  }
}

interface DayFieldProps {
  readonly label: string
  readonly value: string | null
  readonly onCommit: (day: string | null) => void
}

/** A day saved on leaving the field: while it is typed it passes through days nobody means. */
function DayField({ label, value, onCommit }: DayFieldProps) {
  const [day, setDay] = useState(value ?? '')
  const commit = () => {
    const wanted = day === '' ? null : day
    if (wanted !== value && (wanted === null || dayProblem(wanted) === null)) onCommit(wanted)
  }
  return (
    <TextField
      label={label}
      type="date"
      value={day}
      onChange={setDay}
      onBlur={commit}
      onEnter={commit}
      validate={(typed) => (typed === '' ? null : dayProblem(typed))}
    />
  )
}

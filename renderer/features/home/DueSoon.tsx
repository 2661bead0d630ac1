import { UnstyledButton } from '@mantine/core'
import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { daysLeftText, deadlineStands } from '../../ui/deadline-text.ts'
import { formatDate } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './HomeScreen.module.css'
import { strings } from './strings.ts'

const shown = 4

/** The next deadlines, quietly; nothing at all while none runs. */
export function DueSoon() {
  const deadlines = useQuery('deadlines.list', {}).data?.deadlines ?? []
  if (deadlines.length === 0) return null
  return (
    <section aria-label={strings.deadlines} className={classes.due}>
      <div className={classes.headingRow}>
        <h2 className={classes.heading}>{strings.deadlines}</h2>
        <UnstyledButton className={classes.link} onClick={() => navigate({ screen: 'deadlines' })}>
          {deadlines.length > shown ? strings.allDeadlines(deadlines.length) : strings.showDeadlines}
        </UnstyledButton>
      </div>
      <ul className={classes.events}>
        {deadlines.slice(0, shown).map((row) => (
          <Due key={row.key} row={row} />
        ))}
      </ul>
    </section>
  )
}

function Due({ row }: { readonly row: DeadlineRow }) {
  const { caseId, releaseId } = row
  const open = () => {
    if (caseId !== null) navigate({ screen: 'cases', caseId, section: 'answers' })
    else if (releaseId !== null) navigate({ screen: 'catalog', view: 'releases', releaseId })
  }
  return (
    <li className={classes.event}>
      <UnstyledButton className={classes.dueTitle} onClick={open}>
        {row.title}
      </UnstyledButton>
      <span className={classes.eventSubject}>
        {row.about} · {formatDate(row.day)}
      </span>
      <StatusBadge tone={deadlineStands[row.stand]} label={daysLeftText(row.daysLeft)} />
    </li>
  )
}

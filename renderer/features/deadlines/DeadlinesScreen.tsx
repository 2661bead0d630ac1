import { Button, UnstyledButton } from '@mantine/core'
import { IconCalendarCheck, IconCalendarDown } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { daysLeftText, deadlineStands } from '../../ui/deadline-text.ts'
import { DeadlineNotifyChoice } from '../../ui/DeadlineNotifyChoice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatDate } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './deadlines.module.css'
import { exportDeadlines } from './export-deadlines.ts'
import { strings } from './strings.ts'

const stands = ['overdue', 'today', 'soon', 'later'] as const

/** What is due, in every case and for every release. */
export function DeadlinesScreen({ route }: { readonly route: RouteOf<'deadlines'> }) {
  const query = useQuery('deadlines.list', {})
  const count = query.data?.deadlines.length ?? 0
  return (
    <Screen
      title={strings.title}
      back={{ label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }}
      subtitle={query.data && strings.subtitle(count)}
      actions={
        count > 0 && (
          <Button
            leftSection={<IconCalendarDown size={16} aria-hidden />}
            onClick={() => void exportDeadlines()}
          >
            {strings.export}
          </Button>
        )
      }
      scroll={count > 0}
    >
      <QueryView query={query}>
        {({ deadlines }) =>
          deadlines.length === 0 ? <Nothing /> : <Listed deadlines={deadlines} caseId={route.caseId} />
        }
      </QueryView>
    </Screen>
  )
}

function Nothing() {
  return (
    <EmptyState
      icon={IconCalendarCheck}
      title={strings.emptyTitle}
      description={strings.emptyText}
      action={<Button onClick={() => navigate({ screen: 'cases' })}>{strings.toCases}</Button>}
    />
  )
}

interface ListedProps {
  readonly deadlines: readonly DeadlineRow[]
  /** The case a notification was about. */
  readonly caseId: number | undefined
}

function Listed({ deadlines, caseId }: ListedProps) {
  return (
    <div className={classes.list}>
      <DeadlineNotifyChoice />
      {stands.map((stand) => {
        const rows = deadlines.filter((each) => each.stand === stand)
        if (rows.length === 0) return null
        return (
          <section key={stand} aria-label={strings.groups[stand]}>
            <h2 className={classes.group}>
              {strings.groups[stand]} <span className={classes.count}>{rows.length}</span>
            </h2>
            <ul className={classes.rows}>
              {rows.map((row) => (
                <Row key={row.key} row={row} named={caseId !== undefined && row.caseId === caseId} />
              ))}
            </ul>
          </section>
        )
      })}
      <p className={classes.note}>{strings.note}</p>
    </div>
  )
}

function Row({ row, named }: { readonly row: DeadlineRow; readonly named: boolean }) {
  const place = useRef<HTMLLIElement>(null)
  const { day, stand, daysLeft, title, about, why, source, calendar } = row
  const { caseId, releaseId } = row
  const label = caseId === null ? strings.openRelease(about) : strings.openCase(about)
  const open = () => {
    if (caseId !== null) navigate({ screen: 'cases', caseId, section: 'answers' })
    else if (releaseId !== null) navigate({ screen: 'catalog', view: 'releases', releaseId })
  }
  useEffect(() => {
    if (named) place.current?.scrollIntoView({ block: 'center' })
  }, [named])
  return (
    <li ref={place} className={classes.row} data-named={named || undefined}>
      <div className={classes.day}>
        <time dateTime={day}>{formatDate(day)}</time>
        <StatusBadge tone={deadlineStands[stand]} label={daysLeftText(daysLeft)} />
      </div>
      <div className={classes.what}>
        <p className={classes.title}>{title}</p>
        <UnstyledButton className={classes.about} aria-label={label} onClick={open}>
          {about}
        </UnstyledButton>
      </div>
      <div className={classes.why}>
        <p className={classes.secondary}>{why}</p>
        <p className={classes.source}>
          {strings.source}: {source}
          {calendar && ` · ${strings.calendar(calendar.name)}`}
        </p>
      </div>
    </li>
  )
}

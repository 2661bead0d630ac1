import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { CaseRow } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import { formatDate, formatNumber, formatUtc, unknownMark } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './CaseTable.module.css'
import { stateLabels, stateTones, strings } from './strings.ts'

/** What can be acted on comes first. */
const order = [
  'countered',
  'rejected',
  'reopened',
  'silent',
  'ready',
  'draft',
  'sent',
  'acknowledged',
  'escalated',
  'removed',
  'closed',
] as const

/** Moves the focus to the case above or below. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-case]')]
  const next = rows[rows.findIndex((row) => row === document.activeElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** Cases grouped by state; one row each, opened by click, Enter, or found with the arrow keys. */
export function CaseTable({ cases }: { readonly cases: readonly CaseRow[] }) {
  const { columns } = strings
  return (
    <table className={classes.table} onKeyDown={onArrow}>
      <thead>
        <tr>
          <th scope="col">{columns.provider}</th>
          <th scope="col" className={classes.number}>
            {columns.items}
          </th>
          <th scope="col" className={classes.number}>
            {columns.recordings}
          </th>
          <th scope="col">{columns.notice}</th>
          <th scope="col">{columns.opened}</th>
          <th scope="col">{columns.sent}</th>
          <td />
        </tr>
      </thead>
      {order.map((state) => (
        <Group key={state} state={state} cases={cases.filter((row) => row.state === state)} />
      ))}
    </table>
  )
}

function Group({ state, cases }: { readonly state: CaseRow['state']; readonly cases: readonly CaseRow[] }) {
  if (cases.length === 0) return null
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={7}>
          <StatusBadge tone={stateTones[state]} label={stateLabels[state]} />{' '}
          <span className={classes.count}>{formatNumber(cases.length)}</span>
        </th>
      </tr>
      {cases.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </tbody>
  )
}

function Row({ row }: { readonly row: CaseRow }) {
  return (
    <tr className={classes.row}>
      <th scope="row">
        <span className={classes.name}>
          <span className={classes.mark} aria-hidden>
            {row.providerName.charAt(0).toUpperCase()}
          </span>
          <span className={classes.titles}>
            <UnstyledButton
              data-case
              className={classes.open}
              onClick={() => navigate({ screen: 'cases', caseId: row.id })}
            >
              {row.providerName}
            </UnstyledButton>
            {!row.title.startsWith(row.providerName) && <span className={classes.title}>{row.title}</span>}
          </span>
        </span>
      </th>
      <td className={classes.number}>{formatNumber(row.items)}</td>
      <td className={classes.number}>{formatNumber(row.recordings)}</td>
      <td>
        <NoticeBadge row={row} />
      </td>
      <td>
        <Day value={row.openedAt} />
      </td>
      <td>{row.sentAt === null ? unknownMark : <Day value={row.sentAt} />}</td>
      <td className={classes.go}>
        <IconChevronRight size={16} stroke={1.7} aria-hidden />
      </td>
    </tr>
  )
}

function Day({ value }: { readonly value: string }) {
  return (
    <time dateTime={value} title={formatUtc(value)}>
      {formatDate(value)}
    </time>
  )
}

function NoticeBadge({ row }: { readonly row: CaseRow }) {
  if (row.sentAt !== null) return <StatusBadge tone="muted" label={strings.noticeSent} />
  return row.noticeComplete ? (
    <StatusBadge tone="success" label={strings.noticeComplete} />
  ) : (
    <StatusBadge tone="warning" label={strings.noticeIncomplete} />
  )
}

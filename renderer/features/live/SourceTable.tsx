import { Switch, UnstyledButton } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import type { LiveSource, LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { formatAgo, formatAhead, formatNumber, formatUtc } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useNow } from '../../ui/use-now.ts'
import { healthLabel, sourceHealth } from './health.ts'
import classes from './live.module.css'
import { QuotaBar } from './QuotaBar.tsx'
import { sourceText as text } from './strings.ts'

interface SourceTableProps {
  readonly sources: readonly LiveSource[]
  readonly state: LiveState
  readonly openId: string | null
  readonly onOpen: (source: LiveSource) => void
}

/** Up and down go from name to name, beside Tab through everything. */
function moveBetweenNames(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement) || !('source' in event.target.dataset))
    return
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-source]')]
  const next = names[names.indexOf(event.target) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** The sources, one a line. */
export function SourceTable({ sources, state, openId, onOpen }: SourceTableProps) {
  const now = useNow()
  const { columns } = text
  return (
    <div className={classes.tableFrame}>
      <table className={classes.sources} aria-label={text.list}>
        <thead>
          <tr>
            <th scope="col">{columns.on}</th>
            <th scope="col">{columns.source}</th>
            <th scope="col">{columns.health}</th>
            <th scope="col" data-wide>
              {columns.last}
            </th>
            <th scope="col" data-wide>
              {columns.next}
            </th>
            <th scope="col" data-middle>
              {columns.quota}
            </th>
            <th scope="col" className={classes.end}>
              {columns.fresh}
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenNames}>
          {sources.map((source) => (
            <SourceRow
              key={source.id}
              source={source}
              state={state}
              now={now}
              open={source.id === openId}
              onOpen={() => onOpen(source)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SourceRowProps {
  readonly source: LiveSource
  readonly state: LiveState
  readonly now: number
  readonly open: boolean
  readonly onOpen: () => void
}

function SourceRow({ source, state, now, open, onOpen }: SourceRowProps) {
  const set = useCommand('live.setSource')
  return (
    <tr data-open={open || undefined} data-off={!source.enabled || undefined}>
      <td>
        <Switch
          size="sm"
          aria-label={text.switchOf(source.name)}
          checked={source.enabled}
          disabled={set.pending}
          onChange={(event) => void set.run({ sourceId: source.id, enabled: event.currentTarget.checked })}
        />
      </td>
      <th scope="row">
        <UnstyledButton className={classes.name} data-source aria-expanded={open} onClick={onOpen}>
          {source.name}
        </UnstyledButton>
        <div className={classes.secondary}>
          {text.searches(source.searches)} · {text.keys[source.key.needs]}
        </div>
      </th>
      <Health source={source} state={state} now={now} />
      <When iso={source.lastRun?.startedAt ?? null} words={formatAgo} now={now} none={text.never} wide />
      <When
        iso={state.offline ? null : source.nextRunAt}
        words={formatAhead}
        now={now}
        none={text.none}
        wide
      />
      <td data-middle>
        <QuotaBar source={source} />
      </td>
      <td className={classes.end}>
        {source.newFindings === 0 ? (
          <span className={classes.quiet}>{text.none}</span>
        ) : (
          <UnstyledButton
            className={classes.fresh}
            aria-label={`${formatNumber(source.newFindings)}: ${text.freshHint(source.name)}`}
            title={text.freshHint(source.name)}
            onClick={() => navigate({ screen: 'watch', view: 'findings', state: 'new', sourceId: source.id })}
          >
            {formatNumber(source.newFindings)}
          </UnstyledButton>
        )}
      </td>
    </tr>
  )
}

function Health({ source, state, now }: Pick<SourceRowProps, 'source' | 'state' | 'now'>) {
  const health = sourceHealth(source, state)
  return (
    <td>
      <StatusBadge tone={health.tone} label={healthLabel(health, now)} />
      {health.says !== null && <div className={classes.secondary}>{health.says}</div>}
    </td>
  )
}

interface WhenProps {
  readonly iso: string | null
  readonly words: (iso: string, now: number) => string
  readonly now: number
  readonly none: string
  readonly wide?: boolean
}

function When({ iso, words, now, none, wide }: WhenProps) {
  return (
    <td data-wide={wide === true ? true : undefined}>
      {iso === null ? (
        <span className={classes.quiet}>{none}</span>
      ) : (
        <time dateTime={iso} title={formatUtc(iso)}>
          {words(iso, now)}
        </time>
      )}
    </td>
  )
}

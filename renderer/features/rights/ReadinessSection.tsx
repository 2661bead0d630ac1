import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import {
  actionLabels,
  criterionLabels,
  type ReadinessLine,
} from '../../../shared/domain/catalogue/readiness.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { followAction } from './jump.ts'
import classes from './rights.module.css'
import { readinessTones, sections, strings } from './strings.ts'

const icons = { ok: IconCircleCheck, missing: IconAlertTriangle, advised: IconCircleDashed }

interface ReadinessSectionProps {
  readonly recordingId: number
  readonly releaseId: number | null
}

/** The score card of a recording: what is there, what is missing, and the one thing to do next. */
export function ReadinessSection({ recordingId, releaseId }: ReadinessSectionProps) {
  const query = useQuery('readiness.get', { recordingId })
  const works = useQuery('rights.get', { subject: { type: 'recording', id: recordingId } }).data?.works
  const card = query.data
  if (!card) return null
  const unwritten = works?.find(({ writers }) => writers.length === 0)
  const follow = (line: ReadinessLine) => {
    if (line.action) followAction(line.action, { releaseId, workId: unwritten?.id ?? null })
  }
  const { next } = card
  const done = card.lines.filter(({ state }) => state === 'ok').length
  return (
    <DetailSection
      title={sections.readiness}
      actions={<span className={classes.note}>{strings.score(done, card.lines.length)}</span>}
    >
      {next?.action ? (
        <Callout
          tone={card.missing > 0 ? 'warning' : 'neutral'}
          title={card.missing > 0 ? 'Not ready for a notice' : 'Ready for a notice; this makes it stronger'}
          actions={
            <Button size="compact-sm" variant="default" onClick={() => follow(next)}>
              {actionLabels[next.action]}
            </Button>
          }
        >
          {next.reason}
        </Callout>
      ) : (
        <Callout tone="success">{strings.ready}</Callout>
      )}
      <ul className={classes.list}>
        {card.lines.map((line) => (
          <Line
            key={line.criterion}
            line={line}
            told={line.criterion === next?.criterion}
            onFollow={() => follow(line)}
          />
        ))}
      </ul>
    </DetailSection>
  )
}

interface LineProps {
  readonly line: ReadinessLine
  /** Its reason stands above the list already. */
  readonly told: boolean
  readonly onFollow: () => void
}

function Line({ line, told, onFollow }: LineProps) {
  const Icon = icons[line.state]
  const name = criterionLabels[line.criterion]
  return (
    <li className={classes.card} data-state={line.state} title={`${line.reason} (${line.source})`}>
      <Icon size={17} stroke={1.8} role="img" aria-label={readinessTones[line.state].label} />
      <div>
        {line.action === null ? (
          <span>{name}</span>
        ) : (
          <button type="button" className={classes.link} onClick={onFollow}>
            {name}
          </button>
        )}
        {line.state !== 'ok' && !told && <div className={classes.note}>{line.reason}</div>}
        {line.state !== 'ok' && <div className={classes.note}>{line.source}</div>}
      </div>
    </li>
  )
}

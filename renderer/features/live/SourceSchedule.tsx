import type { LiveSource } from '../../../shared/contract/live.ts'
import { call } from '../../rpc/client.ts'
import { CommitSelect } from '../../ui/fields/CommitField.tsx'
import { DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './live.module.css'
import { panelText as text, sourceText } from './strings.ts'

const hourMs = 60 * 60 * 1000
const offeredHours = [1, 3, 6, 12, 24, 72, 168, 336, 720]

/** How often a source is looked at, and when next. */
export function SourceSchedule({
  source,
  offline,
}: {
  readonly source: LiveSource
  readonly offline: boolean
}) {
  const hours = Math.max(1, Math.round(source.intervalMs / hourMs))
  const choices = [...new Set([...offeredHours, hours])].sort((a, b) => a - b)
  const next = offline ? null : source.nextRunAt
  return (
    <DetailSection title={text.schedule}>
      <CommitSelect
        label={text.interval}
        value={String(hours)}
        options={choices.map((each) => ({ value: String(each), label: text.intervals(each) }))}
        onCommit={(value) =>
          call('live.setSource', { sourceId: source.id, intervalMs: Number(value) * hourMs })
        }
      />
      <PropertyList
        items={[
          {
            label: text.last,
            value: source.lastRun ? <Time value={source.lastRun.startedAt} /> : sourceText.never,
          },
          { label: text.next, value: next === null ? sourceText.none : <Time value={next} /> },
        ]}
      />
      <p className={classes.secondary}>{text.due(source.looks.all, source.looks.due)}</p>
    </DetailSection>
  )
}

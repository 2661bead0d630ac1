import { Button } from '@mantine/core'
import { audioComparison, type AudioComparisonMatch } from '../../../shared/contract/audio.ts'
import { navigate } from '../../app/navigation.ts'
import { useJob } from '../../rpc/jobs.ts'
import { Callout } from '../../ui/Callout.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { ReasonList } from '../../ui/ReasonList.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './audio.module.css'
import { explain, headline, scope } from './comparison-text.ts'
import { strings } from './strings.ts'

interface ComparisonProps {
  readonly jobId: number
  /** Called when the user goes on to a recording. */
  readonly onLeave?: () => void
}

const tones = { match: 'success', possible: 'warning', none: 'neutral' } as const

/** A comparison under way, then its result in words. */
export function Comparison({ jobId, onLeave }: ComparisonProps) {
  const job = useJob(jobId)
  if (job === null || job.state === 'running' || job.state === 'queued') {
    const progress = job?.progress ?? null
    return progress === null ? (
      <p>{strings.listening}</p>
    ) : (
      <ProgressLine label={strings.listening} progress={progress} />
    )
  }
  if (job.error) return <Callout tone="danger">{job.error.message}</Callout>
  const result = audioComparison.safeParse(job.result)
  if (!result.success) return <Callout tone="neutral">{strings.cancelled}</Callout>
  const { data } = result
  return (
    <div className={classes.comparison} aria-live="polite">
      <Callout tone={tones[data.verdict]} title={headline(data)}>
        <p className={classes.fileName}>{data.fileName}</p>
      </Callout>
      {data.matches.map((match) => (
        <Match key={match.assetId} match={match} {...(onLeave === undefined ? {} : { onLeave })} />
      ))}
      <p className={classes.secondary}>{scope(data)}</p>
    </div>
  )
}

function Match({ match, onLeave }: { readonly match: AudioComparisonMatch; readonly onLeave?: () => void }) {
  const { recordingId } = match
  return (
    <section className={classes.match} aria-label={match.title === '' ? match.fileName : match.title}>
      <div className={classes.matchHead}>
        <span className={classes.matchTitle}>
          {match.title === '' ? match.fileName : match.title}
          {match.artist !== '' && <span className={classes.secondary}> · {match.artist}</span>}
        </span>
        <StatusBadge
          tone={match.verdict === 'match' ? 'success' : 'warning'}
          label={match.verdict === 'match' ? 'Match' : 'Possible'}
        />
      </div>
      <ReasonList reasons={explain(match)} />
      {recordingId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onLeave?.()
            navigate({ screen: 'catalog', view: 'recordings', recordingId })
          }}
        >
          {strings.showRecording}
        </Button>
      )}
    </section>
  )
}

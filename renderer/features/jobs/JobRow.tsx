import { Button } from '@mantine/core'
import {
  IconAlertCircle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconLoader2,
  IconPlayerPause,
} from '@tabler/icons-react'
import type { Job, JobState } from '../../../shared/contract/jobs.ts'
import { navigate } from '../../app/navigation.ts'
import { toRefrainError } from '../../rpc/client.ts'
import { isFinished } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { copyText } from '../../ui/clipboard.ts'
import { errorDetails } from '../../ui/error-details.ts'
import { formatElapsed } from '../../ui/format.ts'
import { ProgressLine, progressText } from '../../ui/ProgressLine.tsx'
import type { IconComponent } from '../../ui/StatusBadge.tsx'
import { capturesLeft } from './captures-left.ts'
import { jobRoute } from './job-route.ts'
import classes from './JobTray.module.css'
import { strings } from './strings.ts'

const stateIcons: Readonly<Record<JobState, IconComponent>> = {
  queued: IconClock,
  running: IconLoader2,
  interrupted: IconPlayerPause,
  done: IconCircleCheck,
  failed: IconAlertCircle,
  cancelled: IconBan,
}

function summary(job: Job): string {
  const { rows } = job.progress
  const time =
    job.startedAt && job.finishedAt
      ? strings.took(formatElapsed(Date.parse(job.finishedAt) - Date.parse(job.startedAt)))
      : ''
  return [strings.states[job.state], rows > 0 ? strings.rows(rows) : '', time].filter(Boolean).join(' · ')
}

function Details({ job }: { readonly job: Job }) {
  if (job.state === 'running') {
    return (
      <>
        <ProgressLine label={strings.jobTitle(job)} progress={job.progress} compact />
        <p className={classes.note}>{progressText(job.progress)}</p>
      </>
    )
  }
  if (job.state === 'interrupted') {
    return <p className={classes.note}>{job.resumable ? strings.interruptedNote : strings.undoneNote}</p>
  }
  if (job.error) return <p className={classes.error}>{job.error.message}</p>
  const left = capturesLeft(job)
  if (left !== null) return <p className={classes.error}>{strings.notAll(left)}</p>
  return <p className={classes.note}>{summary(job)}</p>
}

function Actions({ job, onLeave }: { readonly job: Job; readonly onLeave: () => void }) {
  const cancel = useCommand('jobs.cancel')
  const resume = useCommand('jobs.resume')
  const route = jobRoute(job)
  const { error } = job
  const show = () => {
    if (route) navigate(route)
    onLeave()
  }
  const copy = () => {
    if (error) void copyText(errorDetails(toRefrainError(error)), strings.copied)
  }
  const running = job.state === 'running' || job.state === 'queued'
  return (
    <div className={classes.actions}>
      {running && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={strings.cancelHint(strings.jobTitle(job))}
          loading={cancel.pending}
          onClick={() => void cancel.run({ jobId: job.id })}
        >
          {strings.cancel}
        </Button>
      )}
      {job.state === 'interrupted' && job.resumable && (
        <Button
          size="compact-xs"
          variant="default"
          loading={resume.pending}
          onClick={() => void resume.run({ jobId: job.id })}
        >
          {strings.resume}
        </Button>
      )}
      {job.state === 'interrupted' && !job.resumable && (
        <>
          {route && (
            <Button size="compact-xs" variant="default" onClick={show}>
              {strings.open}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={strings.dismissHint(strings.jobTitle(job))}
            loading={cancel.pending}
            onClick={() => void cancel.run({ jobId: job.id })}
          >
            {strings.dismiss}
          </Button>
        </>
      )}
      {isFinished(job) && job.state === 'done' && route && (
        <Button size="compact-xs" variant="default" onClick={show}>
          {strings.show}
        </Button>
      )}
      {error && (
        <Button size="compact-xs" variant="default" onClick={copy}>
          {strings.details}
        </Button>
      )}
    </div>
  )
}

export interface JobRowProps {
  readonly job: Job
  /** The tray closes when a result is opened. */
  readonly onLeave: () => void
}

/** One job: how far it is, and what can be done about it. */
export function JobRow({ job, onLeave }: JobRowProps) {
  const Icon = stateIcons[job.state]
  return (
    <li className={classes.job}>
      <span className={classes.icon} data-state={job.state}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.jobBody}>
        <div className={classes.jobTitle}>{strings.jobTitle(job)}</div>
        <Details job={job} />
      </div>
      <Actions job={job} onLeave={onLeave} />
    </li>
  )
}

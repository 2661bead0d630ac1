import { Button } from '@mantine/core'
import { IconBattery2, IconPlugConnectedX } from '@tabler/icons-react'
import type { LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import classes from './live.module.css'
import { strings } from './strings.ts'

/** What concerns all sources at once: the offline switch, a pause, looks under way. */
export function LiveNotices({ state }: { readonly state: LiveState }) {
  return (
    <>
      {state.offline && <OfflineNotice />}
      {!state.offline && state.enabledSources > 0 && <PauseNotice pause={state.pause} />}
      {state.running.map((jobId) => (
        <RunningLook key={jobId} jobId={jobId} />
      ))}
    </>
  )
}

function OfflineNotice() {
  const set = useCommand('live.setOffline')
  return (
    <div className={classes.notice} data-tone="warning" role="status">
      <IconPlugConnectedX size={20} stroke={1.7} aria-hidden />
      <div className={classes.noticeText}>
        <strong>{strings.offlineTitle}</strong>
        <span>{strings.offlineText}</span>
      </div>
      <Button variant="default" loading={set.pending} onClick={() => void set.run({ offline: false })}>
        {strings.online}
      </Button>
    </div>
  )
}

function PauseNotice({ pause }: { readonly pause: LiveState['pause'] }) {
  const text = pause === null ? null : strings.pauses[pause]
  if (text === null) return null
  return (
    <div className={classes.notice} role="status">
      <IconBattery2 size={20} stroke={1.7} aria-hidden />
      <div className={classes.noticeText}>
        <strong>{text.title}</strong>
        <span>{text.text}</span>
      </div>
      <Button variant="default" onClick={() => navigate({ screen: 'settings', section: 'live' })}>
        {strings.pauseSettings}
      </Button>
    </div>
  )
}

function RunningLook({ jobId }: { readonly jobId: number }) {
  const job = useJob(jobId)
  const cancel = useCommand('jobs.cancel')
  if (job === null || (job.state !== 'queued' && job.state !== 'running')) return null
  return (
    <div className={classes.running}>
      <div className={classes.runningLine}>
        <ProgressLine label={job.title || strings.running} progress={job.progress} />
      </div>
      <Button variant="default" size="compact-sm" onClick={() => void cancel.run({ jobId })}>
        {strings.cancel}
      </Button>
    </div>
  )
}

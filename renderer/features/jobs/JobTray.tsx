import { Popover, UnstyledButton } from '@mantine/core'
import { IconActivity, IconAlertCircle, IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Job } from '../../../shared/contract/jobs.ts'
import { currentRoute, navigate } from '../../app/navigation.ts'
import { toRefrainError } from '../../rpc/client.ts'
import { isFinished, useJobsStore } from '../../rpc/jobs.ts'
import { ProgressLine, progressText } from '../../ui/ProgressLine.tsx'
import { toast } from '../../ui/toasts.tsx'
import { capturesLeft } from './captures-left.ts'
import { jobRoute } from './job-route.ts'
import { JobRow } from './JobRow.tsx'
import { newFindingsOf } from './new-findings.ts'
import classes from './JobTray.module.css'
import { strings } from './strings.ts'

const shownJobs = 20

function newestFirst(jobs: Iterable<Job>): readonly Job[] {
  return [...jobs].sort((a, b) => b.id - a.id)
}

const windowOpenedAt = Date.now()

/** True when the job ended under the eyes of this window, or so fast that it was never seen running. */
function justFinished(job: Job, before: Job | undefined): boolean {
  if (!isFinished(job) || job.finishedAt === null) return false
  return before === undefined ? Date.parse(job.finishedAt) > windowOpenedAt : !isFinished(before)
}

function announce(job: Job): void {
  const route = jobRoute(job)
  const action = route ? { action: { label: strings.show, run: () => navigate(route) } } : {}
  const left = capturesLeft(job)
  if (left !== null && left.captured === 0) toast.error(toRefrainError(left.first))
  else if (left !== null) toast.info(strings.notAll(left), action)
  else if (job.state === 'done') toast.success(finishedWords(job), { ...action, lasting: true })
  if (job.state === 'failed' && job.error) toast.error(toRefrainError(job.error))
}

function finishedWords(job: Job): string {
  const found = newFindingsOf(job)
  return found === null
    ? strings.finished(strings.jobTitle(job))
    : strings.found(found, strings.jobTitle(job))
}

/** The preview of an import shows itself, and so does what ends under the eyes of the artist, if it ended well. */
function showsItself(job: Job): boolean {
  const { kind } = job
  const route = currentRoute()
  const place = jobRoute(job)
  return (
    kind === 'import.preview' ||
    // The watch looks many times a day by itself: it speaks of what is new alone.
    newFindingsOf(job) === 0 ||
    // Whoever started it says what it found; what runs by itself shows in the cases.
    (kind === 'status.check' && job.state === 'done') ||
    (job.state === 'done' && route.screen === 'audio' && JSON.stringify(place) === JSON.stringify(route)) ||
    (kind === 'import.commit' && route.screen === 'imports' && route.queue !== undefined)
  )
}

/** Says when a job ends, with the way to its result. */
function useFinishToasts(trayOpen: boolean): void {
  const onFinished = useEffectEvent((job: Job) => {
    if (!trayOpen && !showsItself(job)) announce(job)
  })
  useEffect(
    () =>
      useJobsStore.subscribe(({ byId }, { byId: before }) => {
        for (const job of byId.values()) if (justFinished(job, before.get(job.id))) onFinished(job)
      }),
    [],
  )
}

function TrayLabel({ jobs }: { readonly jobs: readonly Job[] }) {
  const running = jobs.filter(({ state }) => state === 'running')
  const interrupted = jobs.filter(({ state }) => state === 'interrupted')
  const [first] = running
  if (first && running.length === 1) {
    return (
      <>
        <span className={classes.trayTitle}>{strings.jobTitle(first)}</span>
        <span className={classes.trayBar}>
          <ProgressLine label={strings.jobTitle(first)} progress={first.progress} compact />
        </span>
        <span className={classes.trayFigures}>{progressText(first.progress)}</span>
      </>
    )
  }
  if (running.length > 1) return <span>{strings.running(running.length)}</span>
  if (interrupted.length > 0) {
    return (
      <span className={classes.trayWarning}>
        <IconPlayerPause size={14} stroke={1.8} aria-hidden />
        {strings.interrupted(interrupted.length)}
      </span>
    )
  }
  if (jobs[0]?.state === 'failed') {
    return (
      <span className={classes.trayDanger}>
        <IconAlertCircle size={14} stroke={1.8} aria-hidden />
        {`${strings.jobTitle(jobs[0])}: ${strings.states.failed}`}
      </span>
    )
  }
  return <span>{jobs.length === 0 ? strings.idle : strings.title}</span>
}

/** What runs in the background, from the status bar: progress, cancel, resume, the way to the result. */
export function JobTray() {
  const [opened, setOpened] = useState(false)
  const byId = useJobsStore((state) => state.byId)
  const jobs = newestFirst(byId.values())
  useFinishToasts(opened)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-end"
      width={420}
      offset={6}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.tray} onClick={() => setOpened((open) => !open)}>
          <IconActivity size={14} stroke={1.8} aria-hidden />
          <TrayLabel jobs={jobs} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={strings.title}>
        <h2 className={classes.panelTitle}>{strings.title}</h2>
        {jobs.length === 0 ? (
          <p className={classes.empty} tabIndex={-1} data-autofocus>
            {strings.empty}
          </p>
        ) : (
          <ul className={classes.jobs} tabIndex={-1} data-autofocus>
            {jobs.slice(0, shownJobs).map((job) => (
              <JobRow key={job.id} job={job} onLeave={() => setOpened(false)} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

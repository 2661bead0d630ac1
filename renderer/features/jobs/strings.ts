import type { Job, JobState } from '../../../shared/contract/jobs.ts'
import { plural } from '../../ui/plural.ts'
import type { CapturesLeft } from './captures-left.ts'

const states: Readonly<Record<JobState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  interrupted: 'Interrupted',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

/** What runs. A sweep is only called by the name of its files. */
function jobTitle({ kind, title }: Pick<Job, 'kind' | 'title'>): string {
  return kind === 'sweep' ? `Sweep “${title}”` : title
}

/** Texts of the job tray. */
export const strings = {
  states,
  jobTitle,
  title: 'Activity',
  idle: 'No activity',
  running: (count: number) => `${plural(count, { one: 'job', other: 'jobs' })} running`,
  interrupted: (count: number) => `${plural(count, { one: 'job', other: 'jobs' })} interrupted`,
  empty: 'Imports, sweeps and exports show here while they run, and afterwards lead to their result.',
  cancel: 'Cancel',
  cancelHint: (title: string) => `Cancel ${title}`,
  resume: 'Resume',
  show: 'Show result',
  details: 'Copy details',
  copied: 'Details copied',
  interruptedNote: 'It stopped with the program. It goes on where it stopped.',
  undoneNote: 'It stopped with the program; nothing of it was kept. Start it again.',
  open: 'Open',
  dismiss: 'Dismiss',
  dismissHint: (title: string) => `Dismiss ${title}`,
  startAgain: (title: string) =>
    `${title}: it stopped with the program; nothing of it was kept. Start it again.`,
  finished: (title: string) => `${title}: done`,
  found: (count: number, title: string) =>
    `${title}: ${plural(count, { one: 'new finding', other: 'new findings' })}`,
  /** A batch of captures that ended, but not with all its pages. */
  notAll: ({ captured, first, failed }: CapturesLeft) =>
    `${plural(captured, { one: 'page', other: 'pages' })} captured, ${String(failed)} not. ${first.message}`,
  rows: (count: number) => plural(count, { one: 'row', other: 'rows' }),
  took: (time: string) => `in ${time}`,
}

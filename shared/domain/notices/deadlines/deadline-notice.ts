/** Preference: days before a deadline from which on it is told; absent or 0 while nothing is to be told. */
export const deadlineNotifySetting = 'deadlines.notify'
/** The choices, in days; 0 is off. */
export const deadlineNotifyDays = [0, 1, 3, 7] as const

/** What a message needs of a deadline. */
export interface DueDeadline {
  readonly title: string
  readonly about: string
  readonly daysLeft: number
  readonly caseId: number | null
}

/** A quiet message about what is due. */
export interface DeadlineNotice {
  readonly title: string
  readonly body: string
  /** The case it leads to; null where it is about several or about a release. */
  readonly caseId: number | null
}

const named = 3

/** One message for all that is due, the soonest first; null when nothing is. */
export function deadlineNotice(deadlines: readonly DueDeadline[]): DeadlineNotice | null {
  const [first, second] = deadlines
  if (first === undefined) return null
  if (second === undefined)
    return { title: `${first.title}: ${when(first)}`, body: first.about, caseId: first.caseId }
  const rest = deadlines.length - named
  const lines = deadlines.slice(0, named).map((each) => `${each.title}, ${each.about}: ${when(each)}`)
  return {
    title: `${deadlines.length} deadlines are close`,
    body: [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
    caseId: null,
  }
}

function when({ daysLeft }: DueDeadline): string {
  if (daysLeft < 0) return daysLeft === -1 ? 'over since yesterday' : `over for ${-daysLeft} days`
  if (daysLeft === 0) return 'due today'
  return daysLeft === 1 ? 'due tomorrow' : `due in ${daysLeft} days`
}

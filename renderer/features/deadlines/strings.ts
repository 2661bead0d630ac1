import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Deadlines',
  cases: 'Cases',
  group: 'Cases',
  command: 'Deadlines',
  exportCommand: 'Export deadlines for the calendar…',
  export: 'Export for the calendar…',
  exported: (n: number) => `${plural(n, { one: 'deadline', other: 'deadlines' })} written`,
  reveal: 'Show',
  subtitle: (n: number) =>
    n === 0 ? 'Nothing is running' : plural(n, { one: 'deadline', other: 'deadlines' }),
  groups: { overdue: 'Overdue', today: 'Today', soon: 'Within a week', later: 'Later' },
  emptyTitle: 'Nothing is due',
  emptyText:
    'Deadlines follow from what is on record: a notice that was sent, a counter-notice, a claim that was served, a release whose three months for registration run.',
  toCases: 'Go to Cases',
  calendar: (name: string) => `Business days of: ${name}`,
  source: 'Source',
  openCase: (name: string) => `Open the case of ${name}`,
  openRelease: (title: string) => `Open the release ${title}`,
  note: 'Business days leave out weekends and nationwide public holidays. Regional holidays are not counted: plan a day ahead.',
} as const

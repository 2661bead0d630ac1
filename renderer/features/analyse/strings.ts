import type { ElementStatus } from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { plural } from '../../ui/plural.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

export const strings = {
  title: 'Analyse a notice',
  cases: 'Cases',
  caseBack: 'The case',
  group: 'Cases',
  command: 'Analyse a notice…',
  openCommand: 'Analyse a notice from a file…',
  view: 'View of the text',
  marked: 'Marked',
  edit: 'Edit',
  open: 'Open a file…',
  clear: 'Clear',
  pick: 'Open a notice as text or saved e-mail',
  files: 'Text and e-mail',
  input: 'Text of the notice',
  inputHint:
    'Paste the whole letter, or drop a text file or a saved e-mail (.eml) on the window. It is read on this computer and not kept.',
  placeholder: 'Paste a notice, an answer or a counter-notice here.',
  markedLabel: 'The notice with the words that show each element',
  none: 'Nothing analysed yet',
  noneText: 'The seven elements of a notice appear here as soon as there is a text.',
  result: 'What was found',
  elements: 'Elements',
  warnings: 'What a careful reader would point out',
  noWarnings: 'Nothing else stands out.',
  source: 'Source',
  summary: (present: number) => `${present} of 7 elements are fully there`,
  showWords: (title: string, n: number) =>
    `Show the words for ${title}, ${plural(n, { one: 'place', other: 'places' })}`,
  places: (n: number) => plural(n, { one: 'place', other: 'places' }),
  noWords: 'No words show it.',
  leftOut: (names: readonly string[]) => `Attached, not read: ${names.join(', ')}`,
  email: (from: string, date: string) => [from && `From ${from}`, date].filter(Boolean).join(' · '),
  counter: 'This is a counter-notice',
  counterText: 'Record it in its case: the days that follow from it are then counted and shown.',
  toCases: 'Go to Cases',
  tooLong: (shown: string) => `Only the first ${shown} characters are shown here; all of it was analysed.`,
  dropLabel: 'Analyse as a notice',
  dropText:
    'A notice, an answer or a counter-notice. Shows what is there and what is missing; nothing is kept.',
} as const

export const statuses: Readonly<Record<ElementStatus, { readonly label: string; readonly tone: Tone }>> = {
  present: { label: 'Present', tone: 'success' },
  partial: { label: 'Partial', tone: 'warning' },
  ambiguous: { label: 'Ambiguous', tone: 'warning' },
  missing: { label: 'Missing', tone: 'danger' },
}

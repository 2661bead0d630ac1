import type { CaseItem, CaseRow, NoticeElement, Provider } from '../../../shared/contract/cases.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

const items = (n: number) => plural(n, { one: 'item', other: 'items' })
const recordings = (n: number) => plural(n, { one: 'recording', other: 'recordings' })
const findings = (n: number) => plural(n, { one: 'finding', other: 'findings' })

/** Texts every part of the feature uses. */
export const strings = {
  title: 'Cases',
  group: 'Cases',
  items,
  recordings,
  listSubtitle: (open: number, sent: number) => `${formatNumber(open)} open · ${formatNumber(sent)} sent`,
  stateFilter: 'State',
  groupFindings: 'Group confirmed findings',
  groupCount: (n: number) => `Group ${plural(n, { one: 'confirmed finding', other: 'confirmed findings' })}`,
  groupCommand: 'Group confirmed findings into cases',
  nothingToGroup: 'No confirmed finding waits for a case. Confirm findings in Watch first.',
  grouped: (created: number, added: number, into: number) => {
    const newCases = created === 0 ? '' : created === into ? 'new ' : ''
    const some = created > 0 && created < into ? `, ${formatNumber(created)} of them new` : ''
    const where = into === 1 ? `1 ${newCases}case` : `${formatNumber(into)} ${newCases}cases`
    return `${findings(added)} put into ${where}${some}`
  },
  openCase: 'Open the case',
  search: 'Search cases by provider',
  all: 'All',
  emptyTitle: 'One case for each service provider',
  emptyText:
    'Confirm findings in Watch, then group them here. Each provider gets one case with its items, its notice and its evidence.',
  toWatch: 'Go to Watch',
  nothingFound: 'No case matches',
  nothingFoundText: 'No provider or title has this in its name.',
  columns: {
    provider: 'Provider',
    items: 'Items',
    recordings: 'Recordings',
    notice: 'Notice',
    opened: 'Opened',
    sent: 'Sent',
    since: 'In this state since',
  },
  noticeComplete: 'Complete',
  noticeIncomplete: 'Incomplete',
  noticeSent: 'Sent',
} as const

export const stateLabels: Readonly<Record<CaseRow['state'], string>> = {
  draft: 'Draft',
  ready: 'Ready to send',
  sent: 'Sent',
  acknowledged: 'Acknowledged',
  removed: 'Removed',
  rejected: 'Rejected',
  countered: 'Counter-notice',
  silent: 'No answer',
  escalated: 'Escalated',
  reopened: 'Reopened',
  closed: 'Closed',
}

export const stateTones: Readonly<Record<CaseRow['state'], Tone>> = {
  draft: 'neutral',
  ready: 'success',
  sent: 'accent',
  acknowledged: 'accent',
  removed: 'success',
  rejected: 'danger',
  countered: 'warning',
  silent: 'warning',
  escalated: 'accent',
  reopened: 'warning',
  closed: 'muted',
}

/** Texts of one case and its header. */
export const caseText = {
  sections: { items: 'Items', notice: 'Notice', evidence: 'Evidence', answers: 'Follow-up' },
  section: 'Part of the case',
  opened: 'opened',
  sentOn: 'sent',
  goneTitle: 'This case is not there',
} as const

export const provider = {
  label: 'Recipient',
  to: 'To',
  agent: 'Agent’s e-mail',
  form: 'Web form',
  noAddress: 'No address known',
  requirements: 'What it asks for',
  noRequirements: 'Nothing beyond the statute is on record.',
  notes: 'Good to know',
  domains: 'Its domains',
  source: 'Read in',
  checked: 'Checked',
  confidence: 'Confidence',
  details: 'Recipient details',
  copyEmail: 'E-mail address copied',
  copyForm: 'Address of the form copied',
  lowTitle: 'Look this recipient up before you send',
  low: (name: string) =>
    `What is on record about ${name} is a placeholder. Its designated agent stands in its copyright policy or in the U.S. Copyright Office’s directory, dmca.copyright.gov.`,
  directory: 'dmca.copyright.gov',
  copyDirectory: 'Copy address of the directory',
  directoryCopied: 'Address copied',
} as const

export const confidences: Readonly<
  Record<Provider['confidence'], { readonly label: string; readonly tone: Tone; readonly text: string }>
> = {
  high: { label: 'High confidence', tone: 'success', text: 'Read in the provider’s own policy.' },
  medium: {
    label: 'Medium confidence',
    tone: 'neutral',
    text: 'Some of it comes second hand: compare before sending.',
  },
  low: { label: 'Low confidence', tone: 'warning', text: 'A placeholder: look the agent up before sending.' },
}

export const rightLabels: Readonly<Record<CaseItem['rightHeld'], string>> = {
  unknown: 'Not answered yet',
  'sound-recording': 'The sound recording',
  composition: 'The composition',
  both: 'Recording and composition',
  artwork: 'The artwork',
  lyrics: 'The lyrics',
  none: 'None of them',
}

export const performanceLabels: Readonly<Record<CaseItem['performance'], string>> = {
  unknown: 'Not listened to yet',
  own: 'Your own performance',
  cover: 'Somebody else performs it',
}

export const exclusivityLabels: Readonly<Record<CaseItem['exclusivity'], string>> = {
  exclusive: 'Exclusive',
  'public-domain': 'In the public domain',
  leased: 'On a beat leased without exclusivity',
  'sample-pack': 'From a sample pack',
}

/** As short as a column needs it. */
export const shortRights: Readonly<Record<CaseItem['rightHeld'], string>> = {
  unknown: 'To name',
  'sound-recording': 'Recording',
  composition: 'Composition',
  both: 'Both rights',
  artwork: 'Artwork',
  lyrics: 'Lyrics',
  none: 'None',
}

export const conclusions: Readonly<
  Record<
    CaseItem['fairUse']['conclusion'],
    { readonly label: string; readonly short: string; readonly hint: string; readonly tone: Tone }
  >
> = {
  undecided: {
    label: 'Not considered yet',
    short: 'To consider',
    hint: 'The notice waits for your answer.',
    tone: 'warning',
  },
  'not-fair-use': {
    label: 'Not fair use',
    short: 'Not fair use',
    hint: 'The item goes into the notice.',
    tone: 'success',
  },
  'may-be-fair-use': {
    label: 'May be fair use',
    short: 'May be fair',
    hint: 'The item blocks the notice until you take it out of the case.',
    tone: 'danger',
  },
}

export const elementStatus: Readonly<
  Record<NoticeElement['status'] | 'stop', { readonly label: string; readonly tone: Tone }>
> = {
  present: { label: 'In place', tone: 'success' },
  partial: { label: 'Not enough', tone: 'warning' },
  missing: { label: 'Missing', tone: 'danger' },
  stop: { label: 'Stop', tone: 'danger' },
}

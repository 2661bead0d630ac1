import type { ReadinessState } from '../../../shared/domain/catalogue/readiness.ts'
import type { SplitState } from '../../../shared/domain/rights/splits.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'
import { plural } from '../../ui/plural.ts'

/** Titles of the sections of a detail pane, by which the score card jumps to them. */
export const sections = {
  readiness: 'Readiness',
  credits: 'Credits',
  works: 'Works and writers',
  ownership: 'Ownership',
  registrations: 'Registrations',
  documents: 'Documents',
  facts: 'Publication',
  releases: 'Releases',
} as const

export const strings = {
  group: 'Rights',
  works: 'Works',
  people: 'People',
  ready: 'Nothing is missing.',
  score: (done: number, all: number) => `${String(done)} of ${String(all)}`,
  next: 'Next',
  dropAudio: 'Drop the audio file on the window to add it.',
  noCredits: 'Nobody is credited yet.',
  addCredit: 'Add credit',
  editCredit: 'Edit credit',
  line: (text: string) => `Artist line: ${text}`,
  useLine: 'Use as artist',
  noWorks: 'No work is linked yet.',
  linkWork: 'Link work',
  noWriters: 'no writer named',
  noSplits: 'No shares on record.',
  enterSplits: 'Enter shares',
  editSplits: 'Edit shares',
  splitEvenly: 'Divide evenly',
  addParty: 'Add party',
  noRegistrations: 'Not registered anywhere.',
  history: 'History…',
  addRegistration: 'Add registration',
  registrationExisted:
    'This number was on record already. It is linked here too; only what it did not say yet was added.',
  noDocuments: 'No document. Drop a file on the window, or choose one.',
  addDocument: 'Add document',
  documentsExisted: (count: number) =>
    `${plural(count, { one: 'file was', other: 'files were' })} on record already: linked here too, and only what was not said yet was added.`,
  keepAsDocument: 'Keep as a document',
  keepAsDocumentText: 'A contract, split sheet or other proof is copied into the workspace.',
  exportDocument: 'Export a copy…',
  putOnRelease: 'Put on release',
  titleOverride: 'Title on this release',
  titleOverrideHint: 'Only where it differs from the title of the recording',
  parent: 'Which recording',
  parentHint: 'Type a title, an artist or an ISRC',
  parentNone: 'No other recording of these words',
  parentOpen: (title: string) => `Open “${title}”`,
  newWork: 'New work',
  newParty: 'New person or company',
  missingFilter: 'Missing',
  clearFilter: 'Show all',
  searchWorks: 'Search works by title, writer or ISWC',
  searchPeople: 'Search people by name, IPI or ISNI',
  workCount: (n: number) => plural(n, { one: 'work', other: 'works' }),
  recordingCount: (n: number) => plural(n, { one: 'recording', other: 'recordings' }),
  merge: 'Merge into one…',
  mergeTitle: (n: number, name: string) => `Merge ${String(n)} into “${name}”?`,
  mergeBody:
    'Credits, shares and documents become those of the one that stays; other names are kept as aliases. Undo takes it back.',
} as const

export const readinessTones: Readonly<
  Record<ReadinessState, { readonly tone: Tone; readonly label: string }>
> = {
  ok: { tone: 'success', label: 'Done' },
  missing: { tone: 'warning', label: 'Needed' },
  advised: { tone: 'neutral', label: 'Advised' },
}

export const splitStateLabels: Readonly<Record<SplitState, { readonly tone: Tone; readonly label: string }>> =
  {
    draft: { tone: 'neutral', label: 'Draft' },
    agreed: { tone: 'success', label: 'Agreed' },
    disputed: { tone: 'danger', label: 'Disputed' },
  }

export const documentKindLabels = {
  'split-sheet': 'Split sheet',
  contract: 'Contract',
  assignment: 'Assignment',
  licence: 'Licence',
  registration: 'Registration certificate',
  'session-file': 'Session file',
  invoice: 'Invoice',
  correspondence: 'Correspondence',
  artwork: 'Artwork',
  lyrics: 'Lyrics',
  other: 'Other',
} as const

export const authorityLabels = {
  'US-CO': 'U.S. Copyright Office',
  MLC: 'The MLC',
  PRO: 'Performing rights society',
  SOUNDEXCHANGE: 'SoundExchange',
  PPL: 'PPL',
  OTHER: 'Other',
} as const

export const registrationStateLabels = {
  pending: 'Pending',
  registered: 'Registered',
  refused: 'Refused',
} as const
export const relationLabels = {
  performance: 'Recording of it',
  cover: 'Cover',
  medley: 'Medley',
  sample: 'Sample',
} as const
export const parentLabels = {
  remix: 'Remix',
  edit: 'Edit',
  live: 'Live version',
  remaster: 'Remaster',
  instrumental: 'Instrumental',
  acoustic: 'Acoustic version',
  cover: 'Cover',
  other: 'Other version',
} as const
export const explicitLabels = {
  unknown: 'Not answered yet',
  explicit: 'Explicit',
  'not-explicit': 'Not explicit',
  cleaned: 'Cleaned',
} as const
export const releaseTypeLabels = {
  '': 'Not said',
  single: 'Single',
  ep: 'EP',
  album: 'Album',
  compilation: 'Compilation',
  live: 'Live album',
  other: 'Other',
} as const
export const singleLabels = {
  unknown: 'Not answered yet',
  yes: 'Also issued alone',
  no: 'Only on this release',
} as const
export const partyKindLabels = { person: 'Person', group: 'Group', organisation: 'Company' } as const

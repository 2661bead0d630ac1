import type { ImportBatch, ImportField } from '../../../shared/contract/imports.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

type ImportCounts = ImportBatch['counts']

export const strings = {
  title: 'Import',
  back: 'Catalogue',
  audioLeftOut: (count: number) =>
    `${plural(count, { one: 'audio file among them is', other: 'audio files among them are' })} left out: drop the folder they lie in to read tags.`,
  mapTitle: 'What each column is',
  mapText:
    'Detected from the names and the content. Change what is wrong; columns without a field are left out.',
  previewTitle: 'What will happen',
  preview: 'Check the file',
  checking: 'Checking every row',
  commit: (rows: number, taken: number) =>
    rows === 0
      ? `Take over ${plural(taken, { one: 'value', other: 'values' })}`
      : `Import ${plural(rows, { one: 'row', other: 'rows' })}`,
  nothingToImport: 'Nothing to import',
  committing: 'Importing',
  discard: 'Discard',
  another: 'Import another file…',
  open: 'Open the catalogue',
  ignore: 'Not imported',
  done: (created: number, updated: number) =>
    `${plural(created, { one: 'recording', other: 'recordings' })} added, ${formatNumber(updated)} completed`,
  rejectedNote: (count: number) =>
    `${plural(count, { one: 'row was', other: 'rows were' })} not imported. They are listed below with the reason; mend them in the file and import it again, rows that are already there stay as they are.`,
  empty: 'Choose catalogue files',
  emptyText:
    'Tables (CSV, TSV, Excel), sales reports of your distributor, DDEX release messages or MusicBrainz data, one or several at once. What they are and what their columns hold is detected.',
  kinds: 'Tables, workbooks, release messages',
  known: (name: string) => `Recognised: ${name}`,
  asLastTime: 'Mapped as last time.',
  forget: 'Forget this mapping',
  document:
    'This file names its fields itself. Leave out what you do not want; everything else is checked first.',
  after: (name: string) => `Read where “${name}” is empty`,
  shown: 'Rows',
  filters: {
    all: 'First rows and every problem',
    rejected: 'Rejected',
    warnings: 'With a warning',
    conflicts: 'Conflicts',
  },
  counts: {
    rows: 'Rows',
    repeated: 'Rows that repeat',
    skipped: 'Passed over',
    conflicts: 'Conflicts',
  },
  /** What comes with the recordings, as far as it is anything. */
  brought: (
    counts: Pick<ImportCounts, 'newReleases' | 'newWorks' | 'newParties' | 'newCredits' | 'newShares'>,
  ) =>
    [
      { label: 'New releases', value: counts.newReleases },
      { label: 'New works', value: counts.newWorks },
      { label: 'New people', value: counts.newParties },
      { label: 'New credits', value: counts.newCredits },
      { label: 'Drafted shares', value: counts.newShares },
    ].filter(({ value }) => value > 0),
  broughtHint: 'come with the rows',
  repeatedHint: 'about a recording above',
  skippedHint: 'about no recording',
  conflicts: {
    label: 'Values that contradict',
    text: 'Nothing is overwritten unless you take it. Press Enter on a row, or K to keep and T to take.',
    field: 'Field',
    allFields: 'All fields',
    keepAll: 'Keep all',
    takeAll: 'Take all from the file',
    keepField: (field: string) => `Keep every ${field}`,
    takeField: (field: string) => `Take every ${field} from the file`,
    keep: 'Keep',
    take: 'Take from the file',
    fromFile: 'earlier row',
    none: 'No conflicts',
    noneText: 'No value of the file contradicts one you have.',
    taken: (taken: number, all: number) =>
      `${formatNumber(taken)} of ${formatNumber(all)} taken from the file`,
  },
  choose: 'Choose files…',
  queue: {
    title: (files: number) => `Import ${plural(files, { one: 'file', other: 'files' })}`,
    subtitle:
      'Each file is checked first; nothing is written before you say so. Each import is a step of undo of its own.',
    all: (files: number) => (files === 1 ? 'The file' : `All ${formatNumber(files)} files`),
    steps: 'Files of this import',
    list: 'Files to import',
    position: (at: number, of: number, name: string) => `${formatNumber(at)} of ${formatNumber(of)}: ${name}`,
    previous: 'Previous file',
    next: 'Next file',
    add: 'Add files…',
    others: 'Import other files…',
    check: (files: number) => `Check ${plural(files, { one: 'file', other: 'files' })}`,
    checkKind: (others: number) => `Check this and ${formatNumber(others)} more of its kind`,
    checkKindHint:
      'Files with the same columns are read with the mapping below. Nothing is written to the catalogue.',
    commit: (files: number) => `Import ${plural(files, { one: 'file', other: 'files' })}`,
    stop: 'Stop',
    stopHint: 'What is imported stays; the file at hand and those after it are left as they are.',
    leaveOut: (name: string) => `Leave out ${name}`,
    setColumns: 'Columns…',
    columnsOf: (name: string) => `Columns of ${name}`,
    tooMany: (most: number, left: number) =>
      `${formatNumber(most)} files are taken at a time. ${plural(left, { one: 'file was', other: 'files were' })} left out; import ${left === 1 ? 'it' : 'them'} afterwards.`,
    formats: {
      text: 'Table',
      xlsx: 'Workbook',
      ern: 'DDEX release message',
      musicbrainz: 'MusicBrainz data',
    },
    columns: {
      file: 'File',
      state: 'State',
      rows: 'Rows',
      create: 'To add',
      update: 'To complete',
      rejected: 'Rejected',
      actions: 'Change',
    },
    states: {
      reading: 'Looking at it',
      unreadable: 'Cannot be read',
      unmapped: 'Say which column holds the titles',
      ready: 'Not checked yet',
      checking: 'Checking every row',
      checked: 'Checked; nothing is written yet',
      'nothing-new': 'Checked; nothing to import',
      importing: 'Importing',
      imported: 'Imported',
      stopped: 'Stopped; nothing was written',
      left: 'Undone or discarded',
    },
    summary: (sum: {
      readonly files: number
      readonly created: number
      readonly updated: number
      readonly rejected: number
      readonly failed: number
    }) =>
      [
        `${plural(sum.files, { one: 'file', other: 'files' })} imported: ${plural(sum.created, { one: 'recording', other: 'recordings' })} added, ${formatNumber(sum.updated)} completed.`,
        ...(sum.rejected > 0
          ? [
              `${plural(sum.rejected, { one: 'row was', other: 'rows were' })} not imported; open the file for the reasons.`,
            ]
          : []),
        ...(sum.failed > 0
          ? [`${plural(sum.failed, { one: 'file', other: 'files' })} could not be read.`]
          : []),
      ].join(' '),
  },
  actions: { create: 'Add', update: 'Complete', unchanged: 'Already there', rejected: 'Rejected' },
} as const

export const fieldLabels: Readonly<Record<ImportField, string>> = {
  title: 'Title',
  version: 'Version',
  artist: 'Artist',
  isrc: 'ISRC',
  duration: 'Length',
  year: 'Year',
  release: 'Release',
  gtin: 'GTIN (UPC, EAN)',
  label: 'Label',
  distributor: 'Distributor',
  releaseDate: 'Release date',
  trackNumber: 'Track number',
  discNumber: 'Disc number',
  registrationNumber: 'Registration number',
  url: 'Web address',
  releaseArtist: 'Release artist',
  releaseType: 'Release type',
  catalogueNumber: 'Catalogue number',
  genre: 'Genre',
  pLine: '℗ line',
  releasePLine: '℗ line of the release',
  cLine: '© line',
  explicit: 'Parental warning',
  country: 'Country of recording',
  kind: 'Audio or video',
  rightHeld: 'Right held',
  alsoSingle: 'Also issued as a single',
  notes: 'Notes',
  workTitle: 'Work: title',
  iswc: 'Work: ISWC',
  writers: 'Songwriters',
  composers: 'Composers',
  lyricists: 'Lyricists',
  publishers: 'Publishers',
  featuredArtists: 'Featured artists',
  producers: 'Producers',
  remixers: 'Remixers',
  contributors: 'Contributors, with roles',
  writerLastName: 'Writer: family name',
  writerFirstName: 'Writer: first name',
  writerIpi: 'Writer: IPI',
  writerRole: 'Writer: role',
  publisherIpi: 'Publisher: IPI',
  collectionShare: 'Publisher: share it collects',
}

const labels = new Map<string, string>(Object.entries(fieldLabels))

/** The name of the field a problem is about; other parts of a row keep the word they come with. */
export function fieldLabelOf(field: string): string {
  return labels.get(field) ?? field
}

export const durationUnitLabels = {
  auto: 'Told from the value',
  ms: 'Milliseconds',
  s: 'Seconds',
  min: 'Minutes',
} as const

export const encodingLabels = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Western (Windows-1252)',
} as const

export const delimiterLabels = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' } as const

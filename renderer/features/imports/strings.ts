import type { ImportField } from '../../../shared/contract/imports.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Import',
  back: 'Catalogue',
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
  empty: 'Choose a catalogue file',
  emptyText:
    'A table (CSV, TSV, Excel), a sales report of your distributor, a DDEX release message or MusicBrainz data. What it is and what its columns hold is detected.',
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
  choose: 'Choose a file…',
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

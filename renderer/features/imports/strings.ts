import type { ImportField } from '../../../shared/contract/imports.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

export const strings = {
  title: 'Import a table',
  back: 'Catalogue',
  mapTitle: 'What each column is',
  mapText:
    'Detected from the names and the content. Change what is wrong; columns without a field are left out.',
  previewTitle: 'What will happen',
  preview: 'Check the file',
  checking: 'Checking every row',
  commit: (count: number) => `Import ${plural(count, { one: 'recording', other: 'recordings' })}`,
  nothingToImport: 'Nothing to import',
  committing: 'Importing',
  discard: 'Discard',
  another: 'Import another table…',
  open: 'Open the catalogue',
  ignore: 'Not imported',
  done: (created: number, updated: number) =>
    `${plural(created, { one: 'recording', other: 'recordings' })} added, ${formatNumber(updated)} completed`,
  rejectedNote: (count: number) =>
    `${plural(count, { one: 'row was', other: 'rows were' })} not imported. They are listed below with the reason; mend them in the file and import it again, rows that are already there stay as they are.`,
  empty: 'Choose a table',
  emptyText: 'CSV or TSV, in any spelling: the delimiter, the encoding and the columns are detected.',
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
}

export const encodingLabels = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Western (Windows-1252)',
} as const

export const delimiterLabels = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' } as const

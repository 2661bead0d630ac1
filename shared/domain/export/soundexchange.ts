import { exactDuration } from './table.ts'
import type { ExportProblem } from './formats.ts'

// SoundExchange ISRC ingest: sheet `Form`, data from row 11. The names of its columns are not published; the artist's
// own copy of the form is filled by what its header says, and without one a plain table is written.

export const soundExchangeSheet = 'Form'
export const soundExchangeFirstRow = 11

/** What is said about one recording. */
export interface SoundExchangeRow {
  readonly recordingId: number
  readonly artist: string
  readonly title: string
  readonly version: string
  readonly isrc: string | null
  readonly release: string
  readonly gtin: string | null
  readonly label: string
  readonly releaseDate: string | null
  readonly durationMs: number | null
  readonly genre: string
  readonly year: number | null
  readonly publishedOn: string | null
  readonly country: string
  readonly pLine: string
  readonly composers: string
  /** The artist's own part of the recording in percent, or null when it is not settled. */
  readonly percentage: string | null
  readonly rightHeld: 'unknown' | 'sound-recording' | 'composition' | 'both' | 'none'
}

interface FormColumn {
  /** Our name of it, used without a form. */
  readonly header: string
  /** Recognises it in a form, by its folded name. */
  readonly matches: RegExp
  readonly text: (row: SoundExchangeRow) => string
}

/** The first whose pattern fits a form's column name fills it; the particular stand before the general. */
export const soundExchangeColumns: readonly FormColumn[] = [
  { header: 'ISRC', matches: /\bisrc\b/, text: (row) => row.isrc ?? '' },
  { header: 'Percentage Claimed', matches: /percent|%|\bshare\b/, text: (row) => row.percentage ?? '' },
  { header: 'Rights Claim Basis', matches: /\bbasis\b|claim type|rights? claim/, text: basis },
  {
    header: 'Claim Start Date',
    matches: /start date|claim date|effective/,
    text: (row) => row.releaseDate ?? row.publishedOn ?? '',
  },
  {
    header: 'Country of Recording',
    matches: /country.*record|record.*country|place of record/,
    text: (row) => row.country,
  },
  {
    header: 'Recording Date',
    matches: /(date|year) of record|recording (date|year)|record(ed|ing).*(date|year)/,
    text: (row) => (row.year === null ? '' : String(row.year)),
  },
  {
    header: 'First Publication Date',
    matches: /publication (date|year)|first publi/,
    text: (row) => row.publishedOn ?? '',
  },
  { header: 'Release Date', matches: /release date/, text: (row) => row.releaseDate ?? '' },
  {
    header: 'Release Title',
    matches: /album|release title|release name|product title/,
    text: (row) => row.release,
  },
  { header: 'UPC', matches: /\bupc\b|\bean\b|barcode/, text: (row) => row.gtin ?? '' },
  { header: 'Label', matches: /label/, text: (row) => row.label },
  { header: '℗ Line', matches: /p line|℗|copyright line|\(p\)/, text: (row) => row.pLine },
  { header: 'Composer', matches: /composer|writer|author/, text: (row) => row.composers },
  { header: 'Version', matches: /version|mix name|subtitle/, text: (row) => row.version },
  { header: 'Artist', matches: /artist|performer|band/, text: (row) => row.artist },
  { header: 'Track Title', matches: /title|track name|song/, text: (row) => row.title },
  {
    header: 'Duration',
    matches: /duration|length|playing time/,
    text: (row) => exactDuration(row.durationMs).replace(/\..*$/, ''),
  },
  { header: 'Genre', matches: /genre/, text: (row) => row.genre },
]

function basis({ rightHeld }: SoundExchangeRow): string {
  return rightHeld === 'sound-recording' || rightHeld === 'both' ? 'Sound recording copyright owner' : ''
}

/** Which of our columns fills a form's column of this name; null for one we know nothing about. */
export function soundExchangeColumnFor(name: string): FormColumn | null {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%℗()]+/gu, ' ')
    .trim()
  return key === '' ? null : (soundExchangeColumns.find(({ matches }) => matches.test(key)) ?? null)
}

/** What a row lacks. Rows that lack what is needed are left out: without an ISRC nothing can be registered. */
export function soundExchangeProblems(row: SoundExchangeRow): readonly ExportProblem[] {
  const problems: ExportProblem[] = []
  const about = (severity: ExportProblem['severity'], field: string, message: string) =>
    problems.push({
      subject: { type: 'recording', id: row.recordingId, title: row.title },
      field,
      message,
      severity,
    })
  if (row.isrc === null) about('needed', 'ISRC', 'Enter or allocate the ISRC.')
  if (row.rightHeld === 'unknown') about('needed', 'right', 'Say which right you hold in the recording.')
  if (row.rightHeld === 'composition' || row.rightHeld === 'none') {
    about(
      'needed',
      'right',
      'You do not hold the right in the sound recording, so there is nothing to claim here.',
    )
  }
  if (row.percentage === null) {
    about(
      'needed',
      'share',
      'The master shares do not say which is yours: use the name of your profile for the party.',
    )
  }
  if (row.durationMs === null)
    about('advised', 'duration', 'Enter the duration; collection abroad asks for it.')
  if (row.country === '')
    about('advised', 'country', 'Enter the country of recording; collection abroad asks for it.')
  if (row.release === '') about('advised', 'release', 'Put the recording on a release.')
  return problems
}

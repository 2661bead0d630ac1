import { creditsInWords, type NamedCredit } from '../catalogue/credits.ts'
import { isRecordingYear } from '../catalogue/release-date.ts'
import { formatIswc } from '../identifiers/iswc.ts'
import { writerRoles } from '../rights/roles.ts'

/** One track of the catalogue, or one recording that is on no release, as a table row. */
export interface CatalogueTableRow {
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrc: string | null
  readonly durationMs: number | null
  readonly year: number | null
  readonly release: string | null
  readonly gtin: string | null
  readonly label: string | null
  readonly releaseDate: string | null
  readonly disc: number | null
  readonly trackNumber: number | null
  readonly registrationNumber: string | null
  readonly url: string | null
  readonly releaseArtist: string | null
  readonly releaseType: string | null
  readonly catalogueNumber: string | null
  readonly genre: string
  readonly pLine: string
  readonly releasePLine: string | null
  readonly cLine: string | null
  readonly explicit: string
  readonly country: string
  readonly kind: string
  readonly rightHeld: string
  /** Of the track; null where there is none. */
  readonly alsoSingle: string | null
  readonly notes: string
  /** Title and code of the work, where the recording is of one; null otherwise. */
  readonly workTitle: string | null
  readonly iswc: string | null
  /** Writers and publishers of that work. */
  readonly workCredits: readonly TableCredit[]
  /** Credits of the recording. */
  readonly credits: readonly TableCredit[]
}

/** Somebody's credit, as a table shows it. */
export type TableCredit = Pick<NamedCredit, 'name' | 'role' | 'instrument'>

interface TableColumn {
  readonly header: string
  readonly text: (row: CatalogueTableRow) => string
  /** In characters, for a spreadsheet. */
  readonly width: number
}

const isWriter = ({ role }: TableCredit) => writerRoles.includes(role)
const number = (value: number | null): string => (value === null ? '' : String(value))

/**
 * The columns of an exported table, each under a name that the import of tables recognises as a whole, so that
 * importing the table again maps by itself.
 */
export const tableColumns: readonly TableColumn[] = [
  { header: 'Title', text: (row) => row.title, width: 36 },
  { header: 'Version', text: (row) => row.version, width: 16 },
  { header: 'Artist', text: (row) => row.artist, width: 28 },
  { header: 'ISRC', text: (row) => row.isrc ?? '', width: 15 },
  { header: 'Duration', text: (row) => exactDuration(row.durationMs), width: 11 },
  {
    header: 'Year',
    text: (row) => (row.year !== null && isRecordingYear(row.year) ? number(row.year) : ''),
    width: 7,
  },
  { header: 'Release Title', text: (row) => row.release ?? '', width: 32 },
  { header: 'GTIN', text: (row) => row.gtin ?? '', width: 16 },
  { header: 'Label', text: (row) => row.label ?? '', width: 22 },
  { header: 'Release Date', text: (row) => row.releaseDate ?? '', width: 13 },
  { header: 'Track Number', text: (row) => number(row.trackNumber), width: 13 },
  { header: 'Disc Number', text: (row) => number(row.disc), width: 12 },
  { header: 'Registration Number', text: (row) => row.registrationNumber ?? '', width: 20 },
  { header: 'URL', text: (row) => row.url ?? '', width: 40 },
  { header: 'Album Artist', text: (row) => row.releaseArtist ?? '', width: 28 },
  { header: 'Release Type', text: (row) => row.releaseType ?? '', width: 13 },
  { header: 'Catalogue Number', text: (row) => row.catalogueNumber ?? '', width: 18 },
  { header: 'Genre', text: (row) => row.genre, width: 16 },
  { header: 'P Line', text: (row) => row.pLine, width: 26 },
  { header: 'Release P Line', text: (row) => row.releasePLine ?? '', width: 26 },
  { header: 'C Line', text: (row) => row.cLine ?? '', width: 26 },
  { header: 'Explicit', text: (row) => (row.explicit === 'unknown' ? '' : row.explicit), width: 12 },
  { header: 'Country of Recording', text: (row) => row.country, width: 20 },
  { header: 'Recording Type', text: (row) => row.kind, width: 14 },
  { header: 'Right Held', text: (row) => (row.rightHeld === 'unknown' ? '' : row.rightHeld), width: 16 },
  {
    header: 'Also Issued As Single',
    text: (row) => (row.alsoSingle === null || row.alsoSingle === 'unknown' ? '' : row.alsoSingle),
    width: 20,
  },
  { header: 'Work Title', text: (row) => row.workTitle ?? '', width: 32 },
  { header: 'ISWC', text: (row) => (row.iswc === null ? '' : formatIswc(row.iswc)), width: 16 },
  {
    header: 'Songwriters',
    text: (row) => creditsInWords(row.workCredits.filter(isWriter), 'composer-lyricist'),
    width: 36,
  },
  {
    header: 'Publishers',
    text: (row) =>
      creditsInWords(
        row.workCredits.filter((credit) => !isWriter(credit)),
        'original-publisher',
      ),
    width: 28,
  },
  { header: 'Contributors', text: (row) => creditsInWords(row.credits), width: 36 },
  { header: 'Notes', text: (row) => row.notes, width: 40 },
]

/** The names of the columns. */
export const tableHeader: readonly string[] = tableColumns.map(({ header }) => header)

/** The cells of a row, in the order of the columns. */
export function tableCells(row: CatalogueTableRow): readonly string[] {
  return tableColumns.map(({ text }) => text(row))
}

/** `3:01`, `3:01.250`, `1:02:03`: to the millisecond, and read back as the same. Empty for an unknown duration. */
export function exactDuration(ms: number | null): string {
  if (ms === null) return ''
  const seconds = Math.floor(ms / 1000)
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = `${two(seconds % 60)}${fraction}`
  return hours === 0 ? `${String(minutes)}:${rest}` : `${String(hours)}:${two(minutes)}:${rest}`
}

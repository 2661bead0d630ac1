import type { ImportField } from '../../../shared/contract/imports.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'

/** A value of the file that contradicts a known one, in the forms in which they are stored. */
export interface FieldConflict {
  readonly subject: 'recording' | 'release' | 'track'
  /** Id in the catalogue, or the one it will get; of a track that of its recording. */
  readonly subjectId: number
  /** Of a track its release, else 0. */
  readonly releaseId: number
  /** What it is about, for people. */
  readonly title: string
  readonly artist: string
  readonly field: ImportField
  readonly known: string | number
  readonly offered: string | number
  /** Whether an earlier row of the same file brought the known value. */
  readonly fromFile: boolean
}

type Columns = Partial<Readonly<Record<ImportField, string>>>

/** The column in which a field of each subject is stored: those that an import may replace when the artist says so. */
export const conflictColumns: Readonly<Record<FieldConflict['subject'], Columns>> = {
  recording: {
    title: 'title',
    version: 'version',
    artist: 'artist',
    duration: 'duration_ms',
    year: 'year',
    registrationNumber: 'registration_number',
    url: 'authorized_url',
    genre: 'genre',
    pLine: 'p_line',
    explicit: 'explicit',
    country: 'country',
    kind: 'kind',
    rightHeld: 'right_held',
    notes: 'notes',
  },
  release: {
    release: 'title',
    releaseArtist: 'artist',
    label: 'label',
    releaseDate: 'release_date',
    releaseType: 'type',
    catalogueNumber: 'catalogue_number',
    releasePLine: 'p_line',
    cLine: 'c_line',
  },
  track: { trackNumber: 'number', discNumber: 'disc', alsoSingle: 'also_single' },
}

/** The columns that follow from a replaced one. */
export function derivedOf(
  subject: FieldConflict['subject'],
  column: string,
  value: string | number,
): Readonly<Record<string, string>> {
  if (column === 'title' && subject !== 'track') return { title_key: titleKey(String(value)) }
  return subject === 'recording' && column === 'artist' ? { artist_key: artistKey(String(value)) } : {}
}

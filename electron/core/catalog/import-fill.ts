import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { ImportField } from '../../../shared/contract/imports.ts'
import { fieldLabels } from '../../../shared/domain/catalogue/fields.ts'
import type { CatalogueRow } from '../../../shared/domain/catalogue/row.ts'
import { formatDuration } from '../../../shared/domain/identifiers/duration.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { foldText, titleKey } from '../../../shared/domain/text/fold.ts'
import type { FieldConflict } from './import-conflict.ts'
import type { DraftRecording, DraftRelease, DraftTrack } from './import-draft.ts'
import type { RecordingPatch } from './import-lookup-recordings.ts'
import type { NewRelease, ReleasePatch } from './import-lookup-releases.ts'
import { alike, type CodeOfRow, warning } from './import-match.ts'
import type { CheckedRow } from './import-rows.ts'
import { quoted } from './recording-fields.ts'

/** Durations nearer than this are roundings of each other. */
const sameDurationMs = 2000

/** What planning a row finds out: notes for the artist, and values that contradict. */
export interface RowReport {
  readonly notes: FieldProblem[]
  readonly conflicts: FieldConflict[]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Contradict = (
  field: ImportField,
  known: string | number,
  offered: string | number,
  noted?: boolean,
) => void

/** What a row fills of a recording that is known. A value that differs is a conflict, and the known one stays. */
export function recordingPatch(
  known: DraftRecording,
  row: CheckedRow,
  code: CodeOfRow,
  report: RowReport,
): RecordingPatch {
  const { value } = row
  const differ = contradiction(report, {
    ...{ subject: 'recording', subjectId: known.id, releaseId: 0 },
    ...{ title: known.title, artist: known.artist, fromFile: known.is_new === 1 },
  })
  if (known.title_key !== row.titleKey)
    differ('title', known.title, value.title, !alike(known.title_key, row.titleKey))
  if (known.artist_key !== row.artistKey)
    differ('artist', known.artist, value.artist, !alike(known.artist_key, row.artistKey))
  const patch: Mutable<RecordingPatch> = {}
  if (code === 'own' && value.isrc !== null && known.isrc === null) patch.isrc = value.isrc
  if (value.durationMs !== null) {
    if (known.duration_ms === null) patch.duration_ms = value.durationMs
    else if (Math.abs(known.duration_ms - value.durationMs) >= sameDurationMs)
      differ('duration', known.duration_ms, value.durationMs)
  }
  fill(patch, 'version', known.version, value.version, 'version', differ)
  fill(patch, 'year', known.year, value.year, 'year', differ)
  fill(
    patch,
    'registration_number',
    known.registration_number,
    value.registrationNumber,
    'registrationNumber',
    differ,
  )
  fill(patch, 'authorized_url', known.authorized_url, value.url, 'url', differ)
  fill(patch, 'genre', known.genre, value.genre, 'genre', differ)
  fill(patch, 'p_line', known.p_line, value.pLine, 'pLine', differ)
  fill(patch, 'explicit', known.explicit, value.explicit, 'explicit', differ)
  fill(patch, 'country', known.country, value.country, 'country', differ)
  fill(patch, 'right_held', known.right_held, value.rightHeld, 'rightHeld', differ)
  fill(patch, 'notes', known.notes, value.notes, 'notes', differ)
  if (value.kind !== null && value.kind !== known.kind) differ('kind', known.kind, value.kind)
  return patch
}

/** What a row fills of a release that is known. */
export function releasePatch(known: DraftRelease, value: CatalogueRow, report: RowReport): ReleasePatch {
  const differ = contradiction(report, {
    ...{ subject: 'release', subjectId: known.id, releaseId: 0 },
    ...{ title: known.title, artist: known.artist, fromFile: known.is_new === 1 },
  })
  if (value.release !== '' && titleKey(value.release) !== known.title_key)
    differ('release', known.title, value.release, false)
  if (
    known.artist !== '' &&
    value.releaseArtist !== '' &&
    foldText(value.releaseArtist) !== foldText(known.artist)
  )
    differ('releaseArtist', known.artist, value.releaseArtist, false)
  const patch: Mutable<ReleasePatch> = {}
  if (value.gtin !== null && known.gtin === null) {
    patch.gtin = value.gtin
    patch.gtin14 = gtin14(value.gtin)
  }
  if (known.release_date !== null && value.releaseDate !== null) {
    if (!alike(known.release_date, value.releaseDate))
      differ('releaseDate', known.release_date, value.releaseDate)
  } else if (value.releaseDate !== null) patch.release_date = value.releaseDate
  fill(patch, 'label', known.label, value.label, 'label', differ)
  fill(patch, 'type', known.type, value.releaseType, 'releaseType', differ)
  fill(patch, 'catalogue_number', known.catalogue_number, value.catalogueNumber, 'catalogueNumber', differ)
  fill(patch, 'p_line', known.p_line, value.releasePLine, 'releasePLine', differ)
  fill(patch, 'c_line', known.c_line, value.cLine, 'cLine', differ)
  // Those of a track only fill what nothing better is known for.
  if (known.p_line === '' && patch.p_line === undefined && value.pLine !== '') patch.p_line = value.pLine
  if (known.genre === '' && value.genre !== '') patch.genre = value.genre
  return patch
}

/** The track has another number, or stands on another disc. */
export function trackConflicts(
  known: DraftRecording,
  track: DraftTrack,
  row: CheckedRow,
  report: RowReport,
): void {
  const { value } = row
  const differ = aboutTrack(known, track, report)
  if (value.trackNumber !== null && track.number !== null && value.trackNumber !== track.number)
    differ('trackNumber', track.number, value.trackNumber)
  if (value.discNumber !== null && value.discNumber !== track.disc && track.number !== null)
    differ('discNumber', track.disc, value.discNumber)
  singleConflict(known, track, row, report)
}

/** The row and the track do not agree about its having been issued as a single. */
export function singleConflict(
  known: DraftRecording,
  track: DraftTrack,
  { value }: CheckedRow,
  report: RowReport,
): void {
  if (value.alsoSingle === null || track.also_single === 'unknown' || value.alsoSingle === track.also_single)
    return
  aboutTrack(known, track, report)('alsoSingle', track.also_single, value.alsoSingle)
}

function aboutTrack(known: DraftRecording, track: DraftTrack, report: RowReport): Contradict {
  return contradiction(report, {
    ...{ subject: 'track', subjectId: track.recording_id, releaseId: track.release_id },
    ...{ title: known.title, artist: known.artist, fromFile: track.is_new === 1 },
  })
}

const ofReleases = ['releaseDate', 'label', 'catalogueNumber', 'releasePLine', 'cLine', 'alsoSingle'] as const

/** Says what a row tells about a release that it does not name: the catalogue has no place for it. */
export function withoutRelease({ value }: CheckedRow, { notes }: RowReport): void {
  const told = ofReleases.filter((field) => value[field] !== null && value[field] !== '')
  const [first] = told
  if (first === undefined) return
  const what = told.map((field) => `${fieldLabels[field]} “${value[field] ?? ''}”`).join(', ')
  notes.push(
    warning(
      first,
      'no-release',
      `The row names neither a release nor its barcode, so there is no place for this: ${what}. It is left out. Choose a column for the title of the release.`,
    ),
  )
}

/** The release a row makes. */
export function newRelease({ value, titleKey: key }: CheckedRow, { notes }: RowReport): NewRelease {
  if (value.release === '') {
    notes.push(
      warning(
        'gtin',
        'release-untitled',
        `The barcode ${value.gtin ?? ''} has no release title; the release is named like the recording.`,
      ),
    )
  }
  return {
    title: value.release === '' ? value.title : value.release,
    artist: value.releaseArtist === '' ? value.artist : value.releaseArtist,
    label: value.label,
    gtin: value.gtin,
    gtin14: value.gtin === null ? null : gtin14(value.gtin),
    release_date: value.releaseDate,
    type: value.releaseType,
    catalogue_number: value.catalogueNumber,
    p_line: value.releasePLine === '' ? value.pLine : value.releasePLine,
    c_line: value.cLine,
    genre: value.genre,
    title_key: value.release === '' ? key : titleKey(value.release),
  }
}

/** Fills what is empty; what is filled and differs in more than spelling is a conflict. */
function fill<Patch extends object, Key extends keyof Patch & string>(
  patch: Patch,
  column: Key,
  known: string | number | null,
  offered: (string | number | null) & (Patch[Key] | null),
  field: ImportField,
  differ: Contradict,
): void {
  if (offered === null || offered === '' || offered === known) return
  if (known === null || known === '' || known === 'unknown') patch[column] = offered
  else if (foldText(String(known)) !== foldText(String(offered))) differ(field, known, offered)
}

function contradiction(
  { notes, conflicts }: RowReport,
  about: Omit<FieldConflict, 'field' | 'known' | 'offered'>,
): Contradict {
  return (field, known, offered, noted = true) => {
    conflicts.push({ ...about, field, known, offered })
    if (!noted) return
    const where =
      about.subject === 'release'
        ? `The release ${quoted(about.title)}`
        : about.fromFile
          ? 'An earlier row of this file'
          : 'The catalogue'
    notes.push(
      warning(
        field,
        'kept-existing',
        `${where} has the ${fieldLabels[field]} ${readable(field, known)}. It stays, unless you take ${readable(field, offered)} instead.`,
      ),
    )
  }
}

const quotedFields: ReadonlySet<ImportField> = new Set([
  ...(['title', 'version', 'artist', 'release', 'releaseArtist', 'label', 'genre', 'pLine'] as const),
  ...(['releasePLine', 'cLine', 'notes'] as const),
])

/** A stored value in a sentence. */
function readable(field: ImportField, value: string | number): string {
  if (field === 'duration') return formatDuration(Number(value))
  return quotedFields.has(field) ? quoted(String(value)) : String(value)
}

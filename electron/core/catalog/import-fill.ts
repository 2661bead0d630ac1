import type { FieldProblem } from '../../../shared/contract/common.ts'
import { fieldLabels } from '../../../shared/domain/catalogue/fields.ts'
import type { CatalogueRow } from '../../../shared/domain/catalogue/row.ts'
import { formatDuration } from '../../../shared/domain/identifiers/duration.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { foldText, titleKey } from '../../../shared/domain/text/fold.ts'
import type { DraftRecording, DraftRelease } from './import-draft.ts'
import type { RecordingPatch, ReleasePatch } from './import-lookup.ts'
import { alike, type CodeOfRow, warning } from './import-match.ts'
import type { CheckedRow } from './import-rows.ts'
import { quoted } from './recording-fields.ts'

/** Durations nearer than this are roundings of each other. */
const sameDurationMs = 2000

/** What a row fills of a recording that is known. A value that differs is noted, and the known one kept. */
export function recordingPatch(
  known: DraftRecording,
  row: CheckedRow,
  code: CodeOfRow,
  notes: FieldProblem[],
): RecordingPatch {
  const { value } = row
  const kept = (field: keyof typeof fieldLabels, has: string, offered: string) => {
    const where = known.is_new === 1 ? 'An earlier row of this file' : 'The catalogue'
    notes.push(
      warning(
        field,
        'kept-existing',
        `${where} has the ${fieldLabels[field]} ${has}. It is kept; ${offered} is not taken over.`,
      ),
    )
  }
  if (!alike(known.title_key, row.titleKey)) kept('title', quoted(known.title), quoted(value.title))
  if (!alike(known.artist_key, row.artistKey)) kept('artist', quoted(known.artist), quoted(value.artist))
  const patch: { -readonly [K in keyof RecordingPatch]: RecordingPatch[K] } = {}
  if (value.version !== '' && value.version !== known.version) {
    if (known.version === '') patch.version = value.version
    else kept('version', quoted(known.version), quoted(value.version))
  }
  if (code === 'own' && value.isrc !== null && known.isrc === null) patch.isrc = value.isrc
  if (value.durationMs !== null) {
    if (known.duration_ms === null) patch.duration_ms = value.durationMs
    else if (Math.abs(known.duration_ms - value.durationMs) >= sameDurationMs) {
      kept('duration', formatDuration(known.duration_ms), formatDuration(value.durationMs))
    }
  }
  if (value.year !== null && value.year !== known.year) {
    if (known.year === null) patch.year = value.year
    else kept('year', String(known.year), String(value.year))
  }
  if (value.registrationNumber !== null && value.registrationNumber !== known.registration_number) {
    if (known.registration_number === null) patch.registration_number = value.registrationNumber
    else kept('registrationNumber', known.registration_number, value.registrationNumber)
  }
  if (value.url !== null && value.url !== known.authorized_url) {
    if (known.authorized_url === null) patch.authorized_url = value.url
    else kept('url', known.authorized_url, value.url)
  }
  return patch
}

/** What a row fills of a release that is known. */
export function releasePatch(known: DraftRelease, value: CatalogueRow, notes: FieldProblem[]): ReleasePatch {
  const kept = (field: 'label' | 'releaseDate', has: string, offered: string) => {
    const what = `The release ${quoted(known.title)} has the ${fieldLabels[field]} ${has}.`
    notes.push(warning(field, 'kept-existing', `${what} It is kept; ${offered} is not taken over.`))
  }
  const patch: { -readonly [K in keyof ReleasePatch]: ReleasePatch[K] } = {}
  if (value.gtin !== null && known.gtin === null) {
    patch.gtin = value.gtin
    patch.gtin14 = gtin14(value.gtin)
  }
  if (value.label !== '' && value.label !== known.label) {
    if (known.label === '') patch.label = value.label
    else if (foldText(known.label) !== foldText(value.label))
      kept('label', quoted(known.label), quoted(value.label))
  }
  if (value.releaseDate !== null) {
    if (known.release_date === null) patch.release_date = value.releaseDate
    else if (!alike(known.release_date, value.releaseDate))
      kept('releaseDate', known.release_date, value.releaseDate)
  }
  return patch
}

/** The track has another number already. */
export function otherNumber(has: number | null, offered: number): FieldProblem {
  const message = `The recording is track ${String(has)} of this release. It is kept; ${String(offered)} is not taken over.`
  return warning('trackNumber', 'kept-existing', message)
}

/** The release a row makes. */
export function newRelease(
  { value, titleKey: key }: CheckedRow,
  notes: FieldProblem[],
): Omit<DraftRelease, 'id' | 'is_new'> {
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
    artist: value.artist,
    label: value.label,
    gtin: value.gtin,
    gtin14: value.gtin === null ? null : gtin14(value.gtin),
    release_date: value.releaseDate,
    title_key: value.release === '' ? key : titleKey(value.release),
  }
}

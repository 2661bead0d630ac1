import type { FieldProblem } from '../../../shared/contract/common.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { artistKey, foldText, titleKey } from '../../../shared/domain/text/fold.ts'
import { rememberingLast } from '../../../shared/domain/text/remember.ts'
import type { DraftIdentifier, DraftRecording, DraftRelease } from './import-draft.ts'
import type { CatalogueView } from './import-lookup.ts'
import type { CheckedRow } from './import-rows.ts'
import { quoted } from '../platform/typed-fields.ts'

// Rows of one release follow each other and repeat its barcode.
const paddedGtin = rememberingLast(gtin14)

/** Whether the row's code is the recording's own; else how it is noted beside the recording. */
export type CodeOfRow = 'own' | DraftIdentifier['state']

export interface Match {
  /** Null: the row makes a recording of its own. */
  readonly known: DraftRecording | null
  readonly code: CodeOfRow
}

const newRecording: Match = { known: null, code: 'own' }

/** Durations further apart than this are of different recordings, whatever the titles say (stores compare so too). */
const otherRecordingMs = 5000

/**
 * The recording a row is about: the one with its code, unless title and artist both speak against it; else the one at
 * its place of the release with its barcode; else the one with the same title, artist and version. What the artist should know is added to `notes`.
 */
export function findRecording(view: CatalogueView, row: CheckedRow, notes: FieldProblem[]): Match {
  const { isrc } = row.value
  if (isrc !== null) {
    const holder = view.byIsrc(isrc, row.isrcHash)
    if (holder && agrees(holder, row)) return { known: holder, code: 'own' }
    if (holder) {
      notes.push(codeOfAnother(isrc, holder))
      return { known: sameWords(view, row)[0] ?? null, code: 'conflict' }
    }
    if (view.isVoided(isrc)) {
      notes.push(voidedCode(isrc))
      return { known: sameWords(view, row)[0] ?? null, code: 'erroneous' }
    }
    const other = view.byOtherIsrc(isrc)
    if (other && agrees(other, row)) return { known: other, code: 'alias' }
  }
  const placed = atItsPlace(view, row)
  if (placed) return { known: placed, code: 'own' }
  const same = sameWords(view, row)
  if (same.length === 0) return newRecording
  const likely = same.filter((known) => !lengthsDiffer(known, row))
  const free = likely.find((known) => isrc === null || known.isrc === null)
  if (free) return { known: free, code: 'own' }
  const twin = likely.find((known) => !releasesDiffer(view, known, row))
  if (twin && isrc !== null) {
    notes.push(otherCode(isrc, twin))
    return { known: twin, code: 'alias' }
  }
  if (same[0]) notes.push(ownRecording(same[0]))
  return newRecording
}

/** Recordings of the same words; a music video is another recording than the audio it is cut to. */
function sameWords(view: CatalogueView, row: CheckedRow) {
  const same = view.byKeys(row)
  if (same.length === 0) return same
  const { value } = row
  if (value.kind !== null) return same.filter(({ kind }) => kind === value.kind)
  return same.toSorted((one, other) => Number(one.kind === 'video') - Number(other.kind === 'video'))
}

/**
 * The recording at the row's place of the release with its barcode, unless the row has another code than it. The place
 * alone proves little, for discs may be left out and numbers start again: the titles must agree, or, with what is in
 * the catalogue already, artist and length.
 */
function atItsPlace(view: CatalogueView, row: CheckedRow): DraftRecording | null {
  const { gtin, trackNumber, discNumber, isrc, durationMs } = row.value
  if (gtin === null || trackNumber === null) return null
  const release = view.releasesByGtin(paddedGtin(gtin))[0]
  if (release === undefined) return null
  const placed = view.atPlace(release.id, discNumber ?? 1, trackNumber)
  if (placed.length === 0) return null
  const found = placed.find((known) => {
    if (isrc !== null && known.isrc !== null && known.isrc !== isrc) return false
    if (lengthsDiffer(known, row)) return false
    if (row.value.kind !== null && row.value.kind !== known.kind) return false
    const sameVersion =
      known.version === '' || row.versionKey === '' || foldText(known.version) === row.versionKey
    if (known.title_key === row.titleKey) return sameVersion
    return (
      known.is_new === 0 &&
      known.duration_ms !== null &&
      durationMs !== null &&
      alike(known.artist_key, row.artistKey)
    )
  })
  return found ?? null
}

/** The same code on something of a quite different title and artist is a wrong code, not a spelling. */
function agrees(known: DraftRecording, row: CheckedRow): boolean {
  return alike(known.title_key, row.titleKey) || alike(known.artist_key, row.artistKey)
}

/** Equal, or one continues the other ("… (Remastered)", "… feat. …"). */
export function alike(one: string, other: string): boolean {
  return one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one))
}

function lengthsDiffer(known: DraftRecording, { value }: CheckedRow): boolean {
  if (known.duration_ms === null || value.durationMs === null) return false
  return Math.abs(known.duration_ms - value.durationMs) > otherRecordingMs
}

/** Same words, other code, other release: two recordings, unless equal lengths say that they are one. */
function releasesDiffer(view: CatalogueView, known: DraftRecording, { value }: CheckedRow): boolean {
  if (known.duration_ms !== null && value.durationMs !== null) return false
  if (value.release === '') return false
  const releases = view.releaseTitleKeysOf(known.id)
  return releases.length > 0 && !releases.includes(titleKey(value.release))
}

/** By barcode; else by title, where neither barcode nor artist speak against it: its own, else that of the track. */
export function findRelease(view: CatalogueView, row: CheckedRow): DraftRelease | null {
  const { value } = row
  const code = value.gtin === null ? null : paddedGtin(value.gtin)
  if (code !== null) {
    const [same] = view.releasesByGtin(code)
    if (same) return same
  }
  if (value.release === '') return null
  const named = view
    .releasesByTitle(titleKey(value.release))
    .filter((release) => code === null || release.gtin14 === null)
  const isBy = (key: string) => (release: DraftRelease) =>
    release.artist === '' || alike(artistKey(release.artist), key)
  // On a compilation the artist of the release is nobody's on its tracks.
  const ofItsArtist =
    value.releaseArtist === '' ? undefined : named.find(isBy(artistKey(value.releaseArtist)))
  return ofItsArtist ?? named.find(isBy(row.artistKey)) ?? null
}

export function codeOfAnother(isrc: string, holder: DraftRecording): FieldProblem {
  return warning(
    'isrc',
    'code-of-another',
    `${formatIsrc(isrc)} is the code of ${quoted(holder.title)} by ${holder.artist}. It is kept beside this recording as a conflict, not as its code.`,
  )
}

function voidedCode(isrc: string): FieldProblem {
  return warning(
    'isrc',
    'code-voided',
    `${formatIsrc(isrc)} was voided in your ledger, and a voided code never returns. It is kept beside this recording as a wrong code.`,
  )
}

function otherCode(isrc: string, twin: DraftRecording): FieldProblem {
  return warning(
    'isrc',
    'other-isrc',
    `${quoted(twin.title)} has the code ${formatIsrc(twin.isrc ?? '')} already. ${formatIsrc(isrc)} is kept beside it as another code.`,
  )
}

function ownRecording(known: DraftRecording): FieldProblem {
  const code = known.isrc === null ? '' : `, with the code ${formatIsrc(known.isrc)}`
  return warning(
    'title',
    'same-title',
    `There is another recording ${quoted(known.title)} by ${known.artist}${code}. Length or release differ, so this row becomes a recording of its own.`,
  )
}

/** Something the artist should know about a row that comes in. */
export function warning(field: string, code: string, message: string): FieldProblem {
  return { field, code, message, severity: 'warning', suggestion: null }
}

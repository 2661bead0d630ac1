import type { RecordingFields } from '../../../shared/contract/catalog.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { enforcementGaps } from '../../../shared/domain/catalogue/completeness.ts'
import { parseWebAddress } from '../../../shared/domain/findings/web-address.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import type { IdentifierReading } from '../../../shared/domain/identifiers/reading.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { RefrainError } from '../../../shared/errors.ts'

/** The columns of a recording that the artist fills, as stored. */
export type RecordingColumns = {
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrc: string | null
  readonly duration_ms: number | null
  readonly year: number | null
  readonly kind: RecordingFields['kind']
  readonly right_held: RecordingFields['rightHeld']
  readonly registration_number: string | null
  readonly authorized_url: string | null
  readonly notes: string
}

/** The columns that follow from the others. */
export type DerivedColumns = {
  readonly title_key: string
  readonly artist_key: string
  readonly search_key: string
  readonly missing: number
}

/** What a recording's releases add to its completeness; both null when it is on none. */
export interface ReleaseFacts {
  readonly releaseTitle: string | null
  readonly gtin: string | null
}

export const emptyRecording: RecordingColumns = {
  title: '',
  version: '',
  artist: '',
  isrc: null,
  duration_ms: null,
  year: null,
  kind: 'audio',
  right_held: 'unknown',
  registration_number: null,
  authorized_url: null,
  notes: '',
}

/** Comparison and search keys and the number of gaps of a recording. */
export function derivedColumns(recording: RecordingColumns, release: ReleaseFacts): DerivedColumns {
  return {
    title_key: titleKey(recording.title),
    artist_key: artistKey(recording.artist),
    search_key: searchKey(recording.title, recording.version, recording.artist, recording.isrc),
    missing: gapsOf(recording, release).length,
  }
}

/** What a recording lacks before it could be enforced. */
export function gapsOf(
  recording: RecordingColumns,
  release: ReleaseFacts,
): ReturnType<typeof enforcementGaps> {
  return enforcementGaps({
    title: recording.title,
    artist: recording.artist,
    isrc: recording.isrc,
    durationMs: recording.duration_ms,
    year: recording.year,
    releaseTitle: release.releaseTitle,
    gtin: release.gtin,
    rightHeld: recording.right_held,
    registrationNumber: recording.registration_number,
  })
}

/**
 * Turns what was typed into stored columns; fields that are absent stay absent. Codes are accepted in any
 * spelling and stored in their normal form.
 * @throws RefrainError VALIDATION with details `{ field, problem: { code, message }, suggestion }`.
 */
export function readRecordingFields(
  patch: Parsed<'recordings.update'>['patch'],
  heldPrefixes: readonly string[],
): Partial<RecordingColumns> {
  return {
    ...(patch.title === undefined ? {} : { title: requiredLine('title', patch.title) }),
    ...(patch.version === undefined ? {} : { version: oneLine(patch.version) }),
    ...(patch.artist === undefined ? {} : { artist: requiredLine('artist', patch.artist) }),
    ...(patch.isrc === undefined
      ? {}
      : { isrc: readIdentifier('isrc', patch.isrc, (raw) => parseIsrc(raw, heldPrefixes)) }),
    ...(patch.durationMs === undefined ? {} : { duration_ms: patch.durationMs }),
    ...(patch.year === undefined ? {} : { year: patch.year }),
    ...(patch.kind === undefined ? {} : { kind: patch.kind }),
    ...(patch.rightHeld === undefined ? {} : { right_held: patch.rightHeld }),
    ...(patch.registrationNumber === undefined
      ? {}
      : {
          registration_number: readIdentifier(
            'registrationNumber',
            patch.registrationNumber,
            parseRegistration,
          ),
        }),
    ...(patch.authorizedUrl === undefined ? {} : { authorized_url: readAddress(patch.authorizedUrl) }),
    ...(patch.notes === undefined ? {} : { notes: patch.notes.normalize('NFC') }),
  }
}

/**
 * The stored form of an identifier as typed, or null for an empty one.
 * @throws RefrainError VALIDATION.
 */
export function readIdentifier(
  field: string,
  raw: string | null,
  parse: (raw: string) => IdentifierReading,
): string | null {
  if (raw === null) return null
  const reading = parse(raw)
  if (reading.status === 'invalid') throw fieldError(field, reading.problem, reading.suggestion)
  return reading.status === 'valid' ? reading.value : null
}

/**
 * The stored form of an ISRC that must be there.
 * @throws RefrainError VALIDATION.
 */
export function requiredIsrc(raw: string): string {
  const isrc = readIdentifier('isrc', raw, (text) => parseIsrc(text))
  if (isrc === null) throw fieldError('isrc', { code: 'missing', message: 'Enter an ISRC.' })
  return isrc
}

/** A value that cannot be stored as typed: which field, what is wrong, and what may have been meant. */
export function fieldError(
  field: string,
  problem: { readonly code: string; readonly message: string },
  suggestion: string | null = null,
): RefrainError {
  const details = { field, problem: { code: problem.code, message: problem.message }, suggestion }
  return new RefrainError('VALIDATION', `${problem.message} Nothing was changed.`, details)
}

/** Text on one line, in composed form. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Text on one line that must not be empty. */
export function requiredLine(field: string, text: string): string {
  const line = oneLine(text)
  if (line === '') throw fieldError(field, { code: 'missing', message: `The ${field} is missing.` })
  return line
}

/** A title in a sentence or a menu, cut where it is long. */
export function quoted(title: string): string {
  const characters = [...title]
  return `“${characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : title}”`
}

function readAddress(raw: string | null): string | null {
  const text = raw?.trim() ?? ''
  if (text === '') return null
  if (parseWebAddress(text)) return text
  throw fieldError('authorizedUrl', {
    code: 'shape',
    message: 'This is not a web address. It starts with https:// or http://.',
  })
}

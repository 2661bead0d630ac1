import type { RecordingFields } from '../../../shared/contract/catalog.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { enforcementGaps } from '../../../shared/domain/catalogue/completeness.ts'
import { parseReleaseDate } from '../../../shared/domain/catalogue/release-date.ts'
import { parseWebAddress } from '../../../shared/domain/findings/web-address.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import { parseTerritory, world } from '../../../shared/domain/rights/territory.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { fieldError, oneLine, readIdentifier, requiredLine } from '../platform/typed-fields.ts'

export { fieldError, oneLine, quoted, readIdentifier, requiredLine } from '../platform/typed-fields.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'

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
  readonly parent_id: number | null
  readonly parent_relation: RecordingFields['parentRelation']
  readonly published_on: string | null
  readonly country: string
  readonly p_line: string
  readonly genre: string
  readonly explicit: RecordingFields['explicit']
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
  parent_id: null,
  parent_relation: null,
  published_on: null,
  country: '',
  p_line: '',
  genre: '',
  explicit: 'unknown',
}

/** Comparison and search keys, and the number of gaps that keep a notice about the recording from being sent. */
export function derivedColumns(recording: RecordingColumns, release: ReleaseFacts): DerivedColumns {
  return {
    title_key: titleKey(recording.title),
    artist_key: artistKey(recording.artist),
    missing: gapsOf(recording, release).filter(({ severity }) => severity === 'needed').length,
    search_key: searchKey(recording.title, recording.version, recording.artist, recording.isrc),
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
    ...(patch.isrc === undefined ? {} : { isrc: readIsrc(patch.isrc, heldPrefixes) }),
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
    ...(patch.parentId === undefined ? {} : { parent_id: patch.parentId }),
    ...(patch.parentRelation === undefined ? {} : { parent_relation: patch.parentRelation }),
    ...(patch.publishedOn === undefined
      ? {}
      : { published_on: readPartialDate('publishedOn', patch.publishedOn) }),
    ...(patch.country === undefined ? {} : { country: readCountry(patch.country) }),
    ...(patch.pLine === undefined ? {} : { p_line: oneLine(patch.pLine) }),
    ...(patch.genre === undefined ? {} : { genre: oneLine(patch.genre) }),
    ...(patch.explicit === undefined ? {} : { explicit: patch.explicit }),
  }
}

/**
 * A date as exact as it is known, or null.
 * @throws RefrainError VALIDATION.
 */
export function readPartialDate(field: string, raw: string | null): string | null {
  if (raw === null) return null
  const reading = parseReleaseDate(raw)
  if (reading.status === 'invalid') throw fieldError(field, reading.problem)
  return reading.status === 'valid' ? reading.value : null
}

/**
 * The stored form of an ISRC that must be there.
 * @throws RefrainError VALIDATION.
 */
export function requiredIsrc(raw: string): string {
  const isrc = readIsrc(raw, [])
  if (isrc === null) throw fieldError('isrc', { code: 'missing', message: 'Enter an ISRC.' })
  return isrc
}

function readIsrc(raw: string | null, heldPrefixes: readonly string[]): string | null {
  return readIdentifier('isrc', raw, (text) => parseIsrc(text, heldPrefixes))
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

function readCountry(raw: string): string {
  const reading = parseTerritory(raw)
  if (reading.status === 'empty') return ''
  if (reading.status === 'valid' && reading.value !== world) return reading.value
  const message = 'Write the two letters of the country (ISO 3166-1), such as US or DE.'
  throw fieldError(
    'country',
    { code: 'shape', message },
    reading.status === 'invalid' ? reading.suggestion : null,
  )
}

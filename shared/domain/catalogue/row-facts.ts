import { parseDuration } from '../identifiers/duration.ts'
import type { DurationUnit } from '../identifiers/duration.ts'
import { rememberingLast } from '../text/remember.ts'
import { isPlaceholder } from './column-content.ts'
import { parseReleaseDate, parseYear } from './release-date.ts'
import {
  parseAlsoSingle,
  parseCountry,
  parseExplicit,
  parseRecordingKind,
  parseReleaseType,
  parseRightHeld,
} from './release-facts.ts'
import type { Explicit, RecordingKind, ReleaseType, RightHeld } from './release-facts.ts'
import { leftEmpty, type RowProblem, warn } from './row-problem.ts'

// Rows of one release follow each other and repeat what they say about it.
const releaseDateOf = rememberingLast(parseReleaseDate)
const yearOf = rememberingLast(parseYear)

/** Milliseconds; null when the length is not known. */
export function readDuration(
  raw: string,
  unit: DurationUnit = 'auto',
  problems: RowProblem[],
): number | null {
  if (isPlaceholder(raw)) return null
  const reading = parseDuration(raw, unit)
  if (reading.status === 'empty') return null
  if (reading.status === 'invalid') {
    // Zero is the usual way to say "unknown", and nothing is lost with it.
    if (reading.problem.code !== 'zero') {
      problems.push(leftEmpty('duration', reading.problem.code, reading.problem.message))
    }
    return null
  }
  for (const { code, message } of reading.warnings) problems.push(warn('duration', code, message))
  return reading.ms
}

/** A year; null when there is none or it cannot be read. */
export function readYear(raw: string, problems: RowProblem[]): number | null {
  if (isPlaceholder(raw) || /^\s*0+\s*$/.test(raw)) return null
  const reading = yearOf(raw)
  if (reading.status === 'valid') return Number(reading.value)
  if (reading.status === 'invalid')
    problems.push(leftEmpty('year', reading.problem.code, reading.problem.message))
  return null
}

/** YYYY, YYYY-MM or YYYY-MM-DD; null when there is none or it cannot be read. */
export function readDate(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw) || /^\s*0000(-00-00)?\s*$/.test(raw)) return null
  const reading = releaseDateOf(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') {
    problems.push(leftEmpty('releaseDate', reading.problem.code, reading.problem.message))
  }
  return null
}

/** `3`, `03`, `3/12` or `3 of 12`. */
export function readNumber(
  field: 'trackNumber' | 'discNumber',
  raw: string,
  problems: RowProblem[],
): number | null {
  if (isPlaceholder(raw)) return null
  const digits = /^\s*(\d{1,3})(?:\.0)?(?:\s*(?:\/|of)\s*\d{1,3})?\s*$/i.exec(raw)?.[1]
  if (digits !== undefined) return Number(digits)
  problems.push(leftEmpty(field, 'shape', 'This is not a number from 0 to 999.'))
  return null
}

/** The type of a release, or empty. */
export function readReleaseType(raw: string, problems: RowProblem[]): ReleaseType | '' {
  if (isPlaceholder(raw)) return ''
  const type = parseReleaseType(raw)
  if (type === null) problems.push(leftEmpty('releaseType', 'shape', 'This type of release is not known.'))
  return type ?? ''
}

/** Whether the words are explicit; null when nothing is said. */
export function readExplicit(raw: string, problems: RowProblem[]): Explicit | null {
  if (isPlaceholder(raw)) return null
  const explicit = parseExplicit(raw)
  if (explicit === null) {
    problems.push(leftEmpty('explicit', 'shape', 'This says neither “explicit” nor “not explicit”.'))
  }
  return explicit === 'unknown' ? null : explicit
}

/** Audio or video; null when it is not said. */
export function readKind(raw: string, problems: RowProblem[]): RecordingKind | null {
  if (isPlaceholder(raw)) return null
  const kind = parseRecordingKind(raw)
  if (kind === null) problems.push(leftEmpty('kind', 'shape', 'This says neither “audio” nor “video”.'))
  return kind
}

/** The right in the recording that the artist holds, also `none`; null when it is not said. */
export function readRightHeld(raw: string, problems: RowProblem[]): Exclude<RightHeld, 'unknown'> | null {
  const right = raw === '' ? null : parseRightHeld(raw)
  if (right !== null) return right === 'unknown' ? null : right
  if (isPlaceholder(raw)) return null
  const message = 'Write sound-recording, composition, both or none.'
  problems.push(leftEmpty('rightHeld', 'shape', message))
  return null
}

/** Whether the track was also issued as a single; null when it is not said. */
export function readAlsoSingle(raw: string, problems: RowProblem[]): 'yes' | 'no' | null {
  if (isPlaceholder(raw)) return null
  const answer = parseAlsoSingle(raw)
  if (answer === null) problems.push(leftEmpty('alsoSingle', 'shape', 'This says neither yes nor no.'))
  return answer === 'unknown' ? null : answer
}

/** ISO 3166-1 alpha-2, or empty. */
export function readCountry(raw: string, problems: RowProblem[]): string {
  if (isPlaceholder(raw)) return ''
  const country = parseCountry(raw)
  if (country === null)
    problems.push(leftEmpty('country', 'shape', 'This is not a country code of two letters.'))
  return country ?? ''
}

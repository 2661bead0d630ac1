import { compact, quoteCharacters } from './compact.ts'
import { examplePrefixCode, isIsrc, isrcParts } from './isrc.ts'
import { describePrefix, isrcPrefixListDate } from './isrc-prefixes.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// Rules for handing out new ISRCs. Sources: isrc.ifpi.org/isrc-standard/structure (an allocation is a prefix
// code with all designations or a subset; the year is that of assignment), IFPI's terms for assigning codes
// (reference metadata), AFI (assign in sequence).

/** An agency's allocation: a prefix code and the designations the registrant may use, both ends included. */
export type IsrcBlock = {
  readonly prefix: string
  readonly from: number
  readonly to: number
  /** Years in which codes may be assigned from it, both included; open where null or absent. */
  readonly yearFrom?: number | null
  readonly yearTo?: number | null
}

/** The share of a block's codes of one year from which on the artist is told to get another block. */
const nearlyUsedShare = 0.9

export type BlockProblem = {
  readonly field: 'prefix' | 'from' | 'to' | 'yearTo'
  readonly code: 'prefix' | 'prefix-retired' | 'out-of-range' | 'reversed' | 'years-reversed'
  readonly message: string
}

export type PrefixProblemCode =
  'length' | 'forbidden-character' | 'letters' | 'retired' | 'is-isrc' | 'documentation-example'
export type PrefixWarningCode = 'prefix-unknown'
export type PrefixReading = IdentifierReading<PrefixProblemCode, PrefixWarningCode>

export type Allocation =
  | { readonly status: 'next'; readonly isrc: string; readonly designation: number }
  | { readonly status: 'exhausted'; readonly message: string }

/** The reference metadata that must be known before a code counts as assigned. */
export type ReferenceFields = {
  readonly title: string | null
  readonly versionTitle: string | null
  readonly artist: string | null
  readonly durationMs: number | null
  readonly firstPublicationYear: number | null
  readonly kind: 'audio' | 'video' | null
}

export type MissingReferenceField = {
  readonly field: Exclude<keyof ReferenceFields, 'versionTitle'>
  readonly message: string
}

/**
 * Reads a prefix code as agencies print it (`US-S1Z`, `us s1z`); stored form `USS1Z`. A retired prefix is
 * refused: it is valid in codes that exist, but no new code may carry it. So is that of IFPI's examples.
 */
export function parsePrefixCode(raw: string): PrefixReading {
  const code = compact(raw)
  if (code === '') return { status: 'empty' }
  const strange = code.match(/[^A-Z0-9]/gu)
  if (strange !== null)
    return invalid('forbidden-character', `${quoteCharacters(strange)} cannot be part of a prefix code.`)
  if (isIsrc(code)) {
    const message =
      'This is a whole ISRC. Enter its first five characters, if your agency allocated them to you.'
    return invalid('is-isrc', message, { suggestion: code.slice(0, 5) })
  }
  if (code.length !== 5)
    return invalid('length', `A prefix code has five characters; this has ${code.length}.`)
  const letters = code.slice(0, 2)
  if (/[^A-Z]/.test(letters))
    return invalid('letters', `A prefix code starts with two letters, not "${letters}".`)
  const listed = describePrefix(letters)
  if (listed?.retired === true) {
    return invalid(
      'retired',
      `${letters} is retired: codes that exist stay valid, but no new ones are assigned.`,
    )
  }
  const display = `${letters}-${code.slice(2)}`
  if (code === examplePrefixCode) {
    const message = `${examplePrefixCode} is the prefix of IFPI's examples, never allocated to anybody. Enter your own.`
    return invalid('documentation-example', message, { form: { value: code, display } })
  }
  if (listed !== null) return { status: 'valid', value: code, display, warnings: [] }
  const message = `${letters} is not on IFPI's list of prefixes (as of ${isrcPrefixListDate}). Compare it with your agency's letter.`
  return { status: 'valid', value: code, display, warnings: [{ code: 'prefix-unknown', message }] }
}

/** What is wrong with an allocation; empty when codes may be assigned from it. `prefix` in stored form. */
export function blockProblems(block: IsrcBlock): readonly BlockProblem[] {
  const problems: BlockProblem[] = []
  const prefix = parsePrefixCode(block.prefix)
  if (prefix.status === 'empty') {
    problems.push({
      field: 'prefix',
      code: 'prefix',
      message: 'Enter the prefix code your agency allocated to you.',
    })
  } else if (prefix.status === 'invalid') {
    const code = prefix.problem.code === 'retired' ? 'prefix-retired' : 'prefix'
    problems.push({ field: 'prefix', code, message: prefix.problem.message })
  } else if (prefix.value !== block.prefix) {
    problems.push({ field: 'prefix', code: 'prefix', message: `Write the prefix code as ${prefix.value}.` })
  }
  for (const field of ['from', 'to'] as const) {
    if (isDesignation(block[field])) continue
    problems.push({
      field,
      code: 'out-of-range',
      message: 'A designation is a whole number from 0 to 99999.',
    })
  }
  if (isDesignation(block.from) && isDesignation(block.to) && block.from > block.to) {
    problems.push({
      field: 'to',
      code: 'reversed',
      message: 'The last designation must not be lower than the first.',
    })
  }
  if ((block.yearFrom ?? -Infinity) > (block.yearTo ?? Infinity)) {
    const message = 'The last year must not be before the first.'
    problems.push({ field: 'yearTo', code: 'years-reversed', message })
  }
  return problems
}

/** True when codes may be assigned from the block in that year. */
export function isOpenIn({ yearFrom = null, yearTo = null }: IsrcBlock, year: number): boolean {
  return (yearFrom === null || yearFrom <= year) && (yearTo === null || year <= yearTo)
}

/** True when two blocks could hand out the same code: same prefix, and ranges and years that overlap. */
export function blocksOverlap(a: IsrcBlock, b: IsrcBlock): boolean {
  const years =
    (a.yearFrom ?? -Infinity) <= (b.yearTo ?? Infinity) && (b.yearFrom ?? -Infinity) <= (a.yearTo ?? Infinity)
  return a.prefix === b.prefix && a.from <= b.to && b.from <= a.to && years
}

/** True when nine tenths of the block's codes of one year are used: time to ask the agency for another. */
export function isNearlyUsed({ from, to }: IsrcBlock, used: number): boolean {
  return used >= (to - from + 1) * nearlyUsedShare
}

/** The two digits of the year of reference: the year in which the code is assigned, whatever the recording. */
export function yearOfReference(yearOfAssignment: number): string {
  return String(yearOfAssignment % 100).padStart(2, '0')
}

/** The designations that `codes` (stored ISRCs; anything else is ignored) take up in one prefix and year. */
export function usedDesignations(
  codes: Iterable<string>,
  prefix: string,
  yearOfAssignment: number,
): Set<number> {
  const year = yearOfReference(yearOfAssignment)
  const used = new Set<number>()
  for (const code of codes) {
    const parts = isrcParts(code)
    if (parts?.prefixCode === prefix && parts.year === year) used.add(Number(parts.designation))
  }
  return used
}

/**
 * The next code of a sound block (`blockProblems` is empty). Codes run in sequence: the one after the highest
 * used, and only when the end of the block is reached, the lowest that was left out.
 *
 * @param used designations of this prefix and year that may not be handed out: assigned, reserved, voided (a
 * voided code never returns) and those of codes found elsewhere in the catalogue.
 * @throws RangeError when the block has problems.
 */
export function allocateNextIsrc(
  block: IsrcBlock,
  yearOfAssignment: number,
  used: { has(designation: number): boolean },
): Allocation {
  const problem = blockProblems(block)[0]
  if (problem !== undefined) throw new RangeError(problem.message)
  const year = yearOfReference(yearOfAssignment)
  const designation = nextDesignation(block, used)
  if (designation === null) {
    const range = `${digits(block.from)} to ${digits(block.to)}`
    const message = `Every designation from ${range} of ${block.prefix} is used for the year ${year}. Add another block or wait for the new year.`
    return { status: 'exhausted', message }
  }
  return { status: 'next', isrc: block.prefix + year + digits(designation), designation }
}

/**
 * The reference fields still missing before a code may be assigned: title, artist, duration, year of first
 * publication and kind. The sixth, the version title, is part of the record but never missing: left blank it
 * states that the recording has no version title, as on the agencies' own forms.
 */
export function missingReferenceFields(recording: ReferenceFields): readonly MissingReferenceField[] {
  const missing: MissingReferenceField[] = []
  if (isBlank(recording.title)) missing.push({ field: 'title', message: 'The title is missing.' })
  if (isBlank(recording.artist)) missing.push({ field: 'artist', message: 'The main artist is missing.' })
  if (recording.durationMs === null || !(recording.durationMs > 0)) {
    missing.push({ field: 'durationMs', message: 'The duration is missing.' })
  }
  if (!isPublicationYear(recording.firstPublicationYear)) {
    missing.push({ field: 'firstPublicationYear', message: 'The year of first publication is missing.' })
  }
  if (recording.kind === null) missing.push({ field: 'kind', message: 'Say whether it is audio or video.' })
  return missing
}

function nextDesignation(
  { from, to }: IsrcBlock,
  used: { has(designation: number): boolean },
): number | null {
  let highest = to
  while (highest >= from && !used.has(highest)) highest--
  if (highest < to) return highest + 1
  for (let candidate = from; candidate < to; candidate++) if (!used.has(candidate)) return candidate
  return null
}

function isDesignation(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 99_999
}

function digits(designation: number): string {
  return String(designation).padStart(5, '0')
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === ''
}

function isPublicationYear(year: number | null): boolean {
  return year !== null && Number.isInteger(year) && year >= 1860 && year <= 2100
}

import { parseDuration } from '../identifiers/duration.ts'
import { parseGtin } from '../identifiers/gtin.ts'
import { readIsrcCell } from '../identifiers/isrc.ts'
import { parseRegistration } from '../identifiers/registration.ts'
import { plainText } from '../text/csv-cell.ts'
import { rememberingLast } from '../text/remember.ts'
import { cleanText, misleading } from './clean-text.ts'
import { isPlaceholder, isUrl } from './column-content.ts'
import { fieldLabels, isListField } from './fields.ts'
import { parseReleaseDate, parseYear } from './release-date.ts'
import { parseCountry, parseExplicit, parseRecordingKind, parseReleaseType } from './release-facts.ts'
import { withoutTextMark } from './text-mark.ts'
import { readRights, type RowRights } from './row-rights.ts'
import type { DurationUnit } from '../identifiers/duration.ts'
import type { CatalogueField } from './fields.ts'
import type { Explicit, RecordingKind, ReleaseType } from './release-facts.ts'

/** The cells of one row that feed a field, as they stand in the file. */
export type RowFields = Partial<Readonly<Record<CatalogueField, string>>>

/** One recording as the catalogue keeps it. Texts that are not given are empty, everything else is null. */
export type CatalogueRow = {
  readonly title: string
  readonly version: string
  readonly artist: string
  /** Stored form, 12 characters. */
  readonly isrc: string | null
  /** Further codes of the same cell. */
  readonly otherIsrcs: readonly string[]
  readonly durationMs: number | null
  readonly year: number | null
  readonly release: string
  /** Digits as given; compare with `gtin14`. */
  readonly gtin: string | null
  readonly label: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly releaseDate: string | null
  readonly trackNumber: number | null
  readonly discNumber: number | null
  readonly registrationNumber: string | null
  readonly url: string | null
  readonly releaseArtist: string
  /** Empty when it is not given. */
  readonly releaseType: ReleaseType | ''
  readonly catalogueNumber: string
  readonly genre: string
  readonly pLine: string
  readonly releasePLine: string
  readonly cLine: string
  readonly explicit: Explicit | null
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string
  /** Null when it is not said. */
  readonly kind: RecordingKind | null
  /** Who made it and what work it is of; null when nothing is said about either. */
  readonly rights: RowRights | null
}

/** An `error` keeps the row out of the catalogue; after a `warning` it goes in, as the message says. */
export type RowProblem = {
  readonly field: CatalogueField
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'warning'
  /** A stored form to offer, never to apply unasked. */
  readonly suggestion: string | null
}

export type ValidatedRow = { readonly value: CatalogueRow; readonly problems: readonly RowProblem[] }

export type RowContext = {
  /** What bare numbers in the duration column count. */
  readonly durationUnit?: DurationUnit
  /** ISRC prefix codes of the user, to notice look-alikes. */
  readonly heldPrefixes?: readonly string[]
}

const longest = {
  title: 500,
  version: 300,
  artist: 500,
  release: 500,
  label: 300,
  url: 2000,
  releaseArtist: 500,
  catalogueNumber: 100,
  genre: 200,
  pLine: 500,
  releasePLine: 500,
  cLine: 500,
} as const

/** Characters of a cell that a message repeats. */
const longestShown = 80

// Rows of one release follow each other and repeat what they say about it.
const releaseDateOf = rememberingLast(parseReleaseDate)
const gtinOf = rememberingLast(parseGtin)
const yearOf = rememberingLast(parseYear)

/**
 * Picks the cells of a row by a mapping of fields to 0-based columns. Of several columns for one field the
 * first that is not blank counts, a further one for the ISRC only where it is no bare number; of lists of names all
 * count. Cells beyond the end of a short row are blank.
 */
export function pickFields(
  cells: readonly string[],
  mapping: Partial<Readonly<Record<CatalogueField, number | readonly number[]>>>,
): RowFields {
  const fields: Partial<Record<CatalogueField, string>> = {}
  let field: CatalogueField
  for (field in mapping) {
    const columns = mapping[field]
    if (columns === undefined) continue
    const candidates = typeof columns === 'number' ? [columns] : columns
    if (candidates.length > 1 && isListField(field)) {
      fields[field] = candidates.map((column) => withoutTextMark(field, cells[column] ?? '')).join('\n')
      continue
    }
    const column =
      candidates.length === 1
        ? candidates[0]
        : candidates.find((candidate, at) => counts(field, cells[candidate] ?? '', at === 0))
    fields[field] = column === undefined ? '' : withoutTextMark(field, cells[column] ?? '')
  }
  return fields
}

/** A further column of codes may hold a number of the distributor's own in some rows. */
function counts(field: CatalogueField, cell: string, first: boolean): boolean {
  return cell.trim() !== '' && (first || field !== 'isrc' || /\p{L}/u.test(cell))
}

/**
 * Checks and normalises one imported row. Title and artist are required and an ISRC that is given must be
 * sound: these are errors. Whatever else cannot be read is left empty with a warning that says so, because a
 * barcode mangled by a spreadsheet should not keep a catalogue out. Placeholders such as `n/a` are blank.
 * Never throws.
 */
export function validateRow(fields: RowFields, context: RowContext = {}): ValidatedRow {
  const problems: RowProblem[] = []
  const isrcs = readIsrcs(fields.isrc ?? '', context.heldPrefixes, problems)
  const value: CatalogueRow = {
    title: readText('title', fields.title, problems, true),
    version: readText('version', fields.version, problems),
    artist: readText('artist', fields.artist, problems, true),
    isrc: isrcs[0] ?? null,
    otherIsrcs: isrcs.slice(1),
    durationMs: readDuration(fields.duration ?? '', context.durationUnit, problems),
    year: readYear(fields.year ?? '', problems),
    release: readText('release', fields.release, problems),
    gtin: readGtin(fields.gtin ?? '', problems),
    label: readText('label', fields.label, problems),
    releaseDate: readDate(fields.releaseDate ?? '', problems),
    trackNumber: readNumber('trackNumber', fields.trackNumber ?? '', problems),
    discNumber: readNumber('discNumber', fields.discNumber ?? '', problems),
    registrationNumber: readRegistration(fields.registrationNumber ?? '', problems),
    url: readUrl(fields.url ?? '', problems),
    releaseArtist: readText('releaseArtist', fields.releaseArtist, problems),
    releaseType: readReleaseType(fields.releaseType ?? '', problems),
    catalogueNumber: readText('catalogueNumber', fields.catalogueNumber, problems),
    genre: readText('genre', fields.genre, problems),
    pLine: readText('pLine', fields.pLine, problems),
    releasePLine: readText('releasePLine', fields.releasePLine, problems),
    cLine: readText('cLine', fields.cLine, problems),
    explicit: readExplicit(fields.explicit ?? '', problems),
    country: readCountry(fields.country ?? '', problems),
    kind: readKind(fields.kind ?? '', problems),
    rights: null,
  }
  const rights = readRights(fields, value.artist, problems)
  return { value: rights === null ? value : { ...value, rights }, problems }
}

/** True when a row may not enter the catalogue. */
export function hasErrors(problems: readonly RowProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

function warn(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return { field, code, message, severity: 'warning', suggestion }
}

function leftEmpty(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return warn(field, code, `${message} The ${fieldLabels[field]} is left empty.`, suggestion)
}

function fail(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return { field, code, message, severity: 'error', suggestion }
}

function readText(
  field: keyof typeof longest & CatalogueField,
  raw: string | undefined,
  problems: RowProblem[],
  required = false,
): string {
  const text = raw === undefined ? '' : cleanText(raw)
  if (text !== '' && raw !== undefined && text !== raw && misleading.test(raw)) {
    const message = `The ${fieldLabels[field]} holds invisible characters, which hide or reverse text: ${plainText(raw, longestShown)}. They are left out.`
    problems.push(warn(field, 'invisible-characters', message))
  }
  if (text === '' && required) problems.push(fail(field, 'missing', `The ${fieldLabels[field]} is missing.`))
  if (text.length > longest[field]) {
    const message = `The ${fieldLabels[field]} has ${text.length} characters; at most ${longest[field]} are possible. The delimiter may be wrong.`
    problems.push(fail(field, 'too-long', message))
  }
  if (text.includes('\ufffd')) {
    const message = `The ${fieldLabels[field]} holds "\ufffd", where characters were lost. The file may have another encoding.`
    problems.push(warn(field, 'characters-lost', message))
  }
  return text
}

function readIsrcs(raw: string, held: readonly string[] = [], problems: RowProblem[]): readonly string[] {
  if (isPlaceholder(raw)) return []
  const valid: string[] = []
  const faults: RowProblem[] = []
  for (const part of readIsrcCell(raw, held)) {
    const { reading } = part
    if (reading.status === 'valid') {
      const example = reading.warnings.find(({ code }) => code === 'documentation-example')
      if (example) {
        faults.push(fail('isrc', example.code, example.message))
        continue
      }
      if (!valid.includes(reading.value)) valid.push(reading.value)
      for (const { code, message } of reading.warnings) problems.push(warn('isrc', code, message))
    } else if (reading.status === 'invalid' && !isPlaceholder(part.raw)) {
      faults.push(fail('isrc', reading.problem.code, reading.problem.message, reading.suggestion))
    }
  }
  // Beside a sound code a broken one is dropped, not the row.
  for (const fault of faults) {
    problems.push(
      valid.length === 0
        ? fault
        : warn('isrc', fault.code, `${fault.message} It is left out.`, fault.suggestion),
    )
  }
  const [primary, ...others] = valid
  if (primary !== undefined && others.length > 0) {
    const message = `The cell holds ${valid.length} codes. ${primary} is taken as the recording's own; ${others.join(', ')} are kept beside it.`
    problems.push(warn('isrc', 'several-codes', message))
  }
  return valid
}

function readDuration(raw: string, unit: DurationUnit = 'auto', problems: RowProblem[]): number | null {
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

function readYear(raw: string, problems: RowProblem[]): number | null {
  if (isPlaceholder(raw) || /^\s*0+\s*$/.test(raw)) return null
  const reading = yearOf(raw)
  if (reading.status === 'valid') return Number(reading.value)
  if (reading.status === 'invalid')
    problems.push(leftEmpty('year', reading.problem.code, reading.problem.message))
  return null
}

function readDate(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw) || /^\s*0000(-00-00)?\s*$/.test(raw)) return null
  const reading = releaseDateOf(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') {
    problems.push(leftEmpty('releaseDate', reading.problem.code, reading.problem.message))
  }
  return null
}

function readGtin(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw)) return null
  const reading = gtinOf(raw)
  if (reading.status === 'valid') return reading.value
  if (reading.status === 'invalid') {
    problems.push(leftEmpty('gtin', reading.problem.code, reading.problem.message, reading.suggestion))
  }
  return null
}

function readRegistration(raw: string, problems: RowProblem[]): string | null {
  if (isPlaceholder(raw)) return null
  const reading = parseRegistration(raw)
  if (reading.status === 'valid') {
    for (const { code, message } of reading.warnings) problems.push(warn('registrationNumber', code, message))
    return reading.value
  }
  if (reading.status === 'invalid') {
    const { code, message } = reading.problem
    problems.push(leftEmpty('registrationNumber', code, message, reading.suggestion))
  }
  return null
}

/** `3`, `03`, `3/12` or `3 of 12`. */
function readNumber(field: 'trackNumber' | 'discNumber', raw: string, problems: RowProblem[]): number | null {
  if (isPlaceholder(raw)) return null
  const digits = /^\s*(\d{1,3})(?:\.0)?(?:\s*(?:\/|of)\s*\d{1,3})?\s*$/i.exec(raw)?.[1]
  if (digits !== undefined) return Number(digits)
  problems.push(leftEmpty(field, 'shape', 'This is not a number from 0 to 999.'))
  return null
}

function readReleaseType(raw: string, problems: RowProblem[]): ReleaseType | '' {
  if (isPlaceholder(raw)) return ''
  const type = parseReleaseType(raw)
  if (type === null) problems.push(leftEmpty('releaseType', 'shape', 'This type of release is not known.'))
  return type ?? ''
}

function readExplicit(raw: string, problems: RowProblem[]): Explicit | null {
  if (isPlaceholder(raw)) return null
  const explicit = parseExplicit(raw)
  if (explicit === null) {
    problems.push(leftEmpty('explicit', 'shape', 'This says neither “explicit” nor “not explicit”.'))
  }
  return explicit === 'unknown' ? null : explicit
}

function readKind(raw: string, problems: RowProblem[]): RecordingKind | null {
  if (isPlaceholder(raw)) return null
  const kind = parseRecordingKind(raw)
  if (kind === null) problems.push(leftEmpty('kind', 'shape', 'This says neither “audio” nor “video”.'))
  return kind
}

function readCountry(raw: string, problems: RowProblem[]): string {
  if (isPlaceholder(raw)) return ''
  const country = parseCountry(raw)
  if (country === null)
    problems.push(leftEmpty('country', 'shape', 'This is not a country code of two letters.'))
  return country ?? ''
}

function readUrl(raw: string, problems: RowProblem[]): string | null {
  if (raw === '') return null
  const text = cleanText(raw)
  if (isPlaceholder(text)) return null
  if (isUrl(text) && text.length <= longest.url) return text
  const message =
    text.length > longest.url
      ? `This address is longer than ${longest.url} characters.`
      : 'This is not a web address.'
  problems.push(leftEmpty('url', 'shape', message))
  return null
}

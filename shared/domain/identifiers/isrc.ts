import { compact, lookalikesToDigits, quoteCharacters } from './compact.ts'
import { isListedPrefix, isrcPrefixListDate } from './isrc-prefixes.ts'
import { parseIswc } from './iswc.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading, IdentifierWarning } from './reading.ts'

// ISRC, International Standard Recording Code, ISO 3901:2019: two letters and three alphanumerics (the prefix
// code), two digits (the year the code was assigned), five digits (the designation). There is no check digit.
// Sources: isrc.ifpi.org/isrc-standard/structure; IFPI Bulletin 2015/01 (updated 2021) on entry errors.

export type IsrcProblemCode =
  | 'too-short'
  | 'too-long'
  | 'forbidden-character'
  | 'prefix-not-letters'
  | 'year-not-digits'
  | 'designation-not-digits'
  | 'is-gtin'
  | 'is-iswc'
  | 'digits-only'
  | 'several-codes'
  | 'documentation-example'

export type IsrcWarningCode = 'prefix-unknown' | 'prefix-lookalike'

export type IsrcReading = IdentifierReading<IsrcProblemCode, IsrcWarningCode>
export type IsrcWarning = IdentifierWarning<IsrcWarningCode>

/** One code of a cell that may hold several. */
export type IsrcCellPart = { readonly raw: string; readonly reading: IsrcReading }

export type IsrcParts = {
  /** Two letters and three alphanumerics, allocated as one unit since 2019. */
  readonly prefixCode: string
  /** Two digits of the year in which the code was assigned; not the year of recording or release. */
  readonly year: string
  readonly designation: string
}

// Room for more than a hundred codes; a longer cell is no list of codes.
const longestCell = 2000

const storedForm = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/

/** True for the stored form: 12 characters, upper case, no separators. */
export function isIsrc(value: string): boolean {
  return storedForm.test(value)
}

/** The prefix code of IFPI's examples (`AA6Q72000047`): allocated to nobody, and none of its codes is a recording's. */
export const examplePrefixCode = 'AA6Q7'

/** True for the stored form of a code that `parseIsrc` reads without any warning. */
export function isPlainIsrc(raw: string, held: readonly string[]): boolean {
  return storedForm.test(raw) && !raw.startsWith(examplePrefixCode) && warningsFor(raw, held).length === 0
}

/** The elements of a stored ISRC, or null when `value` is not one. */
export function isrcParts(value: string): IsrcParts | null {
  if (!isIsrc(value)) return null
  return { prefixCode: value.slice(0, 5), year: value.slice(5, 7), designation: value.slice(7) }
}

/** The printed form, `US-S1Z-99-00001`. A value that is not a stored ISRC is returned as it is. */
export function formatIsrc(value: string): string {
  return isIsrc(value) ? printed(value) : value
}

function printed(value: string): string {
  return `${value.slice(0, 2)}-${value.slice(2, 5)}-${value.slice(5, 7)}-${value.slice(7)}`
}

/**
 * Reads one ISRC as people and files spell it: with or without the label `ISRC`, in any case, with any dash
 * or space, full-width, with invisible characters. Nothing is cut, padded or guessed: what would change the
 * code is offered as a suggestion. Never throws.
 *
 * A label without a colon is removed only from 16 characters, for IS is Iceland and `ISRCA1200001` is a code.
 * A retired prefix is fine in a code that exists; only new allocation refuses it (isrc-allocation.ts).
 * A code of IFPI's examples is well formed (`form` holds it) and refused as `documentation-example`, for it is in
 * manuals and templates and never on a recording (isrc.ifpi.org/isrc-standard/structure).
 *
 * @param held prefix codes (5 characters) of the user: a code that looks like one of them but is not
 * (`USSIZ…` for `USS1Z…`) is accepted with the warning `prefix-lookalike`.
 */
export function parseIsrc(raw: string, held: readonly string[] = []): IsrcReading {
  if (storedForm.test(raw)) return accept(raw, held)
  const code = withoutLabel(compact(raw))
  if (code === '') return { status: 'empty' }
  return storedForm.test(code) ? accept(code, held) : refuse(raw, code)
}

/**
 * Reads a table cell that may hold several codes, divided by `;` `,` `|` `/`, a line break, a tab or, between
 * codes, a space. A blank cell gives no parts. A cell that is not evidently several codes is read as one.
 * The same code twice in a cell is returned twice.
 */
export function readIsrcCell(raw: string, held: readonly string[] = []): readonly IsrcCellPart[] {
  const whole = { raw, reading: parseIsrc(raw, held) }
  if (whole.reading.status === 'empty') return []
  if (whole.reading.status === 'valid' || raw.length > longestCell) return [whole]
  const parts = readParts(raw, /[;,|\t\r\n]+/, held).flatMap((part) => splitFurther(part, held))
  return areCodes(parts) ? parts : [whole]
}

function splitFurther(part: IsrcCellPart, held: readonly string[]): readonly IsrcCellPart[] {
  if (part.reading.status === 'valid') return [part]
  const bySlash = readParts(part.raw, /\/+/, held)
  if (areCodes(bySlash)) return bySlash
  const bySpace = readParts(part.raw, /\s+/, held)
  return bySpace.length > 1 && bySpace.every(({ reading }) => reading.status === 'valid') ? bySpace : [part]
}

function readParts(raw: string, divider: RegExp, held: readonly string[]): readonly IsrcCellPart[] {
  return raw
    .split(divider)
    .map((piece) => ({ raw: piece.trim(), reading: parseIsrc(piece, held) }))
    .filter(({ reading }) => reading.status !== 'empty')
}

/** True when the pieces of a cell make more sense than the cell as a whole, which is no code. */
function areCodes(parts: readonly IsrcCellPart[]): boolean {
  if (parts.some(({ reading }) => reading.status === 'valid')) return true
  return (
    parts.length > 1 &&
    parts.every(({ reading }) => reading.status === 'invalid' && reading.suggestion !== null)
  )
}

function withoutLabel(bare: string): string {
  if (/^ISRC[:#]/.test(bare)) return bare.replace(/^ISRC[:#]+/, '')
  return bare.length === 16 && bare.startsWith('ISRC') ? bare.slice(4) : bare
}

function accept(value: string, held: readonly string[]): IsrcReading {
  const display = printed(value)
  if (!value.startsWith(examplePrefixCode)) {
    return { status: 'valid', value, display, warnings: warningsFor(value, held) }
  }
  const message = `${examplePrefixCode} is the prefix of IFPI's examples; no recording carries it. Enter the recording's own code.`
  return invalid('documentation-example', message, { field: 'prefix', form: { value, display } })
}

const noWarnings: readonly IsrcWarning[] = []

function warningsFor(value: string, held: readonly string[]): readonly IsrcWarning[] {
  const letters = value.slice(0, 2)
  const listed = isListedPrefix(letters)
  if (listed && held.length === 0) return noWarnings
  const prefix = value.slice(0, 5)
  const warnings: IsrcWarning[] = []
  if (!listed) {
    warnings.push({
      code: 'prefix-unknown',
      message: `${letters} is not on IFPI's list of ISRC prefixes (as of ${isrcPrefixListDate}). Check the first two letters.`,
    })
  }
  const meant = held.find((own) => own !== prefix && glyphs(own) === glyphs(prefix))
  if (meant !== undefined) {
    warnings.push({
      code: 'prefix-lookalike',
      message: `The prefix ${prefix} looks like your own ${meant} but differs. Compare O with 0 and I or L with 1.`,
    })
  }
  return warnings.length === 0 ? noWarnings : warnings
}

/** Characters that look alike in print, made equal. */
function glyphs(prefix: string): string {
  return prefix.replaceAll('0', 'O').replace(/[1L]/g, 'I')
}

function refuse(raw: string, code: string): IsrcReading {
  // A label in front of a code that is too short or too long: count without it.
  const counted = code.length > 14 && code.startsWith('ISRC') ? code.slice(4) : code
  return (
    refuseOtherScheme(code) ??
    refuseForbidden(raw, counted) ??
    refuseLength(counted) ??
    refuseElement(counted)
  )
}

function refuseOtherScheme(code: string): IsrcReading | null {
  if (/^[0-9]+$/.test(code)) {
    return [8, 12, 13, 14].includes(code.length)
      ? invalid('is-gtin', 'This is a GTIN (UPC or EAN, the barcode of a release), not an ISRC.')
      : invalid('digits-only', 'This holds digits only; an ISRC starts with two letters.')
  }
  if (/^(ISWC:?)?T[0-9]{10}$/.test(code)) {
    const work = parseIswc(code)
    const shown = work.status === 'valid' ? ` ${work.display}` : ''
    return invalid('is-iswc', `This is an ISWC${shown}, the code of a composition, not an ISRC.`)
  }
  return null
}

function refuseForbidden(raw: string, code: string): IsrcReading | null {
  const strange = code.match(/[^A-Z0-9]/gu)
  if (strange === null) return null
  const inside = embeddedCodes(raw)
  if (inside.length > 1) {
    return invalid('several-codes', `This holds ${inside.length} codes; enter one ISRC at a time.`)
  }
  const message = `${quoteCharacters(strange)} cannot be part of an ISRC, which has letters and digits only.`
  return invalid('forbidden-character', message, { suggestion: inside[0] ?? null })
}

/** Whole codes inside other text, such as `"USS1Z9900001"` or `USS1Z9900001 (radio edit)`. */
function embeddedCodes(raw: string): readonly string[] {
  const found = raw
    .slice(0, 1000)
    .normalize('NFKC')
    .matchAll(/(?<![A-Z0-9])[A-Z]{2}-?[A-Z0-9]{3}-?[0-9]{2}-?[0-9]{5}(?![A-Z0-9])/gi)
  return [...new Set([...found].map(([code]) => compact(code)))]
}

function refuseLength(code: string): IsrcReading | null {
  if (code.length < 12) {
    const message = `This has ${code.length} characters; an ISRC has 12. A spreadsheet may have dropped a zero: look the code up, do not fill it.`
    return invalid('too-short', message)
  }
  if (code.length > 12) {
    const message = `This has ${code.length} characters; an ISRC has 12. Look the code up: cutting it would make another recording's code.`
    return invalid('too-long', message)
  }
  return null
}

function refuseElement(code: string): IsrcReading {
  const letters = code.slice(0, 2).replaceAll('0', 'O').replaceAll('1', 'I')
  const repaired = letters + code.slice(2, 5) + lookalikesToDigits(code.slice(5))
  const suggestion = isIsrc(repaired) ? repaired : null
  if (/[^A-Z]/.test(code.slice(0, 2))) {
    const message = `An ISRC starts with two letters; this starts with "${code.slice(0, 2)}".`
    return invalid('prefix-not-letters', message, { suggestion, field: 'prefix' })
  }
  const at = code.slice(5).search(/[^0-9]/) + 5
  const element = at < 7 ? 'year' : 'designation'
  const message = `Position ${at + 1} is the letter ${code.charAt(at)}; the last seven characters of an ISRC are digits.`
  return invalid(`${element}-not-digits`, message, { suggestion, field: element })
}

/** A calendar date as exact as it was written: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type DateReading =
  | { readonly status: 'valid'; readonly value: string }
  | {
      readonly status: 'invalid'
      readonly problem: { readonly code: DateProblemCode; readonly message: string }
    }
  | { readonly status: 'empty' }

export type DateProblemCode = 'shape' | 'ambiguous' | 'no-such-date'

// The first recording of sound that can be played back is of 1860 (Scott de Martinville).
const earliestYear = 1860
const latestYear = 2100

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** True for a year in which a recording can have been made or published. */
export function isRecordingYear(year: number): boolean {
  return Number.isInteger(year) && year >= earliestYear && year <= latestYear
}

/**
 * Reads a date: ISO 8601 (a time of day is ignored), `20260513`, `13.5.2026` (dots: day first), `13 May 2026`,
 * `May 13, 2026`, and `13/05/2026` when only one order of day and month is possible. `05/06/2026` is refused
 * as ambiguous, two-digit years too. Never throws.
 */
export function parseReleaseDate(raw: string): DateReading {
  const trimmed = raw.trim()
  if (trimmed === '') return { status: 'empty' }
  const text = trimmed.slice(0, 64).normalize('NFKC').trim()
  return (
    readIso(text) ??
    readNamedMonth(text) ??
    readNumeric(text) ??
    refuse('shape', 'This is not a date. Write it as 2026-05-13.')
  )
}

/** Reads a year of four digits, or the year of a date. */
export function parseYear(raw: string): DateReading {
  const text = raw.trim().replace(/\.0+$/, '')
  if (text === '') return { status: 'empty' }
  if (/^['’]?\d{2}$/.test(text)) return refuse('ambiguous', 'Write the year with four digits.')
  const date = parseReleaseDate(text)
  if (date.status === 'valid') return { status: 'valid', value: date.value.slice(0, 4) }
  // Whatever the order of day and month, the year is plain.
  const year = /^\d{1,2}\/\d{1,2}\/(\d{4})$/.exec(text)?.[1]
  if (year !== undefined) return dateOf(year)
  const noSuchYear = date.status === 'invalid' && date.problem.code === 'no-such-date'
  return noSuchYear ? date : refuse('shape', 'This is not a year. Write it as 2026.')
}

function readIso(text: string): DateReading | null {
  const [, year, month, day] =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text) ??
    []
  if (year === undefined) return null
  // Databases write an unknown month or day as 00.
  const known = (part: string | undefined) => (part === undefined || /^0+$/.test(part) ? undefined : part)
  return known(month) === undefined ? dateOf(year) : dateOf(year, month, known(day))
}

function readNamedMonth(text: string): DateReading | null {
  const [, before, name, after, year] =
    /^(?:(\d{1,2})\.? )?(\p{L}{3,9})\.?(?: (\d{1,2}),?)? (\d{4})$/u.exec(text) ?? []
  if (name === undefined || year === undefined || (before !== undefined && after !== undefined)) return null
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return month === 0 ? null : dateOf(year, String(month), before ?? after)
}

function readNumeric(text: string): DateReading | null {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  if (german !== null) return dateOf(german[3] ?? '', german[2], german[1])
  const [, first, second, year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? []
  if (first === undefined || second === undefined || year === undefined) {
    return /^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text)
      ? refuse('ambiguous', 'Write the year with four digits, as in 2026-05-13.')
      : null
  }
  if (Number(first) > 12) return dateOf(year, second, first)
  if (Number(second) > 12 || first === second) return dateOf(year, first, second)
  const [one, other] = [isoDate(year, first, second), isoDate(year, second, first)]
  return refuse('ambiguous', `This may be ${one} or ${other}. Write it in one of these forms.`)
}

function dateOf(year: string, month?: string, day?: string): DateReading {
  const value = isoDate(year, month, day)
  const [m, d] = [Number(month ?? 1), Number(day ?? 1)]
  const exists = isRecordingYear(Number(year)) && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(Number(year), m)
  if (exists) return { status: 'valid', value }
  return isRecordingYear(Number(year))
    ? refuse('no-such-date', `There is no date ${value}.`)
    : refuse('no-such-date', `${year} cannot be the year of a recording.`)
}

function isoDate(year: string, month: string | undefined, day: string | undefined): string {
  if (month === undefined) return year
  const toMonth = `${year}-${month.padStart(2, '0')}`
  return day === undefined ? toMonth : `${toMonth}-${day.padStart(2, '0')}`
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** In the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return daysOfMonths[month - 1] ?? 0
}

function refuse(code: DateProblemCode, message: string): DateReading {
  return { status: 'invalid', problem: { code, message } }
}

import { InvalidArgumentError } from 'commander'
import type { IdentifierReading } from '../../shared/domain/identifiers/reading.ts'

/** A positive whole number, for row ids. */
export function idArgument(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('a positive whole number is expected, as the list commands show it')
  return value
}

/** `--option a --option b` and `--option a,b` both give a list. */
export function collectIds(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), ...text.split(',').map((part) => idArgument(part.trim()))]
}

/** A whole number within bounds, both included. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d{1,15}$/.test(text.trim()) && value >= from && value <= to) return value
    throw new InvalidArgumentError(
      `a whole number from ${String(from)} to ${String(to)} is expected, in digits only`,
    )
  }
}

/** Text with something in it, at most `longest` characters. `what` finishes “Expected is …”. */
export function words(what: string, longest: number): (text: string) => string {
  const short = optionalWords(longest)
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`expected is ${what}; it may not be empty`)
    return short(text)
  }
}

/** Text that may be empty, at most `longest` characters. */
export function optionalWords(longest: number): (text: string) => string {
  return (text) => {
    if (text.length <= longest) return text
    throw new InvalidArgumentError(
      `at most ${String(longest)} characters are kept, and this has ${String(text.length)}`,
    )
  }
}

/** A point in time, ISO 8601 with date, time and zone; returned as UTC. */
export function instantArgument(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : NaN
  if (Number.isNaN(time))
    throw new InvalidArgumentError(
      'expected is a date and time with its zone, e.g. 2026-11-22T10:00:00Z or 2026-11-22T11:00:00+01:00',
    )
  return new Date(time).toISOString()
}

/** A value one of the domain's readers must accept; returned in its stored form. Empty stays empty. */
export function readAs(read: (raw: string) => IdentifierReading): (text: string) => string {
  return (text) => {
    const reading = read(text)
    if (reading.status === 'empty') return ''
    if (reading.status === 'valid') return reading.value
    const hint = reading.suggestion === null ? '' : ` Perhaps ${reading.suggestion}?`
    throw new InvalidArgumentError(`${reading.problem.message}${hint}`)
  }
}

/** As `readAs`, but there must be a value. */
export function requiredAs(what: string, read: (raw: string) => IdentifierReading): (text: string) => string {
  const value = readAs(read)
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`expected is ${what}; it may not be empty`)
    return value(text)
  }
}

/** Years from and to, both included; null is open. */
export interface Years {
  readonly yearFrom: number | null
  readonly yearTo: number | null
}

/** `2026-2030`, `2026-` or `-2030`. */
export function yearsArgument(text: string): Years {
  const match = /^(\d{4})?-(\d{4})?$/.exec(text.trim())
  if (!match || (match[1] === undefined && match[2] === undefined))
    throw new InvalidArgumentError('expected are years as 2026-2030, 2026- or -2030')
  const year = (part: string | undefined) => (part === undefined ? null : Number(part))
  return { yearFrom: year(match[1]), yearTo: year(match[2]) }
}

/** A day of the calendar, YYYY-MM-DD. */
export function dayArgument(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T12:00:00Z`) : NaN
  if (!Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text) return text
  throw new InvalidArgumentError('expected is a day as YYYY-MM-DD, e.g. 2026-11-22')
}

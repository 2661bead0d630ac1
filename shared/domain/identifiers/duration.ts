import type { IdentifierProblem, IdentifierWarning } from './reading.ts'

// Durations as found in catalogues: 3:45, 1:02:03, PT3M1S (ISO 8601, used by DDEX), 6m 43sec, 225 (seconds),
// 225000 (milliseconds).

/** What a bare number counts. `auto`: see `parseDuration`. */
export const durationUnits = ['auto', 'ms', 's', 'min'] as const
export type DurationUnit = (typeof durationUnits)[number]

export type DurationProblemCode = 'shape' | 'ambiguous' | 'out-of-range' | 'zero' | 'too-long'
export type DurationWarningCode = 'very-short' | 'hours-and-minutes'

export type DurationReading =
  | {
      readonly status: 'valid'
      /** Whole milliseconds, 1 to 86 400 000. */
      readonly ms: number
      readonly warnings: readonly IdentifierWarning<DurationWarningCode>[]
    }
  | { readonly status: 'invalid'; readonly problem: IdentifierProblem<DurationProblemCode> }
  | { readonly status: 'empty' }

const longest = 86_400_000
// No spelling of a duration is longer; the limit keeps hostile cells from costing time.
const longestText = 48

/** As most catalogues write them; read alike by `readClock`. */
const plainClock = /^\d{1,2}:[0-5]\d$/

/** As most dumps and programs write them; read alike by `readBareNumber`. */
const plainNumber = /^\d{1,15}$/

/**
 * Reads a duration. A bare whole number is, unless `unit` says otherwise, milliseconds from 10 000 on and
 * seconds below: 10 000 s would be near three hours, 10 000 ms is ten seconds. A bare decimal such as 3.75
 * is refused, for it may be minutes, seconds or "3 min 75"; so is 3:5. Above 24 hours is refused. Never throws.
 */
export function parseDuration(raw: string, unit: DurationUnit = 'auto'): DurationReading {
  if (plainClock.test(raw)) {
    const colon = raw.indexOf(':')
    return accept((Number(raw.slice(0, colon)) * 60 + Number(raw.slice(colon + 1))) * 1000, false)
  }
  if (plainNumber.test(raw)) return acceptNumber(Number(raw), unit)
  const trimmed = raw.trim()
  if (trimmed === '') return { status: 'empty' }
  if (trimmed.length > longestText) return refuseShape()
  const text = trimmed.normalize('NFKC').trim()
  return readClock(text) ?? readBareNumber(text, unit) ?? readIso(text) ?? readUnits(text) ?? refuseShape()
}

/** `3:45`, or `1:02:03` from one hour on; rounded to the second. Empty for a number that is no duration. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return ''
  const total = Math.round(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes}:${two(total % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(total % 60)}`
}

function readClock(text: string): DurationReading | null {
  const clock = /^(?:(\d{1,3})\s?:\s?)?(\d{1,4})\s?:\s?(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text)
  if (clock === null) return null
  const [, hours, minutes = '', seconds = '', fraction = ''] = clock
  if (seconds.length === 1) {
    return refuse(
      'ambiguous',
      `${text} may mean ${minutes}:0${seconds} or ${minutes}:${seconds}0. Write two digits.`,
    )
  }
  if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) {
    return refuse('out-of-range', 'Minutes and seconds run from 0 to 59.')
  }
  const total = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)
  const looksShifted = hours !== undefined && Number(hours) > 0 && seconds === '00' && fraction === ''
  return accept(total * 1000 + Number(fraction.padEnd(3, '0')), looksShifted)
}

const msPerUnit = { ms: 1, s: 1000, min: 60_000 } as const

function readBareNumber(text: string, unit: DurationUnit): DurationReading | null {
  // Some programs write whole numbers as 225000.0.
  const number = text.replace(/\.0+$/, '')
  if (/^\d{1,3}(,\d{3})+$/.test(number)) {
    return refuse(
      'ambiguous',
      `${text} may be a thousands or a decimal comma. Write minutes and seconds as 3:45.`,
    )
  }
  if (!/^\d+([.,]\d+)?$/.test(number)) return null
  const value = Number(number.replace(',', '.'))
  if (unit !== 'auto' || value >= 10_000 || Number.isInteger(value)) return acceptNumber(value, unit)
  return refuse('ambiguous', `${text} may be minutes or seconds. Write minutes and seconds as 3:45.`)
}

/** A number for which there is no doubt what it counts. */
function acceptNumber(value: number, unit: DurationUnit): DurationReading {
  const counts = unit === 'auto' ? (value >= 10_000 ? 'ms' : 's') : unit
  return accept(value * msPerUnit[counts], false)
}

function readIso(text: string): DurationReading | null {
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i.exec(text)
  if (iso === null || /^P$|T$/i.test(text)) return null
  const [days, hours, minutes, seconds] = iso
    .slice(1)
    .map((part: string | undefined) => Number((part ?? '0').replace(',', '.')))
  return accept(sum(days, hours, minutes, seconds), false)
}

const unitsPattern = new RegExp(
  [
    /^(?:(?<hours>\d+)\s*(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?))?\s*[,-]?\s*/,
    /(?:(?<minutes>\d+(?:[.,]\d+)?)\s*(?:m|mn|mins?\.?|minutes?|minuten?|minutos?|')(?!s))?\s*[,-]?\s*/,
    /(?:(?<seconds>\d+(?:[.,]\d+)?)\s*(?:s|secs?\.?|seconds?|sek\.?|sekunden?|secondes?|segundos?|seg\.?|"|''))?\s*/,
    /(?:(?<ms>\d+)\s*(?:ms|msecs?|milliseconds?))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

function readUnits(text: string): DurationReading | null {
  // NFKC leaves the prime signs and typographic quotes that stand for minutes and seconds.
  const plain = text.replace(/[′’]/g, "'").replace(/[″”]/g, '"')
  const { hours, minutes, seconds, ms } = unitsPattern.exec(plain)?.groups ?? {}
  if (hours === undefined && minutes === undefined && seconds === undefined && ms === undefined) return null
  const [h, m, s] = [hours, minutes, seconds].map((part) => Number((part ?? '0').replace(',', '.')))
  return accept(sum(0, h, m, s) + Number(ms ?? 0), false)
}

function sum(days = 0, hours = 0, minutes = 0, seconds = 0): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

function accept(exact: number, looksShifted: boolean): DurationReading {
  const ms = Math.round(exact)
  if (ms === 0) return refuse('zero', 'A duration of zero means "unknown". Leave it empty.')
  if (ms > longest)
    return refuse('too-long', 'This is longer than 24 hours. Check the unit: seconds or milliseconds?')
  const warnings: IdentifierWarning<DurationWarningCode>[] = []
  if (ms < 10_000) {
    const message = `This reads as ${ms < 1000 ? `${ms} ms` : `${ms / 1000} s`}. Check the unit.`
    warnings.push({ code: 'very-short', message })
  }
  if (looksShifted) {
    const message = `This reads as ${formatDuration(ms)} hours. A spreadsheet may have made it from minutes and seconds.`
    warnings.push({ code: 'hours-and-minutes', message })
  }
  return { status: 'valid', ms, warnings }
}

function refuseShape(): DurationReading {
  return refuse('shape', 'This is not a duration. Write minutes and seconds as 3:45.')
}

function refuse(code: DurationProblemCode, message: string): DurationReading {
  return { status: 'invalid', problem: { code, message } }
}

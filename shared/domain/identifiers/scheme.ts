import { compact } from './compact.ts'
import { parseDpid } from './dpid.ts'
import { isGtin, parseGtin } from './gtin.ts'
import { parseIpi } from './ipi.ts'
import { isniCheckCharacter, parseIsni } from './isni.ts'
import { parseIsrc } from './isrc.ts'
import { parseIswc } from './iswc.ts'
import { isRegistrationNumber, parseRegistration } from './registration.ts'
import type { IdentifierProblem, IdentifierReading, IdentifierWarning } from './reading.ts'

/** The identifiers of recordings, releases, works, people, senders of messages and U.S. registrations. */
export const identifierSchemes = ['isrc', 'gtin', 'iswc', 'isni', 'ipi', 'dpid', 'registration'] as const
export type IdentifierScheme = (typeof identifierSchemes)[number]

/** One shape for every scheme, so that a list of mixed values can be shown in one table. */
export type IdentifierCheck = {
  /** Null when `auto` recognised nothing. */
  readonly scheme: IdentifierScheme | null
  readonly status: 'valid' | 'invalid' | 'empty'
  /** Also given for a value that is well formed and refused for another reason. */
  readonly normalised: string | null
  readonly display: string | null
  readonly problems: readonly IdentifierProblem[]
  readonly warnings: readonly IdentifierWarning[]
  readonly suggestion: string | null
}

/** What reads the values of each scheme. */
export const identifierParsers: Readonly<Record<IdentifierScheme, (raw: string) => IdentifierReading>> = {
  isrc: (raw) => parseIsrc(raw),
  gtin: parseGtin,
  iswc: parseIswc,
  isni: parseIsni,
  ipi: parseIpi,
  dpid: parseDpid,
  registration: parseRegistration,
}

/**
 * The scheme a value belongs to by its shape, also when the value is faulty; null when it resembles none.
 * Twelve characters can be both an ISRC and a registration (`SR0000320918`: SR is Suriname): three zeros
 * after SR or PA, where an ISRC has the registrant, make it a registration.
 */
export function detectScheme(value: string): IdentifierScheme | null {
  return schemeOf(value, compact(value))
}

function schemeOf(value: string, code: string): IdentifierScheme | null {
  if (code === '') return null
  const ofDigits = () => (/^[0-9]/.test(code) ? schemeOfDigits(value.trim(), code) : null)
  return schemeByLabel(code) ?? ofDigits() ?? schemeOfLetters(code)
}

/** Reads a value as `scheme`, or as the scheme its shape suggests. Never throws. */
export function checkIdentifier(value: string, scheme: IdentifierScheme | 'auto' = 'auto'): IdentifierCheck {
  if (scheme !== 'auto') return uniform(scheme, identifierParsers[scheme](value))
  const code = compact(value)
  const chosen = schemeOf(value, code)
  if (chosen !== null) return uniform(chosen, identifierParsers[chosen](value))
  if (code === '') return uniform(null, { status: 'empty' })
  const message =
    'This does not have the shape of an ISRC, GTIN, ISWC, ISNI, IPI, DPID or U.S. registration number.'
  return uniform(null, { status: 'invalid', problem: { code: 'unrecognised', message }, suggestion: null })
}

function uniform(scheme: IdentifierScheme | null, reading: IdentifierReading): IdentifierCheck {
  const nothing = { scheme, normalised: null, display: null, problems: [], warnings: [], suggestion: null }
  if (reading.status === 'empty') return { ...nothing, status: 'empty' }
  if (reading.status === 'invalid') {
    const { problem, suggestion, form } = reading
    const refused = { ...nothing, status: 'invalid', problems: [problem], suggestion } as const
    return form === undefined ? refused : { ...refused, normalised: form.value, display: form.display }
  }
  const { value, display, warnings } = reading
  return { ...nothing, status: 'valid', normalised: value, display, warnings }
}

function schemeByLabel(code: string): IdentifierScheme | null {
  const label = /^(ISRC|GTIN|UPC|EAN|ICPN|BARCODE|ISWC|ISNI|IPI|CAE)(?=[:#]|[0-9T])|^ISRC(?=.{11,})/.exec(
    code,
  )?.[0]
  switch (label) {
    case undefined:
      return code.includes('ISNI') && /ISNI:?ORG/.test(code) ? 'isni' : null
    case 'ISRC':
      return 'isrc'
    case 'ISWC':
      return 'iswc'
    case 'ISNI':
      return 'isni'
    case 'IPI':
    case 'CAE':
      return 'ipi'
    default:
      return 'gtin'
  }
}

function schemeOfDigits(trimmed: string, code: string): IdentifierScheme | null {
  if (/^[0-9]+[.,]?[0-9]*E\+?[0-9]+$/i.test(trimmed) || /^[0-9]{8,14}\.0+$/.test(trimmed)) return 'gtin'
  if (/^[0-9]{15}[0-9X]$/.test(code)) return 'isni'
  if (!/^[0-9]+$/.test(code)) return null
  if (code.length >= 9 && code.length <= 11) return digitsOfNine(code)
  if ([8, 12, 13, 14].includes(code.length)) return 'gtin'
  return code.length === 15 && isniCheckCharacter(code) === 'X' ? 'isni' : null
}

/** Nine to eleven digits: an IPI, unless only a barcode that lost its leading zeros explains the check digit. */
function digitsOfNine(code: string): IdentifierScheme {
  const ipi = parseIpi(code)
  const soundIpi = ipi.status === 'valid' && ipi.warnings.length === 0
  return !soundIpi && isGtin(code.padStart(12, '0')) ? 'gtin' : 'ipi'
}

function schemeOfLetters(code: string): IdentifierScheme | null {
  if (/^(DDEX)?(DPID|PARTYID)?[:#]*PADPID/.test(code)) return 'dpid'
  // All others end with digits, or letters that look like them.
  if (!/[0-9OIL]$/.test(code)) return null
  if (/^T[0-9]{9,10}$/.test(code)) return 'iswc'
  if (/^I[0-9]{10}$/.test(code)) return 'ipi'
  if (/^(SR|PA)U?000[0-9]+$/.test(code) && isRegistrationNumber(code)) return 'registration'
  if (/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/.test(code)) return 'isrc'
  if (/^(SR|PA|VA|TX|SE|MW|RE|PRE)U?[0-9]{1,8}$/.test(code) || isRegistrationNumber(code))
    return 'registration'
  // Faulty ISRCs: about the right length, letters among the first five, digits (or O, I, L) at the end.
  const resemblesIsrc = /^(?=.{0,4}[A-Z])[A-Z0-9]{4,9}[0-9OIL]{5}$/.test(code) && code.length >= 10
  return resemblesIsrc ? 'isrc' : null
}

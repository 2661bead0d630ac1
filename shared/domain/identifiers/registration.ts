import { compact, lookalikesToDigits } from './compact.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// Registration number of the U.S. Copyright Office, in the form of its catalogue: 12 characters, capitals, no
// punctuation; two letters and ten digits (published) or three letters and nine digits (unpublished),
// filled with zeros in between. `SR-320-918` is SR0000320918, `VAu 598-764` is VAU000598764.
// Source: Compendium of U.S. Copyright Office Practices (3d ed.) §§ 1802.8(A)(2), 2309.13(A)(4).

export type RegistrationProblemCode = 'shape' | 'prefix' | 'length' | 'all-zeros'
export type RegistrationWarningCode = 'prefix-unknown'
export type RegistrationReading = IdentifierReading<RegistrationProblemCode, RegistrationWarningCode>

// Classes of registrations since 1978: sound recordings, performing arts, visual arts, texts, serials, mask
// works, renewals, preregistrations; a final U marks an unpublished work.
const knownPrefixes = ['SRU', 'PAU', 'VAU', 'TXU', 'PRE', 'SR', 'PA', 'VA', 'TX', 'SE', 'MW', 'RE'] as const
const known: ReadonlySet<string> = new Set(knownPrefixes)

/** True for the catalogue form with a known class, such as SR0000320918. */
export function isRegistrationNumber(value: string): boolean {
  const prefix = /^([A-Z]{2,3})\d+$/.exec(value)?.[1]
  return value.length === 12 && prefix !== undefined && known.has(prefix)
}

/** The form printed on certificates: `SR 320-918`, `VAu 598-764`, `SRu 1-048-123`. */
export function formatRegistration(value: string): string {
  const [, prefix, digits] = /^([A-Z]{2,3})0*(\d+)$/.exec(value) ?? []
  if (prefix === undefined || digits === undefined) return value
  const letters = prefix.length === 3 && prefix.endsWith('U') ? `${prefix.slice(0, 2)}u` : prefix
  return `${letters} ${digits.replace(/\B(?=(\d{3})+$)/g, '-')}`
}

/**
 * Reads a U.S. registration number as certificates and people write it. Stored form: 12 characters. A class
 * that is not known is accepted with a warning; numbers from before 1978 (one letter) are not covered.
 * Never throws.
 */
export function parseRegistration(raw: string): RegistrationReading {
  const code = compact(raw).replace(/^(REGISTRATION|REG)?(NUMBER|NO)?[:#]+/, '')
  if (code === '') return { status: 'empty' }
  const [, prefix, digits] = /^([A-Z]+)(\d+)$/.exec(code) ?? []
  if (prefix === undefined || digits === undefined) {
    const message = 'A U.S. registration number is two or three letters and a number, such as SR-320-918.'
    return invalid('shape', message, { suggestion: repair(code) })
  }
  const unknown = !known.has(prefix)
  if (prefix.length < 2 || prefix.length > 3 || (unknown && repair(code) !== null))
    return refusePrefix(prefix, code)
  if (/^0+$/.test(digits))
    return invalid('all-zeros', 'The number after the letters is missing: it is all zeros.')
  return fill(prefix, digits)
}

function fill(prefix: string, digits: string): RegistrationReading {
  const room = 12 - prefix.length
  const significant = digits.replace(/^0+/, '')
  if (significant.length > room || digits.length > room) {
    return invalid(
      'length',
      `After ${prefix} a registration number has at most ${room} digits; this has ${digits.length}.`,
    )
  }
  const value = prefix + digits.padStart(room, '0')
  const display = formatRegistration(value)
  if (known.has(prefix)) return { status: 'valid', value, display, warnings: [] }
  const message = `${prefix} is not a class of registration this program knows (SR, PA, SRu, PAu …). Check the certificate.`
  return { status: 'valid', value, display, warnings: [{ code: 'prefix-unknown', message }] }
}

function refusePrefix(prefix: string, code: string): RegistrationReading {
  const message =
    prefix.length === 1
      ? 'Registration numbers with one letter are from before 1978; keep them in the notes.'
      : `A U.S. registration number starts with SR, PA, SRu, PAu or another class; this starts with ${prefix.slice(0, 12)}.`
  return invalid('prefix', message, { suggestion: repair(code) })
}

/** The number with O, I and L after a known class read as digits, if that gives a whole number. */
function repair(code: string): string | null {
  const prefix = knownPrefixes.find((candidate) => code.startsWith(candidate))
  if (prefix === undefined) return null
  const digits = lookalikesToDigits(code.slice(prefix.length))
  return /^0*[1-9]\d*$/.test(digits) && digits.length <= 12 - prefix.length
    ? prefix + digits.padStart(12 - prefix.length, '0')
    : null
}

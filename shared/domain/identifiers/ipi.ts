import { compact } from './compact.ts'
import { weightedCheckDigit } from './iswc.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// IPI, Interested Party Information: a name number of 11 digits (formerly CAE) and a base number I-NNNNNNNNN-C.
// Name number: first nine digits × 10 … 2, r = Σ mod 101; the last two digits are (101 − r) mod 100, or 00
// when r is 0. Base number: as ISWC, but the sum starts at 2. Source: the validators of Django-Music-Publisher
// (CISAC's own text is not public).

export type IpiProblemCode = 'shape' | 'length' | 'placeholder' | 'check-digit'
export type IpiWarningCode = 'check-digits'
export type IpiReading = IdentifierReading<IpiProblemCode, IpiWarningCode>

/** The two check digits that belong after the first nine digits of an IPI name number. */
export function ipiCheckDigits(nineDigits: string): string {
  let sum = 0
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(nineDigits.charAt(i))
  const remainder = sum % 101
  return String(remainder === 0 ? 0 : (101 - remainder) % 100).padStart(2, '0')
}

/** The printed form: base numbers as `I-000000229-7`, name numbers as their 11 digits. */
export function formatIpi(value: string): string {
  return value.replace(/^I(\d{9})(\d)$/, 'I-$1-$2')
}

/**
 * Reads an IPI name number (stored with 11 digits) or base number (stored `I0000002297`). Name numbers whose
 * check digits disagree are accepted with a warning, because published ones exist that fail the rule; numbers
 * shorter than nine digits must pass it, or any small number would be read as an IPI. Never throws.
 */
export function parseIpi(raw: string): IpiReading {
  const code = compact(raw).replace(/^(IPI|CAE)[:#]*/, '')
  if (code === '') return { status: 'empty' }
  if (/^I\d{10}$/.test(code)) return readBase(code)
  if (!/^\d+$/.test(code)) {
    return invalid('shape', 'An IPI is a name number of 11 digits or a base number such as I-000000229-7.')
  }
  if (code.length > 11) return invalid('length', `This has ${code.length} digits; an IPI name number has 11.`)
  return readName(code)
}

function readBase(code: string): IpiReading {
  const expected = weightedCheckDigit(code.slice(1, 10), 2)
  if (Number(code.charAt(10)) === expected) {
    return { status: 'valid', value: code, display: formatIpi(code), warnings: [] }
  }
  return invalid('check-digit', `The check digit should be ${expected}: one of the digits is wrong.`)
}

function readName(code: string): IpiReading {
  const value = code.padStart(11, '0')
  if (/^0+$/.test(value)) {
    return invalid('placeholder', 'All zeros means "not a member of any society". Leave the IPI empty.')
  }
  const expected = ipiCheckDigits(value.slice(0, 9))
  if (value.endsWith(expected)) return { status: 'valid', value, display: value, warnings: [] }
  if (code.length < 9) {
    return invalid('length', `This has ${code.length} digits; an IPI name number has 11.`)
  }
  const message = `The last two digits should be ${expected}. Compare the number with the society's record.`
  return { status: 'valid', value, display: value, warnings: [{ code: 'check-digits', message }] }
}

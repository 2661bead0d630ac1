import { compact, lookalikesToDigits } from './compact.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// ISWC, International Standard Musical Work Code, ISO 15707: T, nine digits, one check digit.
// Check: 1 + Σ i·dᵢ (i = 1…9), then (10 − sum mod 10) mod 10. Example: T-034.524.680-1.

export type IswcProblemCode = 'shape' | 'check-digit' | 'check-digit-missing'
export type IswcReading = IdentifierReading<IswcProblemCode, never>

/** The weighted check digit that ISWC (start 1) and IPI base numbers (start 2) share. Nine digits in. */
export function weightedCheckDigit(nineDigits: string, start: 1 | 2): number {
  let sum: number = start
  for (let i = 0; i < 9; i++) sum += (i + 1) * Number(nineDigits.charAt(i))
  return (10 - (sum % 10)) % 10
}

/** The printed form, `T-034.524.680-1`. A value that is not a stored ISWC is returned as it is. */
export function formatIswc(value: string): string {
  return value.replace(/^T(\d{3})(\d{3})(\d{3})(\d)$/, 'T-$1.$2.$3-$4')
}

/** Reads an ISWC with or without label, hyphens and dots. Stored form: `T0345246801`. Never throws. */
export function parseIswc(raw: string): IswcReading {
  const code = compact(raw).replace(/^ISWC[:#]*/, '')
  if (code === '') return { status: 'empty' }
  if (/^T\d{10}$/.test(code)) return checked(code)
  if (/^T\d{9}$/.test(code)) {
    const suggestion = code + String(weightedCheckDigit(code.slice(1), 1))
    return invalid('check-digit-missing', 'The check digit at the end of this ISWC is missing.', {
      suggestion,
    })
  }
  const message = 'An ISWC is the letter T and ten digits, such as T-034.524.680-1.'
  return invalid('shape', message, { suggestion: repair(code) })
}

function checked(code: string): IswcReading {
  const expected = weightedCheckDigit(code.slice(1, 10), 1)
  if (Number(code.charAt(10)) === expected) {
    return { status: 'valid', value: code, display: formatIswc(code), warnings: [] }
  }
  const message = `The check digit should be ${expected}: one of the digits is wrong.`
  return invalid('check-digit', message)
}

/** The code with O, I and L read as digits and a missing T added, if its check digit then agrees. */
function repair(code: string): string | null {
  const digits = lookalikesToDigits(code.replace(/^T/, ''))
  if (!/^\d{10}$/.test(digits)) return null
  return weightedCheckDigit(digits.slice(0, 9), 1) === Number(digits.charAt(9)) ? `T${digits}` : null
}

import { compact, lookalikesToDigits } from './compact.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// GTIN-8, -12 (UPC-A), -13 (EAN), -14: the number under the barcode of a release (DDEX calls it ICPN).
// Check digit: GS1 General Specifications, mod 10 with weights 3, 1, 3, 1 … from the right.

export type GtinProblemCode =
  | 'length'
  | 'leading-zero-lost'
  | 'check-digit'
  | 'not-digits'
  | 'all-zeros'
  | 'rounded-by-spreadsheet'
  | 'is-isrc'

export type GtinReading = IdentifierReading<GtinProblemCode, never>

const lengths: ReadonlySet<number> = new Set([8, 12, 13, 14])

/** The GS1 check digit that belongs after `body` (digits without the check digit). */
export function gtinCheckDigit(body: string): number {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const weight = (body.length - i) % 2 === 1 ? 3 : 1
    sum += weight * Number(body.charAt(i))
  }
  return (10 - (sum % 10)) % 10
}

/** True for the stored form: 8, 12, 13 or 14 digits with a right check digit, not all zero. */
export function isGtin(value: string): boolean {
  return (
    /^\d{8,14}$/.test(value) && lengths.has(value.length) && !/^0+$/.test(value) && hasRightCheckDigit(value)
  )
}

/**
 * The form in which two GTINs are compared: 14 digits. A UPC of 12 digits equals the EAN that puts a zero in
 * front of it. Never a form to print or send.
 */
export function gtin14(value: string): string {
  return value.padStart(14, '0')
}

/**
 * Reads a barcode number. The stored form keeps the digits as given, leading zeros included: compare with
 * `gtin14`. Spaces and hyphens go, and so does the `.0` that some programs append to numbers. Never throws.
 */
export function parseGtin(raw: string): GtinReading {
  const trimmed = raw.trim()
  if (/^[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+$/.test(trimmed)) {
    return invalid(
      'rounded-by-spreadsheet',
      'A spreadsheet rounded this number and its last digits are lost. Format the column as text and export again.',
    )
  }
  const code = compact(/^[0-9]+\.0+$/.test(trimmed) ? trimmed.replace(/\.0+$/, '') : trimmed).replace(
    /^(GTIN|UPC|EAN|ICPN|BARCODE)[:#]*(?=.)/,
    '',
  )
  if (code === '') return { status: 'empty' }
  if (!/^[0-9]+$/.test(code)) return refuseLetters(code)
  if (/^0+$/.test(code))
    return invalid('all-zeros', 'All zeros is a placeholder, not a GTIN. Leave it empty.')
  return lengths.has(code.length) ? checked(code) : refuseLength(code)
}

function hasRightCheckDigit(code: string): boolean {
  return gtinCheckDigit(code.slice(0, -1)) === Number(code.slice(-1))
}

function checked(code: string): GtinReading {
  if (hasRightCheckDigit(code)) return { status: 'valid', value: code, display: code, warnings: [] }
  const expected = gtinCheckDigit(code.slice(0, -1))
  return invalid('check-digit', `The check digit should be ${expected}: one of the digits is wrong.`)
}

function refuseLetters(code: string): GtinReading {
  if (/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/.test(code)) {
    return invalid('is-isrc', 'This is an ISRC, the code of a recording, not the barcode of a release.')
  }
  const repaired = /^[0-9OIL]{8,14}$/.test(code) ? lookalikesToDigits(code) : ''
  return invalid('not-digits', 'A GTIN (UPC or EAN) has digits only.', {
    suggestion: isGtin(repaired) ? repaired : null,
  })
}

function refuseLength(code: string): GtinReading {
  // Leading zeros do not change the sum, so a right check digit means that only zeros are missing.
  if (code.length > 8 && code.length < 12 && hasRightCheckDigit(code)) {
    const suggestion = code.padStart(12, '0')
    return invalid(
      'leading-zero-lost',
      `A leading zero is missing (a spreadsheet drops it): ${suggestion}?`,
      {
        suggestion,
      },
    )
  }
  return invalid('length', `This has ${code.length} digits; a GTIN has 8, 12 (UPC), 13 (EAN) or 14.`)
}

import { compact } from './compact.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// ISNI, International Standard Name Identifier, ISO 27729: 15 digits and a check character (0-9 or X),
// ISO/IEC 7064 MOD 11-2. Example: 0000 0001 2281 955X.

export type IsniProblemCode = 'length' | 'check-character' | 'shape' | 'all-zeros'
export type IsniReading = IdentifierReading<IsniProblemCode, never>

/** The ISO/IEC 7064 MOD 11-2 check character that belongs after 15 digits. */
export function isniCheckCharacter(fifteenDigits: string): string {
  let total = 0
  for (const digit of fifteenDigits) total = ((total + Number(digit)) * 2) % 11
  const remainder = (12 - total) % 11
  return remainder === 10 ? 'X' : String(remainder)
}

/** The printed form, in four groups of four. A value that is not a stored ISNI is returned as it is. */
export function formatIsni(value: string): string {
  return value.replace(/^(\d{4})(\d{4})(\d{4})(\d{3}[\dX])$/, '$1 $2 $3 $4')
}

/** Reads an ISNI with or without label, spaces or the address of isni.org. Stored form: 16 characters. */
export function parseIsni(raw: string): IsniReading {
  const withoutAddress = raw.trim().replace(/^https?:\/\/(www\.)?isni\.org\/(isni\/)?/i, '')
  const code = compact(withoutAddress).replace(/^ISNI[:#]*/, '')
  if (code === '') return { status: 'empty' }
  if (!/^\d*X?$/.test(code))
    return invalid('shape', 'An ISNI has 15 digits and a check character, 0 to 9 or X.')
  if (code.length !== 16) return invalid('length', `This has ${code.length} characters; an ISNI has 16.`)
  if (/^0+/.exec(code)?.[0].length === 16)
    return invalid('all-zeros', 'All zeros is a placeholder. Leave it empty.')
  const expected = isniCheckCharacter(code.slice(0, 15))
  if (code.endsWith(expected))
    return { status: 'valid', value: code, display: formatIsni(code), warnings: [] }
  return invalid('check-character', `The check character should be ${expected}: one of the digits is wrong.`)
}

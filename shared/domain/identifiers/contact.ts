import { parseWebAddress } from '../findings/web-address.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// How a rights-holder is reached (17 U.S.C. 512(c)(3)(A)(iv) asks for an address, a telephone number and, if
// available, an e-mail address). The rules refuse what cannot be right; none proves that somebody answers.

const longestEmail = 254

/**
 * Reads an e-mail address: one @, something before it, a dotted domain after it. What a mail system needs, not
 * the whole of RFC 5321: quoted names and domains in brackets are refused, because forms refuse them too.
 */
export function parseEmail(raw: string): IdentifierReading<'shape' | 'too-long', never> {
  const text = raw.trim().replace(/^mailto:/i, '')
  if (text === '') return { status: 'empty' }
  if (text.length > longestEmail)
    return invalid('too-long', `An e-mail address has at most ${String(longestEmail)} characters.`)
  if (isEmail(text)) return { status: 'valid', value: text, display: text, warnings: [] }
  const inBrackets = /<([^<>\s]+)>/.exec(text)?.[1]
  return invalid(
    'shape',
    'This is not an e-mail address: it needs a name, one @ and a domain, as in name@example.org.',
    { suggestion: inBrackets !== undefined && isEmail(inBrackets) ? inBrackets : null },
  )
}

/** Reads a telephone number: seven to fifteen digits (E.164), grouped in any usual way. */
export function parsePhone(raw: string): IdentifierReading<'shape', 'national'> {
  const text = raw.trim()
  if (text === '') return { status: 'empty' }
  const digits = text.replaceAll(/\D/g, '').length
  if (digits < 7 || digits > 15 || /[^\d\s+()./-]/.test(text)) {
    return invalid(
      'shape',
      'This is not a telephone number: it has 7 to 15 digits, best with + and the country code, as in +44 23 9200 0000.',
    )
  }
  const international = text.startsWith('+') || text.startsWith('00')
  const message = 'Start with + and the country code, so that it works from abroad.'
  return {
    status: 'valid',
    value: text,
    display: text,
    warnings: international ? [] : [{ code: 'national', message }],
  }
}

/** Reads the address of a website, with or without its scheme; kept as it was typed. */
export function parseWebsite(raw: string): IdentifierReading<'shape', never> {
  const text = raw.trim()
  if (text === '') return { status: 'empty' }
  const address = parseWebAddress(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (address?.domain.includes('.') === true)
    return { status: 'valid', value: text, display: text, warnings: [] }
  return invalid('shape', 'This is not a web address: it has a domain, as in https://example.org.')
}

function isEmail(text: string): boolean {
  return /^[^\s@<>()[\],;:"\\\p{Cc}\p{Cf}]+@[^\s@.<>()[\],;:"\\\p{Cc}\p{Cf}]+(?:\.[^\s@.<>()[\],;:"\\\p{Cc}\p{Cf}]+)+$/u.test(
    text,
  )
}

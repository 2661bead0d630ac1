import { compact, lookalikesToDigits } from './compact.ts'
import { invalid } from './reading.ts'
import type { IdentifierReading } from './reading.ts'

// DDEX Party Identifier: PADPIDA, ten digits and a check character, ISO 7064 MOD 37,36 over the first 17 characters.
// Source: DDEX Party Identifier (DPID) Standard. Example: PA-DPIDA-2007050901-U.

export type DpidProblemCode =
  'shape' | 'length' | 'number-not-digits' | 'check-character' | 'check-character-missing'
export type DpidReading = IdentifierReading<DpidProblemCode, never>

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const prefix = 'PADPIDA'
const wholeLength = 18

/** The check character (ISO 7064 MOD 37,36) that belongs after `body`, which holds digits and capitals only. */
export function mod3736CheckCharacter(body: string): string {
  let product = 36
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return alphabet.charAt((37 - product) % 36)
}

/** True for the stored form: 18 characters, no hyphens, a right check character. */
export function isDpid(value: string): boolean {
  return (
    /^PADPIDA\d{10}[0-9A-Z]$/.test(value) && mod3736CheckCharacter(value.slice(0, 17)) === value.charAt(17)
  )
}

/** The printed form, `PA-DPIDA-2007050901-U`. A value that is not a stored DPID is returned as it is. */
export function formatDpid(value: string): string {
  return value.replace(/^(PA)(DPIDA)(\d{10})([0-9A-Z])$/, '$1-$2-$3-$4')
}

/**
 * Reads a DPID with or without the label `DPID`, in any case, with any dash or space, full-width, with invisible
 * characters. Nothing is cut, padded or guessed: letters typed for the ten digits are replaced in a suggestion, where the
 * check character then agrees. Stored form: 18 characters. Never throws.
 */
export function parseDpid(raw: string): DpidReading {
  const code = compact(raw).replace(/^(DDEX)?(DPID|PARTYID)[:#]*(?=.)/, '')
  if (code === '') return { status: 'empty' }
  if (isDpid(code)) return { status: 'valid', value: code, display: formatDpid(code), warnings: [] }
  if (!code.startsWith(prefix) || !/^[0-9A-Z]+$/.test(code)) {
    return invalid('shape', 'A DPID is PADPIDA, ten digits and a check character: PA-DPIDA-2007050901-U.')
  }
  return code.length === wholeLength ? refuseWhole(code) : refuseLength(code)
}

function refuseWhole(code: string): DpidReading {
  const digits = code.slice(prefix.length, -1)
  if (/^\d+$/.test(digits)) {
    const expected = mod3736CheckCharacter(code.slice(0, -1))
    const message = `The check character should be ${expected}: one of the characters is wrong.`
    return invalid('check-character', message)
  }
  const repaired = prefix + lookalikesToDigits(digits) + code.slice(-1)
  const message = 'Between PADPIDA and the check character a DPID has ten digits.'
  return invalid('number-not-digits', message, { suggestion: isDpid(repaired) ? repaired : null })
}

function refuseLength(code: string): DpidReading {
  if (code.length === wholeLength - 1 && /^\d{10}$/.test(code.slice(prefix.length))) {
    return invalid('check-character-missing', 'The check character at the end of this DPID is missing.', {
      suggestion: code + mod3736CheckCharacter(code),
    })
  }
  return invalid('length', `This has ${code.length} characters; a DPID has ${wholeLength}.`)
}

import type { Profile } from '../../../shared/contract/profile.ts'
import { parseEmail, parsePhone, parseWebsite } from '../../../shared/domain/identifiers/contact.ts'
import type { IdentifierReading } from '../../../shared/domain/identifiers/reading.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { strings } from './strings.ts'

const text = strings.profile

function error(message: string): FieldMessage {
  return { severity: 'error', message }
}

function warning(message: string): FieldMessage {
  return { severity: 'warning', message }
}

/** The core's own rule, asked while the field is typed in. */
export function checkEmail(value: string): FieldMessage | null {
  return messageOf(parseEmail(value))
}

export function checkPhone(value: string): FieldMessage | null {
  return messageOf(parsePhone(value))
}

/** Several providers refuse a P.O. box in the words of various languages. */
export function checkAddress(value: string): FieldMessage | null {
  return /\b(p\.?\s?o\.?\s?box|post(al)?\s?box|postfach|bo[iî]te postale|apartado|casella postale|caixa postal)\b/i.test(
    value,
  )
    ? warning(text.po_box)
    : null
}

export function checkWebsite(value: string): FieldMessage | null {
  return messageOf(parseWebsite(value))
}

function messageOf(reading: IdentifierReading): FieldMessage | null {
  if (reading.status === 'invalid') return error(reading.problem.message)
  const first = reading.status === 'valid' ? reading.warnings[0] : undefined
  return first === undefined ? null : warning(first.message)
}

const neededForNotice = [
  'legalName',
  'email',
  'address',
  'phone',
] as const satisfies readonly (keyof Profile)[]

/** The labels of what a notice needs and the profile lacks (17 U.S.C. 512(c)(3)(A)(i) and (iv)). */
export function missingForNotice(profile: Profile): readonly string[] {
  return neededForNotice.filter((field) => profile[field].trim() === '').map((field) => text[field].label)
}

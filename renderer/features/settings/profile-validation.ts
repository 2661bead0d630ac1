import type { Profile } from '../../../shared/contract/profile.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { strings } from './strings.ts'

const text = strings.profile

function error(message: string): FieldMessage {
  return { severity: 'error', message }
}

function warning(message: string): FieldMessage {
  return { severity: 'warning', message }
}

/** One @, something before it, a dotted domain after it: what a mail system needs, not the whole of RFC 5321. */
export function checkEmail(value: string): FieldMessage | null {
  const trimmed = value.trim()
  if (trimmed === '') return null
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed) ? null : error(text.email_invalid)
}

/** Enough digits for a number that can be dialled (E.164 allows 15); a country code is advised. */
export function checkPhone(value: string): FieldMessage | null {
  const trimmed = value.trim()
  if (trimmed === '') return null
  const digits = trimmed.replaceAll(/\D/g, '').length
  if (digits < 7 || digits > 15 || /[^\d\s+()./-]/.test(trimmed)) return error(text.phone_invalid)
  return trimmed.startsWith('+') || trimmed.startsWith('00') ? null : warning(text.phone_national)
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
  const trimmed = value.trim()
  if (trimmed === '') return null
  const url = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  return url?.hostname.includes('.') ? null : error(text.website_invalid)
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

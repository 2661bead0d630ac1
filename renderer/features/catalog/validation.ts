import { formatDuration, parseDuration } from '../../../shared/domain/identifiers/duration.ts'
import { parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { parseRegistration } from '../../../shared/domain/identifiers/registration.ts'
import type { FieldMessage } from '../../ui/fields/message.ts'

interface Reading {
  readonly status: 'valid' | 'invalid' | 'empty'
  readonly problem?: { readonly message: string }
  readonly warnings?: readonly { readonly message: string }[]
  readonly suggestion?: string | null
}

function messageOf(reading: Reading): FieldMessage | null {
  if (reading.status === 'invalid') {
    return {
      severity: 'error',
      message: reading.problem?.message ?? 'This is not valid.',
      suggestion: reading.suggestion ?? null,
    }
  }
  const warning = reading.warnings?.[0]
  return warning ? { severity: 'warning', message: warning.message } : null
}

/** Judges an ISRC as it is typed; empty is fine. */
export function validateIsrc(text: string): FieldMessage | null {
  return messageOf(parseIsrc(text))
}

/** Judges a GTIN (UPC, EAN) as it is typed; empty is fine. */
export function validateGtin(text: string): FieldMessage | null {
  return messageOf(parseGtin(text))
}

/** Judges a U.S. registration number as it is typed; empty is fine. */
export function validateRegistration(text: string): FieldMessage | null {
  return messageOf(parseRegistration(text))
}

/** Judges a playing time as it is typed; empty is fine. */
export function validateDuration(text: string): FieldMessage | null {
  return messageOf(parseDuration(text))
}

/** Milliseconds of a playing time that `validateDuration` passed; null when empty. */
export function durationFromText(text: string): number | null {
  const reading = parseDuration(text)
  return reading.status === 'valid' ? reading.ms : null
}

/** The playing time as it is edited. */
export function durationToText(ms: number | null): string {
  return ms === null ? '' : formatDuration(ms)
}

/** Judges a year of first publication; empty is fine. Sound was first recorded in 1860. */
export function validateYear(text: string): FieldMessage | null {
  if (text.trim() === '') return null
  const year = Number(text)
  if (!/^\d{4}$/.test(text.trim()) || year < 1860 || year > 2100) {
    return { severity: 'error', message: 'A year has four digits, 1860 to 2100.' }
  }
  return null
}

/** Judges a release date: as exact as it is known. */
export function validateDate(text: string): FieldMessage | null {
  if (text.trim() === '' || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text.trim()))
    return null
  return { severity: 'error', message: 'Write 2024, 2024-05 or 2024-05-17.' }
}

/** Judges the address of an authorized copy; empty is fine. */
export function validateUrl(text: string): FieldMessage | null {
  if (text.trim() === '' || (/^https?:\/\//i.test(text) && URL.canParse(text))) return null
  return {
    severity: 'error',
    message: 'A web address starts with https:// and names the page of this recording.',
  }
}

/** Refuses an empty text. */
export function needed(label: string): (text: string) => FieldMessage | null {
  return (text) => (text.trim() === '' ? { severity: 'error', message: `${label} is needed.` } : null)
}

/** Empty text as null, otherwise trimmed. */
export function textOrNull(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}

import type { IdentifierReading } from '../../../shared/domain/identifiers/reading.ts'
import { RefrainError } from '../../../shared/errors.ts'

/**
 * The stored form of an identifier as typed, or null for an empty one.
 * @throws RefrainError VALIDATION.
 */
export function readIdentifier(
  field: string,
  raw: string | null,
  parse: (raw: string) => IdentifierReading,
): string | null {
  if (raw === null) return null
  const reading = parse(raw)
  if (reading.status === 'invalid') throw fieldError(field, reading.problem, reading.suggestion)
  return reading.status === 'valid' ? reading.value : null
}

/** A value that cannot be stored as typed: which field, what is wrong, and what may have been meant. */
export function fieldError(
  field: string,
  problem: { readonly code: string; readonly message: string },
  suggestion: string | null = null,
): RefrainError {
  const details = { field, problem: { code: problem.code, message: problem.message }, suggestion }
  return new RefrainError('VALIDATION', `${problem.message} Nothing was changed.`, details)
}

/** Text on one line, in composed form. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Text on one line that must not be empty. */
export function requiredLine(field: string, text: string): string {
  const line = oneLine(text)
  if (line === '') throw fieldError(field, { code: 'missing', message: `The ${field} is missing.` })
  return line
}

/** A title in a sentence or a menu, cut where it is long. */
export function quoted(title: string): string {
  const characters = [...title]
  return `“${characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : title}”`
}

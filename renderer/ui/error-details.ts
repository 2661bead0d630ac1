import type { RefrainError } from '../../shared/errors.ts'

/** Everything known of a failure, as text for a report. */
export function errorDetails(error: RefrainError): string {
  const details = error.details === undefined ? '' : `\n${JSON.stringify(error.details, null, 2)}`
  return `${error.code}: ${error.message}${details}`
}

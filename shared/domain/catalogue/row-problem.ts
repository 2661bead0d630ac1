import { type CatalogueField, fieldLabels } from './fields.ts'

/** An `error` keeps the row out of the catalogue; after a `warning` it goes in, as the message says. */
export type RowProblem = {
  readonly field: CatalogueField
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'warning'
  /** A stored form to offer, never to apply unasked. */
  readonly suggestion: string | null
}

/** True when a row may not enter the catalogue. */
export function hasErrors(problems: readonly RowProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

/** The row goes in, as the message says. */
export function warn(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return { field, code, message, severity: 'warning', suggestion }
}

/** The row goes in without this field, and the message says so. */
export function leftEmpty(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return warn(field, code, `${message} The ${fieldLabels[field]} is left empty.`, suggestion)
}

/** The row is kept out. */
export function fail(
  field: CatalogueField,
  code: string,
  message: string,
  suggestion: string | null = null,
): RowProblem {
  return { field, code, message, severity: 'error', suggestion }
}

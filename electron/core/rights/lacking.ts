import type { RowValues } from '../context.ts'

/**
 * Of what is said of a row that is on record already, what the row itself does not say: nothing known is replaced.
 * `unsaid` is a value that says nothing, besides none and empty text.
 */
export function lackingIn(row: RowValues, said: RowValues, unsaid: string | null = null): RowValues {
  const lacking = Object.keys(said).filter((column) => {
    const known = row[column] ?? null
    return known === null || known === '' || known === unsaid
  })
  return Object.fromEntries(lacking.map((column) => [column, said[column] ?? null]))
}

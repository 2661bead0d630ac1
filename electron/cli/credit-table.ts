import type { Contribution } from '../../shared/contract/rights.ts'
import { roleLabel } from '../../shared/domain/rights/roles.ts'
import { table } from './output.ts'

/** Credits in their order, with the ids that `credit edit` takes. */
export function creditTable(credits: readonly Contribution[]): string[] {
  const rows = credits.map(({ id, name, role, instrument, creditedAs }) => [
    String(id),
    instrument === '' ? roleLabel(role) : `${roleLabel(role)} (${instrument})`,
    creditedAs === '' || creditedAs === name ? name : `${name}, as “${creditedAs}”`,
  ])
  return table(['CREDIT', 'ROLE', 'NAME'], rows)
}

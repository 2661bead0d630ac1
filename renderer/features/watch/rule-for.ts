import type { FindingRow } from '../../../shared/contract/watch.ts'
import type { RuleDraft } from './NewRuleDialog.tsx'

/** The narrowest rule that would cover a finding: its account, its label line, its domain. */
export function ruleFor(row: Pick<FindingRow, 'account' | 'label' | 'domain'>): RuleDraft | null {
  if (row.account !== null) return { kind: 'account', value: row.account }
  if (row.label !== null) return { kind: 'label', value: row.label }
  return row.domain === null ? null : { kind: 'domain', value: row.domain }
}

/** A rule a notice is made or checked by. Rules are data: what is printed can always say where it comes from. */
export interface LegalRule {
  readonly id: string
  /** The rule in plain words. */
  readonly text: string
  /** Statute, judgment, or the provider's own policy. */
  readonly source: string
  /** Day the text was last compared with its source, YYYY-MM-DD. */
  readonly checkedOn: string
  /** Grows whenever the text changes its meaning; a notice keeps the versions it was made with. */
  readonly version: number
  /** False: not compared with the source itself; shown as unverified. */
  readonly verified: boolean
}

/** A table of rules whose keys are their ids. */
export type RuleTable<Id extends string> = Readonly<Record<Id, LegalRule>>

interface RuleText {
  readonly text: string
  readonly source: string
  readonly version?: number
  readonly verified?: boolean
}

/** Day on which the rules below were compared with their sources. */
export const rulesCheckedOn = '2026-11-22'

/** Completes the entries of a table: id from the key, version 1, verified unless said otherwise. */
export function defineRules<Id extends string>(entries: Readonly<Record<Id, RuleText>>): RuleTable<Id> {
  const table: Partial<Record<Id, LegalRule>> = {}
  for (const id of Object.keys(entries) as Id[]) {
    const { text, source, version = 1, verified = true } = entries[id]
    table[id] = { id, text, source, checkedOn: rulesCheckedOn, version, verified }
  }
  return table as RuleTable<Id>
}

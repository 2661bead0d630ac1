import type { LegalRule } from './legal-rule.ts'
import { regimeRules, type RegimeRuleId } from './regime-rules.ts'
import { traps, type TrapId } from './traps.ts'

/** Id of any rule a sentence or a check can name. */
export type RuleId = RegimeRuleId | TrapId

const all: Readonly<Record<RuleId, LegalRule>> = { ...regimeRules, ...traps }

/** The rule behind a sentence or a check. */
export function ruleOf(id: RuleId): LegalRule {
  return all[id]
}

/** The rule with an id that was stored; null when there is none of that name any more. */
export function findRule(id: string): LegalRule | null {
  return Object.hasOwn(all, id) ? all[id as RuleId] : null
}

/** The versions of some rules, for a notice to keep: `{ "us-512c3-v": 1 }`. */
export function versionsOf(ids: Iterable<string>): Record<string, number> {
  return Object.fromEntries([...new Set(ids)].sort().map((id) => [id, findRule(id)?.version ?? 0]))
}

/** Every rule there is. */
export const legalRules: readonly LegalRule[] = Object.values(all)

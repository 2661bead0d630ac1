import type { Database } from 'better-sqlite3'
import type { AuthorizationRule, FindingState } from '../../../shared/contract/watch.ts'
import {
  type ListingTraits,
  type RuleKind,
  type RuleMatcher,
  splitAccountKey,
} from '../../../shared/domain/findings/rules.ts'
import { accountKeysIn, accountKeysSql } from './account-keys.ts'

/** A stored rule, ready to be matched and to be named in words. */
export interface StoredRule extends RuleMatcher {
  readonly id: number
  readonly value: string
}

/** A finding as a rule looks at it. */
export interface RuledFinding extends ListingTraits {
  readonly id: number
  readonly state: FindingState
  /** The unsent case it is in, or null. */
  readonly caseId: number | null
}

const ruledColumns = `f.id, f.state, l.domain, l.account_key AS accountKey, ${accountKeysSql} AS accountKeys,
  l.label_key AS labelKey, i.case_id AS caseId`
const ruledFrom = `finding f JOIN listing l ON l.id = f.listing_id
  LEFT JOIN case_item i ON i.finding_id = f.id LEFT JOIN enforcement_case c ON c.id = i.case_id`

type RuledRow = Omit<RuledFinding, 'accountKeys'> & { readonly accountKeys: string }

function ruled(row: RuledRow): RuledFinding {
  return { ...row, accountKeys: accountKeysIn(row.accountKeys) }
}

/** Narrows down in SQL what a rule of each kind can match; `ruleMatches` has the last word. */
const candidateSql: Readonly<Record<RuleKind, string>> = {
  domain: `l.domain IN (SELECT d.domain FROM (SELECT DISTINCT domain FROM listing) d
    WHERE d.domain = @key OR substr(d.domain, -length(@key) - 1) = '.' || @key)`,
  account: `l.id IN (SELECT id FROM listing WHERE account_key = @key
    UNION SELECT listing_id FROM listing_page WHERE key = @key)`,
  label: 'l.label_key = @key',
}

/** Reads rules and the findings they concern. */
export function createRulesRepository(db: Database) {
  const rules = db.prepare<[], StoredRule>(
    'SELECT id, kind, value, value_key AS key FROM authorization_rule ORDER BY id',
  )
  const list = db.prepare<[], AuthorizationRule>(
    `SELECT id, kind, value, note, created_at AS createdAt,
       (SELECT count(*) FROM finding f WHERE f.rule_id = a.id) AS settled
     FROM authorization_rule a ORDER BY id DESC`,
  )
  const one = db.prepare<[number], StoredRule>(
    'SELECT id, kind, value, value_key AS key FROM authorization_rule WHERE id = ?',
  )
  const same = db.prepare<[string, string], { id: number }>(
    'SELECT id FROM authorization_rule WHERE kind = ? AND value_key = ?',
  )
  const settledBy = db.prepare<[number], RuledRow>(
    `SELECT ${ruledColumns} FROM ${ruledFrom} WHERE f.rule_id = ? ORDER BY f.id`,
  )
  const newInFile = db.prepare<[number], RuledRow>(
    `SELECT ${ruledColumns} FROM ${ruledFrom} WHERE l.sweep_file_id = ? AND f.state = 'new' ORDER BY f.id`,
  )

  return {
    /** All rules, oldest first: where two match, the older one settles. */
    all: (): readonly StoredRule[] => rules.all(),
    list: (): readonly AuthorizationRule[] => list.all(),
    find: (id: number): StoredRule | null => one.get(id) ?? null,
    exists: (rule: RuleMatcher): boolean => same.get(rule.kind, rule.key) !== undefined,
    settledBy: (ruleId: number): readonly RuledFinding[] => settledBy.all(ruleId).map(ruled),
    newInFile: (sweepFileId: number): readonly RuledFinding[] => newInFile.all(sweepFileId).map(ruled),
    /** Findings a rule may settle: not yet decided against, and not in a case that was sent. */
    candidates(rule: RuleMatcher): readonly RuledFinding[] {
      const key = rule.kind === 'account' ? splitAccountKey(rule.key).handle : rule.key
      return db
        .prepare<[{ key: string }], RuledRow>(
          `SELECT ${ruledColumns} FROM ${ruledFrom}
           WHERE ${candidateSql[rule.kind]} AND f.state IN ('new', 'confirmed', 'monitor') AND c.sent_at IS NULL
           ORDER BY f.id`,
        )
        .all({ key })
        .map(ruled)
    },
  }
}

import type { Handlers } from '../../../shared/contract/index.ts'
import {
  authorizingRule,
  describeRule,
  ruleKey,
  type RuleKind,
  type RuleMatcher,
  ruleMatches,
} from '../../../shared/domain/findings/rules.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { packIds } from './id-ranges.ts'
import { createRulesRepository, type RuledFinding } from './rules.repository.ts'

type RuleHandlers = Pick<Handlers, 'rules.list' | 'rules.preview' | 'rules.create' | 'rules.remove'>

/**
 * Authorization rules. A new rule settles at once what it covers: new, monitored and confirmed findings, the
 * confirmed ones leaving their draft case. Dismissed findings stay dismissed and what was sent stays as sent.
 */
export function createRules(context: CoreContext): RuleHandlers {
  const { mutations, custody } = context
  const repository = createRulesRepository(context.db)
  const maker = createRuleMaker(context)

  return {
    'rules.list': () => ({ rules: [...repository.list()] }),
    'rules.preview': ({ kind, value }) => ({ wouldSettle: maker.matching(kind, value).length }),
    'rules.create': (rule) => {
      if (repository.exists(matcherOf(rule.kind, rule.value))) throw duplicate(rule.kind, rule.value)
      const words = describeRule(rule)
      const label = `Authorize ${words} (${findingCount(maker.matching(rule.kind, rule.value).length)})`
      const [made] = maker.createAll([rule], label)
      if (made === undefined) throw new Error('the rule was not made')
      return made
    },
    'rules.remove': ({ ruleId }) => {
      const rule = repository.find(ruleId)
      if (!rule) throw new RefrainError('NOT_FOUND', 'This rule is not there any more. Nothing was changed.')
      const others = repository.all().filter(({ id }) => id !== ruleId)
      const findings = repository.settledBy(ruleId)
      const label = `Remove the rule for ${describeRule(rule)}`
      return mutations.undoable(label, ['rules', 'findings', 'custody'], (change) => {
        const reopened = findings.filter((finding) => {
          const other = authorizingRule(others, finding)
          if (other) settle(change, finding, other.id, describeRule(other), context.now())
          else reopen(change, finding)
          return other === null
        })
        change.remove('authorization_rule', ruleId)
        custody.append({
          action: 'rules.removed',
          subject: `rule:${ruleId}`,
          actor: 'artist',
          detail: { reopened: reopened.length, findings: packIds(reopened.map(({ id }) => id)) },
        })
        return { reopened: reopened.length }
      })
    },
  }
}

/** A rule as the artist gives it. */
export interface GivenRule {
  readonly kind: RuleKind
  readonly value: string
  readonly note: string
}

/** Makes rules, each settling at once what it covers; several in one step of undo. */
export function createRuleMaker(context: CoreContext) {
  const repository = createRulesRepository(context.db)
  const candidates = (rule: RuleMatcher): readonly RuledFinding[] =>
    repository.candidates(rule).filter((finding) => ruleMatches(rule, finding))

  const create = (change: Change, { kind, value, note }: GivenRule) => {
    const rule = matcherOf(kind, value)
    const settled = candidates(rule)
    const ruleId = change.insert('authorization_rule', {
      kind,
      value: value.trim(),
      value_key: rule.key,
      note: note.trim(),
      created_at: context.now(),
    })
    for (const finding of settled)
      settle(change, finding, ruleId, describeRule({ kind, value }), context.now())
    context.custody.append({
      action: 'rules.created',
      subject: `rule:${ruleId}`,
      actor: 'artist',
      // The value stays out: the whole log travels in every bundle, and an account is somebody's name.
      detail: { kind, settled: settled.length, findings: packIds(settled.map(({ id }) => id)) },
    })
    return { ruleId, settled: settled.length }
  }

  return {
    /** The findings a rule would settle. Throws VALIDATION when it cannot be a rule. */
    matching: (kind: RuleKind, value: string): readonly RuledFinding[] => candidates(matcherOf(kind, value)),
    /** Makes the rules, none of which may exist yet. Throws VALIDATION when one cannot be a rule; none is made then. */
    createAll: (rules: readonly GivenRule[], label: string) =>
      context.mutations.undoable(label, ['rules', 'findings', 'cases', 'notices', 'custody'], (change) =>
        rules.map((rule) => create(change, rule)),
      ),
  }
}

/**
 * Applies the authorization rules to the new findings of one swept file and returns how many they settled. Part
 * of the sweep, not of the artist's steps, so it has no undo of its own; call it in the sweep's transaction.
 */
export function settleNewFindings(context: CoreContext, sweepFileId: number): { readonly settled: number } {
  const repository = createRulesRepository(context.db)
  const rules = repository.all()
  if (rules.length === 0) return { settled: 0 }
  const update = context.db.prepare<[number, string, string, number]>(
    "UPDATE finding SET state = 'authorized', rule_id = ?, state_reason = ?, decided_at = ? WHERE id = ?",
  )
  const apply = () => {
    const settled: number[] = []
    for (const finding of repository.newInFile(sweepFileId)) {
      const rule = authorizingRule(rules, finding)
      if (!rule) continue
      update.run(rule.id, settledReason(describeRule(rule)), context.now(), finding.id)
      settled.push(finding.id)
    }
    if (settled.length > 0) {
      context.custody.append({
        action: 'rules.applied',
        subject: `sweepFile:${sweepFileId}`,
        actor: 'app',
        detail: { settled: settled.length, findings: packIds(settled) },
      })
    }
    return { settled: settled.length }
  }
  return context.db.inTransaction ? apply() : context.mutations.once(['findings', 'rules', 'custody'], apply)
}

function settle(change: Change, finding: RuledFinding, ruleId: number, words: string, at: string): void {
  if (finding.caseId !== null) change.remove('case_item', finding.id)
  change.update('finding', finding.id, {
    state: 'authorized',
    state_reason: settledReason(words),
    rule_id: ruleId,
    decided_at: at,
  })
}

function reopen(change: Change, finding: RuledFinding): void {
  change.update('finding', finding.id, { state: 'new', state_reason: '', rule_id: null, decided_at: null })
}

/** Why a finding is authorized: the rule's words, which finish “authorizes …”. */
export function settledReason(words: string): string {
  return `A rule of yours authorizes ${words}.`
}

function matcherOf(kind: RuleKind, value: string): RuleMatcher {
  const key = ruleKey(kind, value)
  if (!key.ok) throw new RefrainError('VALIDATION', `${key.message} Nothing was changed.`, { field: 'value' })
  return { kind, key: key.key }
}

function duplicate(kind: RuleKind, value: string): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `There is already a rule that authorizes ${describeRule({ kind, value })}. Nothing was changed.`,
  )
}

function findingCount(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`
}

import type { Database } from 'better-sqlite3'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import type { Decision, FindingState, listingOffers } from '../../../shared/contract/watch.ts'
import { judgeDecision, missingReason, needsReason } from '../../../shared/domain/findings/decisions.ts'
import { authorizingRule, describeRule, type ListingTraits } from '../../../shared/domain/findings/rules.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change, CoreContext } from '../context.ts'
import { packIds } from './id-ranges.ts'
import { accountKeysIn, accountKeysSql } from './account-keys.ts'
import { createRulesRepository, type StoredRule } from './rules.repository.ts'

type Refused = Output<'findings.decide'>['refused'][number]

interface StoredSubject extends ListingTraits {
  readonly id: number
  readonly title: string
  readonly state: FindingState
  readonly reason: string
  readonly offers: (typeof listingOffers)[number]
  readonly caseId: number | null
  readonly sentAt: string | null
}

interface Step {
  readonly subject: StoredSubject
  readonly state: FindingState
}

/**
 * Decides many findings in one undoable step. What the rules forbid is left as it was and listed; a finding
 * that is no longer confirmed leaves its draft case. One custody event names them all.
 */
export function createDecide(
  context: CoreContext,
): (input: Parsed<'findings.decide'>) => Output<'findings.decide'> {
  const { db, mutations } = context
  const rules = createRulesRepository(db)
  const subjectOf = prepareSubject(db)

  return ({ findingIds, decision, reason }) => {
    const why = reason.trim()
    if (needsReason(decision) && why === '') {
      throw new RefrainError('VALIDATION', missingReason(decision), { field: 'reason' })
    }
    const known = rules.all()
    const refused: Refused[] = []
    const steps: Step[] = []
    for (const findingId of new Set(findingIds)) {
      const subject = subjectOf(findingId)
      const judged = subject ? judge(subject, known, decision, why) : gone(findingId)
      if ('message' in judged) refused.push({ findingId, ...judged })
      else if (judged.changes && subject) steps.push({ subject, state: judged.state })
    }
    if (steps.length === 0) return { changed: 0, refused }
    const touched = ['findings', 'cases', 'notices', 'custody'] as const
    mutations.undoable(stepLabel(decision, steps), touched, (change) => {
      for (const step of steps) apply(change, step, decision, why, context.now())
      record(context, decision, why, steps)
    })
    return { changed: steps.length, refused }
  }
}

type Judged =
  | { readonly code: string; readonly message: string }
  | { readonly changes: boolean; readonly state: FindingState }

function judge(
  subject: StoredSubject,
  rules: readonly StoredRule[],
  decision: Decision,
  reason: string,
): Judged {
  const rule = decision === 'confirm' ? authorizingRule(rules, subject) : null
  const judgement = judgeDecision(
    {
      state: subject.state,
      offers: subject.offers,
      sent: subject.sentAt !== null,
      authorizedBy: rule ? describeRule(rule) : null,
    },
    decision,
    reason,
  )
  if (!judgement.allowed) return { code: judgement.code, message: judgement.message }
  const { state } = judgement
  return { state, changes: state !== subject.state || (reason !== '' && reason !== subject.reason) }
}

function apply(
  change: Change,
  { subject, state }: Step,
  decision: Decision,
  reason: string,
  at: string,
): void {
  if (state !== 'confirmed' && subject.caseId !== null) change.remove('case_item', subject.id)
  change.update('finding', subject.id, {
    state,
    state_reason: reason,
    rule_id: null,
    decided_at: decision === 'reopen' ? null : at,
  })
}

function record(context: CoreContext, decision: Decision, reason: string, steps: readonly Step[]): void {
  const ids = steps.map(({ subject }) => subject.id)
  const [only] = ids
  context.custody.append({
    action: 'findings.decided',
    subject: ids.length === 1 && only !== undefined ? `finding:${only}` : 'findings',
    actor: 'artist',
    detail: { decision, changed: ids.length, findings: packIds(ids), reason },
  })
}

const verbs: Readonly<Record<Decision, string>> = {
  confirm: 'Confirm',
  authorize: 'Authorize',
  dismiss: 'Dismiss',
  monitor: 'Monitor',
  reopen: 'Reopen',
}

function stepLabel(decision: Decision, steps: readonly Step[]): string {
  const [only] = steps
  return steps.length === 1 && only
    ? `${verbs[decision]} finding of “${only.subject.title}”`
    : `${verbs[decision]} ${steps.length} findings`
}

function gone(findingId: number): Judged {
  return { code: 'NOT_FOUND', message: `Finding ${findingId} is not there any more.` }
}

function prepareSubject(db: Database): (id: number) => StoredSubject | undefined {
  const statement = db.prepare<
    [number],
    Omit<StoredSubject, 'accountKeys'> & { readonly accountKeys: string }
  >(
    `SELECT f.id, r.title, f.state, f.state_reason AS reason, l.offers, l.domain, l.account_key AS accountKey,
       ${accountKeysSql} AS accountKeys, l.label_key AS labelKey, i.case_id AS caseId, c.sent_at AS sentAt
     FROM finding f JOIN listing l ON l.id = f.listing_id JOIN recording r ON r.id = f.recording_id
       LEFT JOIN case_item i ON i.finding_id = f.id LEFT JOIN enforcement_case c ON c.id = i.case_id
     WHERE f.id = ?`,
  )
  return (id) => {
    const row = statement.get(id)
    return row === undefined ? undefined : { ...row, accountKeys: accountKeysIn(row.accountKeys) }
  }
}

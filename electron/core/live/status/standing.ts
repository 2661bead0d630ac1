import type {
  CaseProposal,
  CaseStanding,
  ItemStanding,
  StandingCounts,
} from '../../../../shared/contract/status.ts'
import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import { movesFrom } from '../../../../shared/domain/cases/case-states.ts'
import { nextLookAt, standingOf } from '../../../../shared/domain/live/status/listing-life.ts'
import { stateOfReason } from '../../../../shared/domain/live/status/verdicts.ts'
import type { CoreContext } from '../../context.ts'
import { createStateChecks } from './state-checks.repository.ts'
import { createTargets, type StoredTarget } from './targets.repository.ts'

type CaseFacts = Pick<CaseDetail, 'id' | 'state' | 'sent'>

/** Reads where the items of cases stand by all looks at their addresses. */
export function createStandings(context: CoreContext) {
  const checks = createStateChecks(context.db)
  const targets = createTargets(context.db)

  const itemOf = ({ findingId, url }: StoredTarget): ItemStanding => {
    const standing = standingOf(checks.looksAt(findingId))
    const { life, downSince, goneAt, backSince, seenAt } = standing
    const since = goneAt ?? backSince
    const nextAt = nextLookAt(standing)
    const all = checks.ofFinding(findingId, 1)
    return {
      findingId,
      url: url ?? '',
      life,
      last: all[0] ?? null,
      downSince: instantOf(downSince),
      goneAt: instantOf(goneAt),
      backSince: instantOf(backSince),
      seenAt: instantOf(seenAt),
      nextAt: instantOf(nextAt),
      looks: checks.looksAt(findingId).length,
      elsewhere: since === null ? [] : targets.elsewhere(findingId, new Date(since).toISOString()),
    }
  }

  return {
    ofCase(facts: CaseFacts): Omit<CaseStanding, 'jobId'> {
      const items = targets.ofCase(facts.id).map(itemOf)
      return { caseId: facts.id, items, counts: countsOf(items), proposal: proposalOf(facts, items) }
    },
    /** Over all items of sent cases, and those of them that are due. */
    watched(): { counts: StandingCounts; due: number[]; nextAt: number | null } {
      const now = context.clock()
      const all = targets.watched().flatMap((findingId) => {
        const target = targets.get(findingId)
        const url = target?.url ?? null
        if (target === null || url === null) return []
        const standing = standingOf(checks.looksAt(findingId))
        return [
          { findingId, life: standing.life, lastReason: standing.lastReason, next: nextLookAt(standing) },
        ]
      })
      const counts = countsOf(
        all.map(({ life, lastReason }) => ({
          life,
          last: lastReason === null ? null : { state: stateOfReason(lastReason) },
        })),
      )
      const due = all.filter(({ next }) => next === null || next <= now).map(({ findingId }) => findingId)
      const times = all.flatMap(({ next }) => next ?? [])
      return { counts, due, nextAt: times.length === 0 ? null : Math.min(...times) }
    },
  }
}

interface Counted {
  readonly life: ItemStanding['life']
  readonly last: { readonly state: string } | null
}

function countsOf(items: readonly Counted[]): StandingCounts {
  const of = (life: ItemStanding['life']) => items.filter((item) => item.life === life).length
  return {
    unchecked: of('unchecked'),
    live: of('live'),
    suspected: of('suspected'),
    gone: of('gone'),
    relisted: of('relisted'),
    untold: items.filter(({ last }) => last?.state === 'unknown').length,
  }
}

/**
 * What the looks speak for: all items of a sent case gone means removed; one that is back means reopened. Null where
 * nothing follows, and where the case cannot go there.
 */
function proposalOf({ state, sent }: CaseFacts, items: readonly ItemStanding[]): CaseProposal | null {
  if (sent === null || items.length === 0) return null
  const can = movesFrom(state, true)
  const earlier = { sentAt: sent.at, channel: sent.channel, reference: sent.reference }
  const back = items.filter(({ life }) => life === 'relisted')
  if (back.length > 0 && can.includes('reopened') && (state === 'removed' || state === 'closed')) {
    const on = latest(back.flatMap(({ backSince }) => backSince ?? []))
    const from = sent.reference === '' ? '' : `, reference ${sent.reference}`
    return {
      state: 'reopened',
      happenedOn: on.slice(0, 10),
      note: `Found to be back. Earlier notice: sent ${sent.at.slice(0, 10)} by ${sent.channel}${from}.\n${evidenceOf(back)}`,
      findingIds: back.map(({ findingId }) => findingId),
      earlier,
    }
  }
  const gone = items.filter(({ life }) => life === 'gone')
  if (gone.length < items.length || !can.includes('removed')) return null
  return {
    state: 'removed',
    happenedOn: latest(gone.flatMap(({ downSince }) => downSince ?? [])).slice(0, 10),
    note: `Found to be gone.\n${evidenceOf(gone)}`,
    findingIds: gone.map(({ findingId }) => findingId),
    earlier,
  }
}

const mostLines = 40

/** What showed it, a line an address; the log holds the hash of these words. */
function evidenceOf(items: readonly ItemStanding[]): string {
  const lines = items
    .slice(0, mostLines)
    .map(({ url, last }) => `${last?.checkedAt ?? ''} ${url.slice(0, 90)}: ${last?.reason ?? ''}`)
  const more = items.length - lines.length
  return [...lines, ...(more > 0 ? [`and ${String(more)} more`] : [])].join('\n').slice(0, 4500)
}

function latest(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? ''
}

function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

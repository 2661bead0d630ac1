import type { Database } from 'better-sqlite3'
import type { Output } from '../../../shared/contract/index.ts'
import { createStateChecks } from './status/state-checks.repository.ts'

type Removal = Output<'live.removalTimes'>['providers'][number]

interface SentItem {
  readonly findingId: number
  readonly providerId: number
  readonly name: string
  readonly sentAt: string
  readonly downAt: string | null
}

const hour = 60 * 60 * 1000

/**
 * How long each provider took: from the notice being sent to the material being seen gone, by the first of the looks
 * that found it gone, by a capture that did, or by the artist's own record of the case, whichever came first; counted
 * by the items with an address. What was missing before the notice was sent, or is back, is none of it by the looks.
 */
export function readRemovals(db: Database): Removal[] {
  const gone = createStateChecks(db).gone()
  const items = db
    .prepare<[], SentItem>(
      `SELECT m.finding_id AS findingId, p.id AS providerId, p.name, c.sent_at AS sentAt, (
         SELECT min(at) FROM (
           SELECT min(k.ended_at) AS at FROM capture k
           WHERE k.finding_id = m.finding_id AND k.outcome = 'gone' AND k.ended_at >= c.sent_at
           UNION ALL
           SELECT min(max(e.happened_on || 'T00:00:00.000Z', c.sent_at)) FROM case_event e
           WHERE e.case_id = c.id AND e.state = 'removed'
             AND NOT EXISTS (SELECT 1 FROM case_event x WHERE x.corrects = e.id))) AS downAt
       FROM enforcement_case c JOIN provider p ON p.id = c.provider_id JOIN case_member m ON m.case_id = c.id
       JOIN finding f ON f.id = m.finding_id JOIN listing l ON l.id = f.listing_id
       WHERE c.sent_at IS NOT NULL AND l.url IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.regime = 'withdrawal')`,
    )
    .all()
    .map((item) => ({ ...item, downAt: earlier(item.downAt, byLooks(item, gone.get(item.findingId))) }))
  const byProvider = Map.groupBy(items, ({ providerId }) => providerId)
  return [...byProvider.values()]
    .flatMap((own) => (own[0] === undefined ? [] : [removalOf(own[0], own)]))
    .toSorted((one, other) => other.sent - one.sent || (one.name < other.name ? -1 : 1))
}

function byLooks({ sentAt }: SentItem, downSince: number | undefined): string | null {
  return downSince === undefined || downSince < Date.parse(sentAt) ? null : new Date(downSince).toISOString()
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function removalOf({ providerId, name }: SentItem, items: readonly SentItem[]): Removal {
  const hours = items
    .flatMap(({ sentAt, downAt }) =>
      downAt === null ? [] : (Date.parse(downAt) - Date.parse(sentAt)) / hour,
    )
    .toSorted((one, other) => one - other)
  return {
    providerId,
    name,
    sent: items.length,
    down: hours.length,
    medianHours: median(hours),
    shortestHours: hours[0] ?? null,
    longestHours: hours.at(-1) ?? null,
  }
}

function median(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return below === undefined || above === undefined ? null : (below + above) / 2
}

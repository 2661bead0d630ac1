import type { Database } from 'better-sqlite3'
import { dayIn, untilNextDay } from '../../../../shared/domain/live/budget-day.ts'
import { SourceFailure, type SourceLimits } from '../connector.ts'

export interface Budgets {
  /** Units spent today. */
  used(source: string, limits: SourceLimits): number
  /** Spends units of today's budget. Throws SourceFailure `budget`; nothing is spent then. */
  spend(source: string, limits: SourceLimits, units: number): void
}

const keptDays = 60
const utc = 'UTC'

/** Daily budgets in table `live_budget`. A day begins where the source says. */
export function createBudgets(db: Database, clock: () => number): Budgets {
  const read = db
    .prepare<[string, string], number>('SELECT used FROM live_budget WHERE source = ? AND day = ?')
    .pluck()
  const add = db.prepare<[string, string, number]>(
    'INSERT INTO live_budget (source, day, used) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET used = used + excluded.used',
  )
  const forget = db.prepare<[string, string]>('DELETE FROM live_budget WHERE source = ? AND day < ?')
  const dayOf = ({ dayIn: zone = utc }: SourceLimits) => dayIn(zone, clock())
  return {
    used: (source, limits) => read.get(source, dayOf(limits)) ?? 0,
    spend(source, limits, units) {
      const day = dayOf(limits)
      const used = read.get(source, day) ?? 0
      if (limits.perDay !== null && used + units > limits.perDay) {
        const left = untilNextDay(limits.dayIn ?? utc, clock())
        throw new SourceFailure(
          'budget',
          `may be asked no more today: ${String(used)} of its ${String(limits.perDay)} units are spent`,
          left,
        )
      }
      if (used === 0) forget.run(source, dayIn(limits.dayIn ?? utc, clock() - keptDays * 24 * 60 * 60 * 1000))
      add.run(source, day, units)
    },
  }
}

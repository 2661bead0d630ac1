import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'
import {
  deadlineNotifyDays,
  deadlineNotifySetting,
} from '../../../shared/domain/notices/deadlines/deadline-notice.ts'
import type { CoreContext } from '../context.ts'
import { getMeta, setMeta } from '../platform/meta.ts'

const toldOn = 'deadlines-told-on'

interface Listed {
  readonly today: string
  readonly deadlines: readonly DeadlineRow[]
}

/**
 * What the artist is to be told of: deadlines within the days chosen, each once, and at most once a day. Told is what
 * was shown to her, also after a restart; what nobody could show stays to be told.
 */
export function createTold({ db, mutations }: CoreContext) {
  const chosen = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const known = db.prepare<[string, string]>('SELECT 1 FROM deadline_told WHERE deadline = ? AND due = ?')
  const tell = db.prepare<[string, string, string]>(
    'INSERT OR IGNORE INTO deadline_told (deadline, due, told_on) VALUES (?, ?, ?)',
  )
  const days = () => wantedDays(chosen.get(deadlineNotifySetting))
  return {
    /** Whether the artist wants to be told at all. */
    isWanted: () => days() > 0,
    untold({ today, deadlines }: Listed): DeadlineRow[] {
      if (getMeta(db, toldOn) === today) return []
      const most = days()
      return deadlines.filter(
        ({ key, day, daysLeft }) => daysLeft <= most && known.get(key, day) === undefined,
      )
    },
    /** Notes what was shown. */
    note(deadlines: readonly Pick<DeadlineRow, 'key' | 'day'>[], today: string): void {
      if (deadlines.length === 0) return
      mutations.once([], () => {
        for (const { key, day } of deadlines) tell.run(key, day, today)
        setMeta(db, toldOn, today)
      })
    },
  }
}

function wantedDays(row: { readonly value: string } | undefined): number {
  const value: unknown = row === undefined ? 0 : JSON.parse(row.value)
  return deadlineNotifyDays.find((days) => days === value) ?? 0
}

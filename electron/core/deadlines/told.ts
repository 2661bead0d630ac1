import type { DeadlineRow } from '../../../shared/contract/deadlines.ts'
import {
  deadlineNotifyDays,
  deadlineNotifySetting,
} from '../../../shared/domain/notices/deadlines/deadline-notice.ts'
import type { CoreContext } from '../context.ts'
import { getMeta, setMeta } from '../platform/meta.ts'

const toldOn = 'deadlines-told-on'

/**
 * What the artist is to be told of now: deadlines within the days chosen, each once, and at most once a day. What is
 * given out counts as told, also after a restart. Empty while the preference is off.
 */
export async function takeDue(
  { db, mutations }: CoreContext,
  list: () => Promise<{ readonly today: string; readonly deadlines: readonly DeadlineRow[] }>,
): Promise<DeadlineRow[]> {
  const days = wantedDays(
    db
      .prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
      .get(deadlineNotifySetting),
  )
  if (days === 0) return []
  const { today, deadlines } = await list()
  if (getMeta(db, toldOn) === today) return []
  const known = db.prepare<[string, string]>('SELECT 1 FROM deadline_told WHERE deadline = ? AND due = ?')
  const tell = db.prepare<[string, string, string]>(
    'INSERT OR IGNORE INTO deadline_told (deadline, due, told_on) VALUES (?, ?, ?)',
  )
  const due = deadlines.filter(
    ({ key, day, daysLeft }) => daysLeft <= days && known.get(key, day) === undefined,
  )
  if (due.length === 0) return []
  mutations.once([], () => {
    for (const { key, day } of due) tell.run(key, day, today)
    setMeta(db, toldOn, today)
  })
  return due
}

function wantedDays(row: { readonly value: string } | undefined): number {
  const value: unknown = row === undefined ? 0 : JSON.parse(row.value)
  return deadlineNotifyDays.find((days) => days === value) ?? 0
}

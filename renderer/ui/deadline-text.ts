import { plural } from './plural.ts'
import type { Tone } from './StatusBadge.tsx'

/** How pressing a deadline is, as a tone; the words beside it say the same. */
export const deadlineStands: Readonly<Record<'overdue' | 'today' | 'soon' | 'later', Tone>> = {
  overdue: 'danger',
  today: 'warning',
  soon: 'warning',
  later: 'neutral',
}

/** "overdue by 2 days", "today", "in 5 days". */
export function daysLeftText(days: number): string {
  const count = plural(Math.abs(days), { one: 'day', other: 'days' })
  if (days < 0) return `overdue by ${count}`
  return days === 0 ? 'today' : `in ${count}`
}

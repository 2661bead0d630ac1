/** A stretch of days, both ends included (YYYY-MM-DD); null is without end on that side. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

const earliest = '0000-00-00'
const latest = '9999-99-99'

/** True for a calendar day written YYYY-MM-DD that exists. */
export function isCalendarDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return Number(year) >= 1000 && date.toISOString().startsWith(text)
}

/** The day after a calendar day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** True when the period has at least one day. */
export function isPeriod({ from, to }: Period): boolean {
  return (from ?? earliest) <= (to ?? latest)
}

/** True when a day lies in both. */
export function periodsOverlap(one: Period, other: Period): boolean {
  return (one.from ?? earliest) <= (other.to ?? latest) && (other.from ?? earliest) <= (one.to ?? latest)
}

/** True when the day lies in the period. */
export function isWithin(day: string, { from, to }: Period): boolean {
  return (from ?? earliest) <= day && day <= (to ?? latest)
}

/** `from 2024-01-01`, `until 2026-12-31`, `from … to …`; empty for all time. */
export function periodText({ from, to }: Period): string {
  if (from !== null) return to === null ? `from ${from}` : `from ${from} to ${to}`
  return to === null ? '' : `until ${to}`
}

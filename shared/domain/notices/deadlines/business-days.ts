/** Tells whether a day is a public holiday; `day` is YYYY-MM-DD. The name of the holiday, or null. */
export type HolidayCalendar = (day: string) => string | null

/** A calendar without holidays: weekends alone are free. */
export const noHolidays: HolidayCalendar = () => null

const dayMs = 86_400_000

/** The time of noon UTC, so that no change of clocks moves a day. Throws RangeError for what is no day. */
function timeOf(day: string): number {
  const time = Date.parse(`${day}T12:00:00Z`)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(day) ||
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== day
  ) {
    throw new RangeError(`“${day}” is no day of the form YYYY-MM-DD.`)
  }
  return time
}

/** A number of calendar days later (earlier when negative). Throws RangeError for what is no day. */
export function addDays(day: string, days: number): string {
  return new Date(timeOf(day) + days * dayMs).toISOString().slice(0, 10)
}

/** The day of the week, 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
  return new Date(timeOf(day)).getUTCDay()
}

/** True from Monday to Friday where the calendar names no holiday. */
export function isBusinessDay(day: string, holidays: HolidayCalendar): boolean {
  const of = weekday(day)
  return of !== 0 && of !== 6 && holidays(day) === null
}

/**
 * The day on which the nth business day after `day` falls. The day itself does not count (Fed. R. Civ. P. 6(a)(1)
 * counts in the same way). `count` from 0 to 1,000; 0 gives the day itself. Throws RangeError otherwise.
 */
export function addBusinessDays(day: string, count: number, holidays: HolidayCalendar): string {
  if (!Number.isInteger(count) || count < 0 || count > 1000)
    throw new RangeError('Business days are counted from 0 to 1,000.')
  let at = day
  for (let left = count; left > 0;) {
    at = addDays(at, 1)
    if (isBusinessDay(at, holidays)) left--
  }
  return at
}

/** Business days after `from` up to and including `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: string, to: string, holidays: HolidayCalendar): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isBusinessDay(at, holidays)) count++
  return count
}

/** The same day some months later, or the last day of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const date = new Date(timeOf(day))
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1, 12))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0, 12)).getUTCDate()
  first.setUTCDate(Math.min(date.getUTCDate(), last))
  return first.toISOString().slice(0, 10)
}

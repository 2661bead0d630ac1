import { calendarCountries } from '../../../shared/domain/notices/deadlines/recipient-calendar.ts'
import type { HolidayCalendar } from '../../../shared/domain/notices/deadlines/business-days.ts'
import { usFederalHolidays } from '../../../shared/domain/notices/deadlines/us-federal-holidays.ts'

/** A calendar with what it is called. */
export interface NamedCalendar {
  readonly code: string
  readonly name: string
  readonly holidays: HolidayCalendar
}

const loaded = new Map<string, Promise<NamedCalendar>>()

/**
 * The public holidays of a country: those of the United States by statute, those of a member state of the EU from the
 * library, which is loaded when the first of them is asked for. Nationwide holidays only. Unknown countries give the
 * American calendar.
 */
export function calendarOfCountry(code: string): Promise<NamedCalendar> {
  const name = calendarCountries[code]
  if (code === 'US' || name === undefined)
    return Promise.resolve({ code: 'US', name: calendarCountries.US ?? '', holidays: usFederalHolidays })
  const known = loaded.get(code)
  if (known) return known
  const calendar = load(code).then((holidays) => ({ code, name, holidays }))
  loaded.set(code, calendar)
  return calendar
}

async function load(code: string): Promise<HolidayCalendar> {
  const { default: Holidays } = await import('date-holidays')
  const source = new Holidays(code)
  const years = new Map<number, ReadonlyMap<string, string>>()
  const yearOf = (year: number) => {
    const known = years.get(year)
    if (known) return known
    const days = new Map(
      source
        .getHolidays(year, 'en')
        .filter(({ type }) => type === 'public')
        .map(({ date, name }) => [date.slice(0, 10), name]),
    )
    years.set(year, days)
    return days
  }
  return (day) => yearOf(Number(day.slice(0, 4))).get(day) ?? null
}

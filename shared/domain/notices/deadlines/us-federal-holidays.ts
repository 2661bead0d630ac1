import { addDays, type HolidayCalendar, weekday } from './business-days.ts'

interface HolidayRule {
  readonly name: string
  /** First year in which it is a legal public holiday by its present rule. */
  readonly since: number
  readonly on: (year: number) => string
  /** Kept on the nearest weekday when it falls on a weekend. */
  readonly moves: boolean
}

const pad = (value: number) => String(value).padStart(2, '0')
const fixed = (month: number, day: number) => (year: number) => `${year}-${pad(month)}-${pad(day)}`

/** The nth weekday of a month; n = -1 for the last one. */
function nth(month: number, of: number, n: number): (year: number) => string {
  return (year) => {
    if (n < 0) {
      const last = addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`, -1)
      return addDays(last, -((weekday(last) - of + 7) % 7))
    }
    const first = `${year}-${pad(month)}-01`
    return addDays(first, ((of - weekday(first) + 7) % 7) + 7 * (n - 1))
  }
}

/** 5 U.S.C. 6103(a): the legal public holidays since 1971, with the years in which two were added. */
const rules: readonly HolidayRule[] = [
  { name: 'New Year’s Day', since: 1971, on: fixed(1, 1), moves: true },
  { name: 'Birthday of Martin Luther King, Jr.', since: 1986, on: nth(1, 1, 3), moves: false },
  { name: 'Washington’s Birthday', since: 1971, on: nth(2, 1, 3), moves: false },
  { name: 'Memorial Day', since: 1971, on: nth(5, 1, -1), moves: false },
  { name: 'Juneteenth National Independence Day', since: 2021, on: fixed(6, 19), moves: true },
  { name: 'Independence Day', since: 1971, on: fixed(7, 4), moves: true },
  { name: 'Labor Day', since: 1971, on: nth(9, 1, 1), moves: false },
  { name: 'Columbus Day', since: 1971, on: nth(10, 1, 2), moves: false },
  { name: 'Veterans Day', since: 1978, on: fixed(11, 11), moves: true },
  { name: 'Thanksgiving Day', since: 1971, on: nth(11, 4, 4), moves: false },
  { name: 'Christmas Day', since: 1971, on: fixed(12, 25), moves: true },
]

/** The day it is kept: Friday for a Saturday (5 U.S.C. 6103(b)), Monday for a Sunday (Executive Order 11582). */
function kept({ on, moves }: HolidayRule, year: number): string {
  const day = on(year)
  const of = weekday(day)
  return !moves ? day : of === 6 ? addDays(day, -1) : of === 0 ? addDays(day, 1) : day
}

/**
 * Federal holidays of the United States on the days they are kept, from 1978 on. Inauguration Day is left out: it
 * is a holiday for federal employees in and around Washington only (5 U.S.C. 6103(c)).
 */
export const usFederalHolidays: HolidayCalendar = (day) => {
  const year = Number(day.slice(0, 4))
  // New Year's Day of the next year is kept on 31 December when it falls on a Saturday.
  for (const at of [year, year + 1]) {
    const rule = rules.find((each) => at >= each.since && kept(each, at) === day)
    if (rule !== undefined) return rule.name
  }
  return null
}

import { describe, expect, it } from 'vitest'
import { europeanUnion } from '../../../shared/domain/notices/deadlines/recipient-calendar.ts'
import { calendarOfCountry } from './holidays.ts'

const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, at) =>
    new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10),
  ).filter((day) => day.startsWith(String(year)))

describe('calendars of recipients', () => {
  // Nationwide public holidays as the states' own statutes name them; Easter 2026 falls on 5 April.
  it.each([
    ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
    ['FR', 2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'],
    ['IT', 2025, '01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26'],
  ])('%s has its nationwide holidays in %i', async (code, year, wanted) => {
    const { holidays } = await calendarOfCountry(code)
    const found = daysOf(year).filter((day) => holidays(day) !== null)
    expect(found.map((day) => day.slice(5)).join(' ')).toBe(wanted)
  })

  it('there is one for every member state, with New Year’s Day and Christmas Day', async () => {
    for (const code of Object.keys(europeanUnion)) {
      const { holidays, name } = await calendarOfCountry(code)
      expect([holidays('2026-01-01'), holidays('2026-12-25')], name).not.toContain(null)
      expect(daysOf(2026).filter((day) => holidays(day) !== null).length, name).toBeGreaterThan(6)
    }
  })

  it('any other country is counted by the American one', async () => {
    expect(await calendarOfCountry('ZZ')).toMatchObject({ code: 'US', name: 'United States' })
  })
})

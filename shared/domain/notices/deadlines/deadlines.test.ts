import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addBusinessDays,
  addMonths,
  businessDaysBetween,
  isBusinessDay,
  noHolidays,
} from './business-days.ts'
import {
  claimsBoardOptOut,
  counterNoticeDeadlines,
  registrationDeadline,
  responseDeadline,
} from './deadlines.ts'
import { usFederalHolidays } from './us-federal-holidays.ts'

describe('federal holidays of the United States', () => {
  // As published by the Office of Personnel Management.
  it.each([
    [
      '2026',
      [
        '2026-01-01',
        '2026-01-19',
        '2026-02-16',
        '2026-05-25',
        '2026-06-19',
        '2026-07-03',
        '2026-09-07',
        '2026-10-12',
        '2026-11-11',
        '2026-11-26',
        '2026-12-25',
      ],
    ],
    [
      '2024',
      [
        '2024-01-01',
        '2024-01-15',
        '2024-02-19',
        '2024-05-27',
        '2024-06-19',
        '2024-07-04',
        '2024-09-02',
        '2024-10-14',
        '2024-11-11',
        '2024-11-28',
        '2024-12-25',
      ],
    ],
    [
      '2021',
      [
        '2021-01-01',
        '2021-01-18',
        '2021-02-15',
        '2021-05-31',
        '2021-06-18',
        '2021-07-05',
        '2021-09-06',
        '2021-10-11',
        '2021-11-11',
        '2021-11-25',
        '2021-12-24',
        '2021-12-31',
      ],
    ],
    [
      '2023',
      [
        '2023-01-02',
        '2023-01-16',
        '2023-02-20',
        '2023-05-29',
        '2023-06-19',
        '2023-07-04',
        '2023-09-04',
        '2023-10-09',
        '2023-11-10',
        '2023-11-23',
        '2023-12-25',
      ],
    ],
    [
      '2020',
      [
        '2020-01-01',
        '2020-01-20',
        '2020-02-17',
        '2020-05-25',
        '2020-07-03',
        '2020-09-07',
        '2020-10-12',
        '2020-11-11',
        '2020-11-26',
        '2020-12-25',
      ],
    ],
  ])('are right in %s', (year, wanted) => {
    const days = Array.from({ length: 366 }, (_, at) =>
      new Date(Date.UTC(Number(year), 0, 1 + at)).toISOString().slice(0, 10),
    )
    expect(days.filter((day) => day.startsWith(year) && usFederalHolidays(day) !== null)).toEqual(wanted)
  })
})

describe('business days', () => {
  it.each([
    ['2026-11-20', 10, '2026-12-07'], // Thanksgiving between
    ['2026-12-18', 10, '2027-01-05'], // Christmas and New Year's Day
    ['2026-07-01', 1, '2026-07-02'],
    ['2026-07-02', 1, '2026-07-06'], // Independence Day kept on Friday, 3 July
    ['2026-11-21', 1, '2026-11-23'], // from a Saturday
    ['2026-11-20', 0, '2026-11-20'],
    ['2021-12-30', 1, '2022-01-03'], // New Year's Day 2022 kept on 31 December 2021
    ['2024-02-28', 2, '2024-03-01'], // leap year
  ])('%s and %i more: %s', (from, count, to) => {
    expect(addBusinessDays(from, count, usFederalHolidays)).toBe(to)
  })

  it('counting forth and back agrees, and a deadline never falls on a free day', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = addBusinessDays(from, count, usFederalHolidays)
        expect(businessDaysBetween(from, to, usFederalHolidays)).toBe(count)
        expect(isBusinessDay(to, usFederalHolidays)).toBe(true)
        expect(to >= addBusinessDays(from, count, noHolidays)).toBe(true)
      }),
    )
  })

  it('refuses what is no day', () => {
    for (const wrong of ['2026-02-30', '22.11.2026', '', '2026-13-01'])
      expect(() => addBusinessDays(wrong, 1, noHolidays)).toThrow(RangeError)
  })
})

describe('deadlines', () => {
  it('of a counter-notice: day 10 is the one to act by, day 14 the last', () => {
    expect(counterNoticeDeadlines('2026-11-20').map(({ code, day }) => [code, day])).toEqual([
      ['counter-day-10', '2026-12-07'],
      ['counter-day-14', '2026-12-11'],
    ])
  })

  it('of registration: three months, also from the last day of a month', () => {
    expect(registrationDeadline('2026-11-30').day).toBe('2027-02-28')
    expect(registrationDeadline('2026-03-15').day).toBe('2026-06-15')
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28')
  })

  it('of the Claims Board and of a provider that states its time', () => {
    expect(claimsBoardOptOut('2026-01-01').day).toBe('2026-03-02')
    expect(
      responseDeadline('2026-11-20', { days: 3, business: false, source: 'NameSilo' }, noHolidays)?.day,
    ).toBe('2026-11-23')
    expect(
      responseDeadline('2026-11-20', { days: 1, business: true, source: 'GitHub' }, noHolidays)?.day,
    ).toBe('2026-11-23')
    expect(responseDeadline('2026-11-20', null, noHolidays)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRecordingYear, parseReleaseDate, parseYear } from './release-date.ts'
import type { DateReading } from './release-date.ts'

function summary(reading: DateReading): string {
  return reading.status === 'valid'
    ? reading.value
    : reading.status === 'empty'
      ? 'empty'
      : reading.problem.code
}

describe('parseReleaseDate', () => {
  it.each([
    ['2026-05-13', '2026-05-13'],
    ['2026-5-3', '2026-05-03'],
    ['2026-05', '2026-05'],
    ['2026', '2026'],
    ['20260513', '2026-05-13'],
    ['2026/05/13', '2026-05-13'],
    ['2026-05-13T00:00:00Z', '2026-05-13'],
    ['1999-00-00', '1999'],
    ['1999-12-00', '1999-12'],
    ['13.5.2026', '2026-05-13'],
    ['13. 05. 2026', '2026-05-13'],
    ['13/05/2026', '2026-05-13'],
    ['05/13/2026', '2026-05-13'],
    ['05/05/2026', '2026-05-05'],
    ['13 May 2026', '2026-05-13'],
    ['May 13, 2026', '2026-05-13'],
    ['Sept 2026', '2026-09'],
    ['２０２６－０５－１３', '2026-05-13'],
    ['', 'empty'],
    ['05/06/2026', 'ambiguous'],
    ['5/13/26', 'ambiguous'],
    ['2026-02-30', 'no-such-date'],
    ['2025-02-29', 'no-such-date'],
    ['2026-13-01', 'no-such-date'],
    ['0000', 'no-such-date'],
    ['1400-01-01', 'no-such-date'],
    ['yesterday', 'shape'],
    ['13 Foo 2026', 'shape'],
    ['1 May 2 2026', 'shape'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseReleaseDate(raw))).toBe(expected)
  })

  it('reads back every day, and never throws', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1860-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10)
          expect(summary(parseReleaseDate(day))).toBe(day)
          expect(summary(parseReleaseDate(date.toISOString()))).toBe(day)
          const [year, month, dayOfMonth] = day.split('-')
          expect(summary(parseReleaseDate(`${dayOfMonth}.${month}.${year}`))).toBe(day)
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        parseReleaseDate(raw)
        parseYear(raw)
      }),
    )
  })
})

describe('parseYear', () => {
  it.each([
    ['1973', '1973'],
    [' 1973 ', '1973'],
    ['1973.0', '1973'],
    ['1973-05-13', '1973'],
    ['05/06/1973', '1973'],
    ['', 'empty'],
    ['73', 'ambiguous'],
    ["'73", 'ambiguous'],
    ['1492', 'no-such-date'],
    ['2901', 'no-such-date'],
    ['19733', 'shape'],
    ['unk.', 'shape'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseYear(raw))).toBe(expected)
  })

  it('knows which years a recording can be of', () => {
    expect([1859, 1860, 2100, 2101, 1999.5, Number.NaN].map(isRecordingYear)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

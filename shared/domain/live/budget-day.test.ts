import { expect, test } from 'vitest'
import { dayIn, untilNextDay } from './budget-day.ts'

const pacific = 'America/Los_Angeles'
const hour = 3_600_000

test('the day of a source is the day where it counts', () => {
  const at = Date.UTC(2026, 10, 22, 7, 59)
  expect(dayIn('UTC', at)).toBe('2026-11-22')
  expect(dayIn(pacific, at)).toBe('2026-11-21')
  expect(dayIn(pacific, at + 60_000)).toBe('2026-11-22')
})

test.each([
  ['an ordinary day', Date.UTC(2026, 10, 22, 8), 24],
  ['the day summer time ends', Date.UTC(2026, 10, 1, 7), 25],
  ['the day it begins', Date.UTC(2026, 2, 8, 8), 23],
])('%s lasts until midnight there', (_name, midnight, hours) => {
  const left = untilNextDay(pacific, midnight)
  expect(left / hour).toBeCloseTo(hours, 3)
  expect(dayIn(pacific, midnight + left)).not.toBe(dayIn(pacific, midnight))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs, breakerAfter } from './back-off.ts'

test('each failure doubles the ceiling, from two seconds', () => {
  expect([1, 2, 3, 4].map((failures) => backOffMs(failures, 0.999_999_9))).toEqual([2000, 4000, 8000, 16_000])
})

test('any moment up to the ceiling may be the one; the breaker never opens before half an hour', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), random, (failures, chance) => {
      const wait = backOffMs(failures, chance)
      expect(wait).toBeLessThanOrEqual(3_600_000)
      expect(wait).toBeGreaterThanOrEqual(failures >= breakerAfter ? 1_800_000 : 0)
    }),
  )
})

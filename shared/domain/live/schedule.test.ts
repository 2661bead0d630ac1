import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshSince, nextLook, nextTry, plan, shareOf } from './schedule.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.parse('2026-11-22T12:00:00.000Z')

describe('nextLook', () => {
  it('counts from the answer, by the interval and at most a fifth more or less', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const interval = fc.integer({ min: hour, max: 60 * day })
    fc.assert(
      fc.property(interval, share, (intervalMs, part) => {
        const next = nextLook({ answeredAt: now, intervalMs, fresh: false, share: part }) - now
        expect(next).toBeGreaterThanOrEqual(Math.floor(0.8 * intervalMs))
        expect(next).toBeLessThanOrEqual(Math.ceil(1.2 * intervalMs))
      }),
    )
  })

  it('comes twice as often for a new release', () => {
    const options = { answeredAt: now, intervalMs: 10 * day, share: 0.5 }
    expect(nextLook({ ...options, fresh: true })).toBe(now + 5 * day)
    expect(nextLook({ ...options, fresh: false })).toBe(now + 10 * day)
  })
})

describe('freshSince', () => {
  it('is the day ninety days ago', () => {
    expect(freshSince(now)).toBe('2026-08-24')
  })
})

describe('nextTry', () => {
  const waitOf = (failures: number, share = 0, notBefore: number | null = null) =>
    nextTry({ failedAt: now, failures, share, notBefore }) - now

  it('doubles with each failure, up to a day', () => {
    expect([1, 2, 3].map((failures) => waitOf(failures, 0))).toEqual([7.5, 15, 30].map((min) => min * 60_000))
    expect(waitOf(40, 0)).toBe(12 * hour)
    expect(waitOf(40, 0.999)).toBeLessThanOrEqual(day)
  })

  it('never comes before what the source asked for', () => {
    expect(waitOf(1, 0, now + 5 * hour)).toBe(5 * hour)
    expect(waitOf(1, 0, now - hour)).toBe(7.5 * 60_000)
  })
})

describe('shareOf', () => {
  it('is the same for the same text, and spreads evenly', () => {
    expect(shareOf('deezer isrc 7')).toBe(shareOf('deezer isrc 7'))
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let number = 0; number < 10_000; number++) {
      const share = shareOf(`deezer isrc ${String(number)}`)
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThan(1)
      const tenth = Math.floor(share * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    for (const count of tenths) expect(count).toBeGreaterThan(800)
  })
})

describe('plan', () => {
  it('visits what is due, longest overdue first, and wakes for the next', () => {
    const sources = [
      { id: 'a', dueAt: now - hour, restUntil: null },
      { id: 'b', dueAt: now - day, restUntil: null },
      { id: 'resting', dueAt: now - day, restUntil: now + 2 * hour },
      { id: 'later', dueAt: now + day, restUntil: now - hour },
      { id: 'empty', dueAt: null, restUntil: null },
    ]
    expect(plan(sources, now)).toEqual({ visit: ['b', 'a'], wakeAt: now + 2 * hour })
    expect(plan([{ id: 'empty', dueAt: null, restUntil: null }], now)).toEqual({ visit: [], wakeAt: null })
  })
})

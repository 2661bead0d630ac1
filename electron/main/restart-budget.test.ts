import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRestartBudget } from './restart-budget.ts'

describe('createRestartBudget', () => {
  it('gives three in a minute and none more until the first is a minute old', () => {
    let now = 0
    const budget = createRestartBudget(3, 60_000, () => now)
    expect([budget.take(), budget.take(), budget.take(), budget.take()]).toEqual([true, true, true, false])
    now = 59_999
    expect(budget.take()).toBe(false)
    now = 60_000
    expect(budget.take()).toBe(true)
  })

  it('never gives more than the limit within any span', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), (waits, limit) => {
        let now = 0
        const budget = createRestartBudget(limit, 60_000, () => now)
        const given: number[] = []
        for (const wait of waits) {
          now += wait
          if (budget.take()) given.push(now)
        }
        for (const at of given) {
          expect(given.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(
            limit,
          )
        }
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxSelection, spanBetween, toggled } from './selection.ts'

const row = fc.integer({ min: 0, max: 1_000_000 })

describe('spanBetween', () => {
  it('holds the anchor, runs forward and is never longer than one action takes', () => {
    fc.assert(
      fc.property(row, row, (anchor, target) => {
        const [first, last] = spanBetween(anchor, target)
        expect(first).toBeLessThanOrEqual(last)
        expect(last - first + 1).toBeLessThanOrEqual(maxSelection)
        expect(anchor === first || anchor === last).toBe(true)
      }),
    )
  })

  it('holds the row too, unless the limit cuts it off', () => {
    expect(spanBetween(10, 4)).toEqual([4, 10])
    expect(spanBetween(4, 4)).toEqual([4, 4])
    expect(spanBetween(0, 9999)).toEqual([0, maxSelection - 1])
    expect(spanBetween(9999, 0)).toEqual([9999 - maxSelection + 1, 9999])
  })
})

describe('toggled', () => {
  it('leaves the given set as it was', () => {
    const before = new Set([1, 2])
    expect([...toggled(before, 2)]).toEqual([1])
    expect([...toggled(before, 3)]).toEqual([1, 2, 3])
    expect([...before]).toEqual([1, 2])
  })
})

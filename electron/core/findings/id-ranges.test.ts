import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { includesId, packIds } from './id-ranges.ts'

describe('packIds', () => {
  it('packs what follows on, in any order and with repeats', () => {
    expect(packIds([7, 3, 1, 2, 2, 9, 8])).toEqual([
      [1, 3],
      [7, 9],
    ])
    expect(packIds([])).toEqual([])
  })

  it('holds exactly the ids it was given, in as few ranges as possible', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(ids, (some) => {
        const ranges = packIds(some)
        for (let id = 0; id <= 62; id += 1) expect(includesId(ranges, id)).toBe(some.includes(id))
        for (const [at, [from, to]] of ranges.entries()) {
          expect(from).toBeLessThanOrEqual(to)
          const before = ranges[at - 1]
          if (before) expect(from).toBeGreaterThan(before[1] + 1)
        }
      }),
    )
  })
})

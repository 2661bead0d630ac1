import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyIndex, hashOfNumbers, hashOfText, hashOfTexts } from './key-index.ts'

describe('createKeyIndex', () => {
  it('finds what a Map of lists finds, in the same order', () => {
    const entries = fc.array(
      fc.tuple(fc.string({ maxLength: 3 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })),
      {
        maxLength: 3000,
      },
    )
    fc.assert(
      fc.property(entries, (added) => {
        const index = createKeyIndex()
        const expected = new Map<string, number[]>()
        for (const [key, id] of added) {
          index.add(id, hashOfText(key))
          expected.set(key, [...(expected.get(key) ?? []), id])
        }
        for (const [key, ids] of expected) {
          const found = index.candidates(hashOfText(key))
          expect(found.filter((id) => ids.includes(id))).toEqual(ids)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('finds nothing for a key that was never added', () => {
    const index = createKeyIndex()
    for (let id = 1; id <= 10_000; id++) index.add(id, hashOfText(`key ${String(id)}`))
    const strangers = Array.from({ length: 10_000 }, (_, n) =>
      index.candidates(hashOfText(`other ${String(n)}`)),
    ).flat()
    expect(strangers.length).toBeLessThan(3)
  })

  it('tells parts apart by where they meet, and numbers by their order', () => {
    const texts = [hashOfTexts('sea', 'side'), hashOfTexts('seas', 'ide'), hashOfText('seaside')]
    expect(new Set(texts).size).toBe(3)
    expect(hashOfTexts('sea', 'side')).toBe(hashOfTexts('sea', 'side'))
    const places = [
      [7, 1, 12],
      [7, 11, 2],
      [71, 1, 2],
      [1, 7, 12],
    ] as const
    expect(new Set(places.map(([one, two, three]) => hashOfNumbers(one, two, three))).size).toBe(
      places.length,
    )
  })

  it('keeps a hundred thousand entries through every growth', () => {
    const index = createKeyIndex()
    for (let id = 1; id <= 100_000; id++) index.add(id, hashOfText(`key ${String(id)}`))
    for (let id = 1; id <= 100_000; id += 97)
      expect(index.candidates(hashOfText(`key ${String(id)}`))).toContain(id)
  })
})

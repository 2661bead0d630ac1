import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignAt, bestAlignment, shortestStretch } from './align.ts'
import { bitCount, bitErrorRate, decodeFingerprint, encodeFingerprint } from './fingerprint.ts'
import { indexProbes } from './probe-index.ts'
import { matchBer, possibleBer, searchedSpeeds, speedsAround, verdictOf } from './verdict.ts'

const item = fc.nat(0xffffffff)
const print = (min: number, max: number) =>
  fc.array(item, { minLength: min, maxLength: max }).map((items) => Uint32Array.from(items))

/** Numbers that look random and depend on the seed alone. */
function noise(length: number, seed: number): Uint32Array {
  let state = seed
  return Uint32Array.from({ length }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0
  })
}

/** Turns over `bits` bits of each item. */
function worn(items: Uint32Array, bits: number): Uint32Array {
  return items.map((value, at) => {
    let changed = value
    for (let bit = 0; bit < bits; bit++) changed ^= 1 << ((at * 7 + bit * 11) % 32)
    return changed >>> 0
  })
}

describe('fingerprints', () => {
  test('stored and read again are the same', () => {
    fc.assert(
      fc.property(print(0, 50), (items) => {
        expect(decodeFingerprint(encodeFingerprint(items))).toEqual(items)
      }),
    )
    expect(decodeFingerprint(Uint8Array.of(1, 0, 0, 0, 9))).toEqual(Uint32Array.of(1))
  })

  test('bits are counted as a loop counts them', () => {
    fc.assert(
      fc.property(item, (value) => {
        expect(bitCount(value)).toBe(value.toString(2).replaceAll('0', '').length)
      }),
    )
  })

  test('the error rate is symmetric, 0 for the same, 1 for the inverse', () => {
    fc.assert(
      fc.property(print(1, 40), print(1, 40), (a, b) => {
        const length = Math.min(a.length, b.length)
        expect(bitErrorRate(a, 0, b, 0, length)).toBe(bitErrorRate(b, 0, a, 0, length))
        expect(bitErrorRate(a, 0, a, 0, a.length)).toBe(0)
        expect(
          bitErrorRate(
            a,
            0,
            a.map((value) => ~value),
            0,
            a.length,
          ),
        ).toBe(1)
      }),
    )
  })
})

describe('alignment', () => {
  test('a stretch inside something else is found from its first item to its last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 300 }),
        fc.nat(200),
        fc.nat(200),
        fc.nat(1e6),
        (length, before, skip, seed) => {
          const whole = noise(length + skip + 50, seed + 1)
          const part = whole.subarray(skip, skip + length)
          const found = Uint32Array.from([...noise(before, seed + 7), ...part, ...noise(80, seed + 13)])
          const alignment = alignAt(found, whole, skip - before)
          expect(alignment?.ber).toBeLessThan(0.05)
          expect(Math.abs((alignment?.aFrom ?? -99) - before)).toBeLessThan(8)
          expect(Math.abs((alignment?.length ?? 0) - length)).toBeLessThan(12)
          expect((alignment?.bFrom ?? 0) - (alignment?.aFrom ?? 0)).toBe(skip - before)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('its error rate is that of the stretch it names', () => {
    const a = noise(400, 5)
    for (const bits of [0, 2, 4, 7]) {
      const b = worn(a, bits)
      const found = alignAt(a, b, 0)
      expect(found?.ber).toBeCloseTo(
        bitErrorRate(a, found?.aFrom ?? 0, b, found?.bFrom ?? 0, found?.length ?? 0),
        9,
      )
      expect(found?.ber).toBeCloseTo(bits / 32, 9)
    }
  })

  test('unrelated fingerprints and stretches too short align nowhere', () => {
    const a = noise(600, 1)
    const b = noise(600, 2)
    for (let shift = -600; shift <= 600; shift++) expect(alignAt(a, b, shift)).toBeNull()
    expect(alignAt(a.subarray(0, shortestStretch - 1), a, 0)).toBeNull()
    expect(bestAlignment(new Uint32Array(0), a, [0, 5, -5])).toBeNull()
  })
})

describe('looking up', () => {
  test('the shift of a worn excerpt is among the candidates, whatever its place', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(1e6), fc.integer({ min: 0, max: 3 }), (skip, seed, bits) => {
        const whole = noise(700, seed + 1)
        const probe = worn(whole.subarray(skip, skip + 200), bits > 2 ? 2 : bits)
        const candidates = indexProbes([{ items: probe, speed: 1 }])(whole)
        expect(candidates[0]).toMatchObject({ probe: 0, shift: skip })
      }),
      { numRuns: 15 },
    )
  })

  test('of several speeds the right one is named; the next call starts from nothing', () => {
    const targets = [noise(400, 1), noise(400, 2), noise(500, 3)]
    const search = indexProbes(
      targets.map((items, at) => ({ items: items.subarray(50, 250), speed: 1 + at / 100 })),
    )
    for (let round = 0; round < 2; round++)
      targets.forEach((target, at) => {
        expect(search(target)[0]).toMatchObject({ probe: at, shift: 50 })
      })
    expect(search(noise(400, 99))).toEqual([])
  })

  test('silence, which repeats one item, finds nothing in silence', () => {
    const silence = new Uint32Array(500).fill(627_964_279)
    const [first] = indexProbes([{ items: silence, speed: 1 }])(silence)
    expect(first?.votes ?? 0).toBeLessThan(30)
  })

  test('no probes and empty targets are answered', () => {
    expect(indexProbes([])(noise(10, 1))).toEqual([])
    expect(indexProbes([{ items: new Uint32Array(0), speed: 1 }])(new Uint32Array(0))).toEqual([])
  })
})

test('verdicts follow the thresholds, which include their own value', () => {
  const at = (ber: number) => verdictOf({ aFrom: 0, bFrom: 0, length: 100, ber })
  expect([at(0), at(matchBer), at(matchBer + 0.001), at(possibleBer), at(possibleBer + 0.001)]).toEqual(['match', 'match', 'possible', 'possible', 'none']) // prettier-ignore
  expect(verdictOf(null)).toBe('none')
})

test('speeds reach from 6 % slower to 6 % faster without a gap', () => {
  expect(searchedSpeeds[0]).toBeLessThanOrEqual(1 / 1.06)
  expect(searchedSpeeds.at(-1)).toBeGreaterThanOrEqual(1 / 0.94)
  expect(searchedSpeeds).toContain(1)
  const covered = searchedSpeeds.flatMap((speed) => speedsAround(speed)).sort((a, b) => a - b)
  covered.slice(1).forEach((speed, at) => expect(speed - (covered[at] ?? 0)).toBeLessThan(0.00026))
})

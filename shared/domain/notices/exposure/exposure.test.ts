import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  circumventionExposure,
  claimsBoardExposure,
  cmiExposure,
  type ExposedWork,
  statutoryExposure,
} from './exposure.ts'

const track = (id: number, fields: Partial<ExposedWork> = {}): ExposedWork => ({
  id,
  registeredInTime: true,
  albumId: 1,
  issuedAsSingle: false,
  ...fields,
})
const album = Array.from({ length: 10 }, (_, id) => track(id))
const anyWorks = fc.array(
  fc.record({
    id: fc.nat(),
    registeredInTime: fc.option(fc.boolean()),
    albumId: fc.option(fc.nat(3)),
    issuedAsSingle: fc.option(fc.boolean()),
  }),
  { maxLength: 40 },
)

describe('statutory damages', () => {
  it('count an album of ten tracks as one work, or as ten, by the court', () => {
    expect(statutoryExposure(album, 'one-work')).toMatchObject({ low: 750, high: 150_000 })
    expect(statutoryExposure(album, 'economic-value')).toMatchObject({ low: 7_500, high: 1_500_000 })
    expect(statutoryExposure(album, 'unknown')).toMatchObject({ low: 750, high: 1_500_000 })
  })

  it('count a track that was also a single by itself', () => {
    expect(statutoryExposure([...album, track(11, { issuedAsSingle: true })], 'one-work')).toMatchObject({
      low: 1_500,
      high: 300_000,
    })
  })

  it('give nothing for works registered too late', () => {
    expect(statutoryExposure([track(1, { registeredInTime: false })], 'unknown')).toMatchObject({
      low: 0,
      high: 0,
    })
    expect(statutoryExposure([track(1, { registeredInTime: null })], 'unknown')).toMatchObject({
      low: 0,
      high: 150_000,
    })
  })

  it('scale with works: 86 million at 150,000 dollars are 12.9 trillion, which no court has ever been near', () => {
    const one = statutoryExposure([track(1, { albumId: null })], 'unknown')
    expect(one.high * 86_000_000).toBe(12_900_000_000_000)
  })

  it('are always a range, and never shrink with another work', () => {
    fc.assert(
      fc.property(
        anyWorks,
        fc.constantFrom('one-work' as const, 'economic-value' as const, 'unknown' as const),
        (works, rule) => {
          const range = statutoryExposure(works, rule)
          expect(range.low).toBeLessThanOrEqual(range.high)
          const more = statutoryExposure([...works, track(99, { albumId: null })], rule)
          expect(more.low).toBe(range.low + 750)
          expect(more.high).toBe(range.high + 150_000)
        },
      ),
    )
  })
})

describe('what is nothing', () => {
  const late = track(1, { registeredInTime: false, albumId: null })

  it('is said in words with its reason, and never as “0 to 0”', () => {
    const { none } = statutoryExposure([late], 'unknown')
    expect(none).toContain('No statutory damages under 17 U.S.C. 412')
    expect(none).toContain('Actual damages and profits only')
    expect(none).toContain('not estimated')
    expect(statutoryExposure([track(1)], 'unknown').none).toBeNull()
    expect(statutoryExposure([track(1, { registeredInTime: null })], 'unknown').none).toBeNull()
    expect(claimsBoardExposure([late])).toMatchObject({ high: 7_500, none: null })
    for (const range of [
      statutoryExposure([], 'unknown'),
      claimsBoardExposure([]),
      cmiExposure(0),
      circumventionExposure(0),
    ])
      expect(range.none).toMatch(/[.]$/)
  })

  it('stands wherever the range is empty, and nowhere else', () => {
    fc.assert(
      fc.property(
        anyWorks,
        fc.constantFrom('one-work' as const, 'economic-value' as const),
        (works, rule) => {
          for (const { high, none } of [statutoryExposure(works, rule), claimsBoardExposure(works)])
            expect(none === null).toBe(high > 0)
        },
      ),
    )
  })

  it('counts one as one', () => {
    const text = [
      statutoryExposure([late], 'unknown'),
      statutoryExposure([track(1)], 'one-work'),
      cmiExposure(1),
      circumventionExposure(1),
    ]
      .flatMap(({ assumptions }) => assumptions)
      .join('\n')
    expect(text).toContain('1 of 1 work was registered too late')
    expect(text).toContain('1 award:')
    expect(text).toContain('1 violation of')
    expect(text).toContain('1 act of')
    expect(text).not.toMatch(/\b1 (?:works|awards|violations|acts)\b/)
  })
})

describe('the other ranges', () => {
  it('count violations and acts', () => {
    expect(cmiExposure(3)).toMatchObject({ low: 7_500, high: 75_000 })
    expect(circumventionExposure(120_000)).toMatchObject({ low: 24_000_000, high: 300_000_000 })
  })

  it('of the Claims Board keep to its caps', () => {
    expect(claimsBoardExposure([track(1)])).toMatchObject({ low: 750, high: 15_000 })
    expect(claimsBoardExposure(album)).toMatchObject({ low: 7_500, high: 30_000 })
    expect(
      claimsBoardExposure([
        track(1, { registeredInTime: false }),
        track(2, { registeredInTime: false }),
        track(3, { registeredInTime: false }),
      ]),
    ).toMatchObject({ low: 0, high: 15_000 })
  })
})

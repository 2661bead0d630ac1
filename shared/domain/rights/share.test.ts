import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completedShares,
  formatShare,
  parseShare,
  roundedPercents,
  shareInput,
  splitEvenly,
  whole,
} from './share.ts'

const anyShare = fc.integer({ min: 0, max: whole })
const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)

describe('parseShare', () => {
  it.each([
    ['50', 500_000],
    ['50%', 500_000],
    [' 50 % ', 500_000],
    ['33.33', 333_300],
    ['33,33 %', 333_300],
    ['33.3333', 333_333],
    ['12.5 percent', 125_000],
    ['100', whole],
    ['0', 0],
    ['.5', 5_000],
    ['0,0001', 1],
    ['1/3', 333_333],
    ['2/3', 666_667],
    ['1 / 4', 250_000],
    ['1 of 3', 333_333],
    ['⅓', 333_333],
    ['½', 500_000],
    ['33 1/3', 333_333],
    ['33⅓ %', 333_333],
    ['16 2/3%', 166_667],
    ['1/2 %', 5_000],
    ['５０％', 500_000],
    ['50\u00a0%', 500_000],
    ['50 Prozent', 500_000],
  ])('reads %j as %d', (text, share) => {
    expect(parseShare(text)).toMatchObject({ status: 'valid', share })
  })

  it.each([
    ['101', 'too-much'],
    ['100.00001', 'too-much'],
    ['4/3', 'too-much'],
    ['100 1/2', 'too-much'],
    ['1/0', 'zero-divisor'],
    ['-5', 'shape'],
    ['50-50', 'shape'],
    ['33.333.333', 'shape'],
    ['half', 'shape'],
    ['1/2/3', 'shape'],
    ['50 50', 'shape'],
    ['1e2', 'shape'],
    ['٣٣', 'shape'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseShare(text)).toMatchObject({ status: 'invalid', problem: { code } })
  })

  it('says when it rounded, and that nothing was typed', () => {
    expect(parseShare('1/3')).toMatchObject({ rounded: true })
    expect(parseShare('33.3333')).toMatchObject({ rounded: false })
    expect(parseShare('33.33333')).toMatchObject({ rounded: true, share: 333_333 })
    expect(parseShare(' \u200b ')).toEqual({ status: 'empty' })
  })

  it('reads every share back as it is written (property)', () => {
    fc.assert(
      fc.property(anyShare, (share) => {
        expect(parseShare(formatShare(share))).toEqual({ status: 'valid', share, rounded: false })
        expect(parseShare(shareInput(share))).toEqual({ status: 'valid', share, rounded: false })
      }),
    )
  })

  it('agrees with exact arithmetic for fractions (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 999 }),
        (divisor, numerator) => {
          const reading = parseShare(`${String(numerator)}/${String(divisor)}`)
          if (numerator > divisor) expect(reading).toMatchObject({ status: 'invalid' })
          else {
            expect(reading).toMatchObject({ status: 'valid' })
            const share = reading.status === 'valid' ? reading.share : NaN
            expect(Math.abs(share * divisor - numerator * whole) * 2).toBeLessThanOrEqual(divisor)
          }
        },
      ),
    )
  })

  it('never throws, and never gives more than the whole (property)', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[\d /.,%⅓-]{0,20}$/),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const reading = parseShare(text)
        if (reading.status !== 'valid') return
        expect(Number.isSafeInteger(reading.share)).toBe(true)
        expect(reading.share).toBeGreaterThanOrEqual(0)
        expect(reading.share).toBeLessThanOrEqual(whole)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('splitEvenly', () => {
  it('gives odd units to those who come first', () => {
    expect(splitEvenly(3)).toEqual([333_334, 333_333, 333_333])
    expect(splitEvenly(7)).toEqual([142_858, 142_857, 142_857, 142_857, 142_857, 142_857, 142_857])
    expect(() => splitEvenly(0)).toThrow(RangeError)
  })
  it('adds up exactly and differs by one at most (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), anyShare, (count, total) => {
        const parts = splitEvenly(count, total)
        expect(sum(parts)).toBe(total)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('roundedPercents', () => {
  it('keeps the sum where plain rounding loses it', () => {
    expect(roundedPercents(splitEvenly(3), 2)).toEqual(['33.34', '33.33', '33.33'])
    expect(roundedPercents([166_667, 166_667, 666_666], 2)).toEqual(['16.67', '16.67', '66.66'])
    expect(roundedPercents([500_000, 500_000], 5)).toEqual(['50.00000', '50.00000'])
    expect(roundedPercents([1], 4)).toEqual(['0.0001'])
  })
  it('adds up to the rounded sum, and no share moves by a unit or more (property)', () => {
    const shares = fc.array(anyShare, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(shares, fc.constantFrom(2, 3, 4, 5), (given, decimals) => {
        const texts = roundedPercents(given, decimals)
        const unit = 10 ** decimals
        const units = texts.map((text) => Math.round(Number(text) * unit))
        expect(sum(units)).toBe(Math.round((sum(given) * unit) / 10_000))
        given.forEach((share, index) => {
          expect(Math.abs((units[index] ?? 0) - (share * unit) / 10_000)).toBeLessThan(1)
          expect(texts[index]).toMatch(new RegExp(`^\\d+\\.\\d{${String(decimals)}}$`))
        })
      }),
    )
  })
})

describe('completedShares', () => {
  it('makes 33.33 × 3 and 14.29 × 7 whole', () => {
    expect(completedShares([333_300, 333_300, 333_300])).toEqual(splitEvenly(3))
    const sevenths = completedShares(Array<number>(7).fill(142_900))
    expect(sum(sevenths ?? [])).toBe(whole)
  })
  it('leaves alone what rounding does not explain', () => {
    expect(completedShares([500_000, 400_000])).toBeNull()
    expect(completedShares([500_000, 500_000])).toBeNull()
    expect(completedShares([])).toBeNull()
    expect(completedShares([999_950, 0])).toBeNull()
  })
  it('gives the whole and moves nobody by more than 0.01 % (property)', () => {
    fc.assert(
      fc.property(fc.array(anyShare, { maxLength: 12 }), (shares) => {
        const completed = completedShares(shares)
        if (completed === null) return
        expect(sum(completed)).toBe(whole)
        completed.forEach((share, index) => {
          expect(Math.abs(share - (shares[index] ?? 0))).toBeLessThanOrEqual(100)
          expect(share).toBeGreaterThanOrEqual(0)
        })
      }),
    )
  })
})

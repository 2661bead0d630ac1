import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'
import type { DurationUnit } from './duration.ts'

function read(raw: string, unit?: DurationUnit): number | string {
  const reading = parseDuration(raw, unit)
  if (reading.status === 'valid') return reading.ms
  return reading.status === 'empty' ? 'empty' : reading.problem.code
}

describe('parseDuration', () => {
  it.each([
    ['3:45', 225_000],
    ['03:45', 225_000],
    ['0:03:45', 225_000],
    ['1:02:03', 3_723_000],
    ['75:10', 4_510_000],
    ['3:45.25', 225_250],
    ['3:45,5', 225_500],
    ['３：４５', 225_000],
    ['03 :45', 225_000],
    ['PT3M1S', 181_000],
    ['PT00H03M01S', 181_000],
    ['pt181.5s', 181_500],
    ['PT1H', 3_600_000],
    ['P0DT3M', 180_000],
    ['225', 225_000],
    ['9999', 9_999_000],
    ['10000', 10_000],
    ['225000', 225_000],
    ['225000.0', 225_000],
    ['225000.4', 225_000],
    ['225.0', 225_000],
    ['6m 43sec', 403_000],
    ['2m 5s', 125_000],
    ['3 min 45 s', 225_000],
    ['3 Min. 45 Sek.', 225_000],
    ['1h 2m 3s', 3_723_000],
    ['3.75 min', 225_000],
    ['225 s', 225_000],
    ['225000 ms', 225_000],
    ['3\'45"', 225_000],
    ['3′45″', 225_000],
    ['4 minutes', 240_000],
    ['', 'empty'],
    ['  ', 'empty'],
    ['3.75', 'ambiguous'],
    ['225,5', 'ambiguous'],
    ['225,000', 'ambiguous'],
    ['3:5', 'ambiguous'],
    ['3:75', 'out-of-range'],
    ['1:75:00', 'out-of-range'],
    ['0', 'zero'],
    ['0:00', 'zero'],
    ['25:00:00', 'too-long'],
    ['99999999999999999999', 'too-long'],
    ['-3:45', 'shape'],
    ['unk.', 'shape'],
    ['PT', 'shape'],
    ['P', 'shape'],
    ['P1Y', 'shape'],
    ['m sec', 'shape'],
    ['3:45:00:12', 'shape'],
    ['Hey Jude', 'shape'],
  ])('reads %j as %s', (raw, expected) => {
    expect(read(raw)).toBe(expected)
  })

  it('obeys a known unit', () => {
    expect(read('9000', 'ms')).toBe(9000)
    expect(read('12000', 's')).toBe(12_000_000)
    expect(read('225.4', 's')).toBe(225_400)
    expect(read('3.75', 'min')).toBe(225_000)
    expect(read('3:45', 'ms')).toBe(225_000)
  })

  it('warns of lengths that are probably in the wrong unit', () => {
    expect(parseDuration('3')).toMatchObject({ ms: 3000, warnings: [{ code: 'very-short' }] })
    expect(parseDuration('3:45:00')).toMatchObject({
      ms: 13_500_000,
      warnings: [{ code: 'hours-and-minutes' }],
    })
    expect(parseDuration('3:45')).toMatchObject({ warnings: [] })
  })

  it('reads milliseconds alike with and without a space around them', () => {
    const number = fc.oneof(
      fc.nat({ max: 100_000_000 }),
      fc.constantFrom(9999, 10_000, 79_999_999, 86_400_000),
    )
    fc.assert(
      fc.property(number, fc.constantFrom('auto', 'ms', 's', 'min'), (ms, unit) => {
        expect(parseDuration(String(ms), unit)).toEqual(parseDuration(` ${String(ms)}`, unit))
      }),
    )
  })

  it('never throws and stays within its range, also on hostile length', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789:., mshPT\'"')) }),
    )
    fc.assert(
      fc.property(text, (raw) => {
        const reading = parseDuration(raw)
        if (reading.status === 'valid')
          expect(reading.ms >= 1 && reading.ms <= 86_400_000 && Number.isInteger(reading.ms)).toBe(true)
      }),
    )
    expect(read(`1${' '.repeat(1_000_000)}x`)).toBe('shape')
  })
})

describe('formatDuration', () => {
  it.each([
    [225_000, '3:45'],
    [5000, '0:05'],
    [59_600, '1:00'],
    [3_599_499, '59:59'],
    [3_599_500, '1:00:00'],
    [3_723_000, '1:02:03'],
    [0, '0:00'],
    [-1, ''],
    [Number.NaN, ''],
  ])('shows %d ms as %j', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected)
  })

  it('is read back to the same second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        expect(read(formatDuration(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })
})

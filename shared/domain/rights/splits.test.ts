import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, isCalendarDay, periodsOverlap } from './period.ts'
import { splitEvenly, whole } from './share.ts'
import { agreedAt, judgeSplits, type SplitLine } from './splits.ts'
import { countryCodes, parseTerritory, territoriesOverlap, territoryName } from './territory.ts'

let next = 0
function line(share: number, fields: Partial<SplitLine> = {}): SplitLine {
  next += 1
  return { party: next, territory: 'WW', from: null, to: null, state: 'agreed', share, ...fields }
}
const codes = (...lines: SplitLine[]) => judgeSplits(lines).map(({ code }) => code)
const half = whole / 2

describe('judgeSplits', () => {
  it('accepts agreed shares of exactly 100 % only', () => {
    expect(codes(line(half), line(half))).toEqual([])
    expect(codes(line(half))).toEqual(['agreed-sum'])
    expect(codes(line(half), line(half), line(1))).toEqual(['agreed-sum'])
    expect(codes(...splitEvenly(3).map((share) => line(share)))).toEqual([])
  })

  it('accepts drafts up to 100 %, disputed ones of any sum', () => {
    expect(codes(line(half, { state: 'draft' }))).toEqual([])
    expect(codes(line(whole, { state: 'draft' }), line(1, { state: 'draft' }))).toEqual(['too-much'])
    expect(codes(line(whole, { state: 'disputed' }), line(whole, { state: 'disputed' }))).toEqual([])
    expect(codes(line(whole), line(whole, { state: 'draft' }))).toEqual([])
  })

  it('lets the world count in every country', () => {
    expect(codes(line(whole), line(whole, { territory: 'US' }))).toEqual(['agreed-sum'])
    expect(codes(line(whole, { territory: 'DE' }), line(whole, { territory: 'US' }))).toEqual([])
    expect(codes(line(half), line(half, { territory: 'US' }))).toEqual(['agreed-sum'])
    expect(judgeSplits([line(whole), line(whole, { territory: 'US' })])[0]?.message).toContain(
      'United States',
    )
  })

  it('lets one agreement follow another, but not overlap it', () => {
    const until = (to: string) => ({ to })
    const from = (day: string) => ({ from: day })
    expect(codes(line(whole, until('2025-12-31')), line(whole, from('2026-01-01')))).toEqual([])
    expect(codes(line(whole, until('2026-01-01')), line(whole, from('2026-01-01')))).toEqual(['agreed-sum'])
    const [problem] = judgeSplits([line(whole, until('2026-01-31')), line(whole, from('2026-01-01'))])
    expect(problem?.message).toContain('from 2026-01-01 to 2026-01-31')
  })

  it('names a party that stands twice, a period that ends before it begins, a share that is none', () => {
    expect(codes(line(half, { party: 'A' }), line(half, { party: 'A' }))).toEqual(['party-twice'])
    const [overlap] = judgeSplits([line(whole, { party: 'A' }), line(whole, { party: 'A', territory: 'US' })])
    expect(overlap?.message).toContain(
      'The shares for the world and for United States both count for United States',
    )
    expect(codes(line(whole, { from: '2026-02-01', to: '2026-01-01' }))).toEqual(['period'])
    expect(codes(line(-1), line(0.5))).toEqual(['share', 'share'])
  })

  it('offers the shares that were meant when only rounding is at fault', () => {
    const [problem] = judgeSplits([line(333_300), line(333_300), line(333_300)])
    expect(problem?.suggestion).toEqual(splitEvenly(3))
    expect(judgeSplits([line(half), line(400_000)])[0]?.suggestion).toBeNull()
  })

  it('agrees with looking at every country on every day (property)', () => {
    const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04']
    const edge = fc.constantFrom(null, ...days)
    const anyLine = fc.record({
      party: fc.nat({ max: 50 }),
      territory: fc.constantFrom('WW', 'US', 'DE'),
      from: edge,
      to: edge,
      state: fc.constantFrom('agreed' as const, 'draft' as const),
      share: fc.constantFrom(250_000, half, whole),
    })
    const lists = fc.uniqueArray(anyLine, { maxLength: 5, selector: ({ party }) => party })
    fc.assert(
      fc.property(lists, (lines) => {
        fc.pre(lines.every(({ from, to }) => from === null || to === null || from <= to))
        const everyDay = ['2025-12-31', ...days, '2026-01-05']
        const sound = ['US', 'DE', 'FR'].every((place) =>
          everyDay.every((day) => {
            const sum = (state: string) =>
              lines
                .filter((one) => one.state === state && territoriesOverlap(one.territory, place))
                .filter((one) => periodsOverlap(one, { from: day, to: day }))
                .reduce((total, { share }) => total + share, 0)
            return [0, whole].includes(sum('agreed')) && sum('draft') <= whole
          }),
        )
        expect(judgeSplits(lines).length === 0).toBe(sound)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('agreedAt', () => {
  it('picks what holds at a place on a day', () => {
    const old = line(whole, { to: '2025-12-31' })
    const now = line(whole, { from: '2026-01-01' })
    expect(agreedAt([old, now, line(1, { state: 'draft' })], 'US', '2026-01-01')).toEqual([now])
  })
})

describe('territories and days', () => {
  it('reads codes and words for the world, and suggests for UK', () => {
    expect(parseTerritory(' de ')).toEqual({ status: 'valid', value: 'DE' })
    expect(parseTerritory('World')).toEqual({ status: 'valid', value: 'WW' })
    expect(parseTerritory('uk')).toMatchObject({ status: 'invalid', suggestion: 'GB' })
    expect(parseTerritory('XX')).toMatchObject({ status: 'invalid', suggestion: null })
    expect(parseTerritory('')).toEqual({ status: 'empty' })
    expect(territoryName('DE')).toBe('Germany')
  })
  it('knows 249 countries and Kosovo, each once', () => {
    expect(new Set(countryCodes).size).toBe(250)
    expect(countryCodes).toHaveLength(250)
    for (const code of countryCodes) expect(territoryName(code)).not.toBe(code)
  })
  it('never throws, and what it accepts is stable (property)', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reading = parseTerritory(text)
        if (reading.status === 'valid') expect(parseTerritory(reading.value)).toEqual(reading)
      }),
    )
  })
  it('knows which days exist', () => {
    expect(['2024-02-29', '2026-01-31'].every(isCalendarDay)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', ''].some(isCalendarDay)).toBe(false)
    expect(dayAfter('2024-02-28')).toBe('2024-02-29')
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  })
})

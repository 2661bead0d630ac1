import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullTitle } from './exact.ts'
import { titleKey } from '../text/fold.ts'
import { describe as prepare, noFacts, type RecordingFacts } from './described.ts'
import { levels, terms } from './evidence.ts'
import { compareFuzzy } from './fuzzy.ts'
import { weights } from './learned/weights.ts'

const own: RecordingFacts = {
  ...noFacts,
  title: 'Low Tide',
  artist: 'Marla Dune',
  album: 'Tides',
  durationMs: 205_000,
  isrcs: ['QZRF12500001'],
}
const compare = (listed: Partial<RecordingFacts>, isrc: string | null = null, isOwn = false) =>
  compareFuzzy(prepare(own), prepare({ ...noFacts, ...listed }), {
    codes: isrc === null ? [] : [{ isrc, raw: isrc, repaired: false }],
    isOwnCode: () => isOwn,
  })

describe('compareFuzzy', () => {
  it('explains a match in words', () => {
    const found = compare(
      { title: 'Low Tide', artist: 'Marla  Dunne', album: 'Best of 2020', durationMs: 207_000 },
      'QZRF12500009',
      false,
    )
    expect(found.verdict).toBe('match')
    expect(found.reasons).toEqual([
      'Same title',
      'Artist written as “Marla Dunne”; in your catalogue “Marla Dune”',
      '2 s longer',
      'The album differs: “Best of 2020” here, “Tides” in your catalogue',
      'It carries another ISRC, QZRF12500009; your recording has QZRF12500001',
    ])
  })

  it('is never sure when the code is another recording of the catalogue', () => {
    const found = compare(
      { title: 'Low Tide', artist: 'Marla Dune', durationMs: 205_000 },
      'QZRF12500002',
      true,
    )
    expect(found.verdict).toBe('possible')
    expect(found.reasons.at(-1)).toContain('another recording of yours')
  })

  it('never calls a code a conflict whose title is the same, so that nobody needs to ask', () => {
    const word = fc.constantFrom(
      'Low',
      'Tide',
      'the',
      '(Live)',
      '- Remix',
      '2',
      'feat. Ann',
      '“B”',
      'Ночь',
      '夜',
      '!!',
    )
    const title = fc.array(word, { maxLength: 4 }).map((words) => ['Low', ...words].join(' '))
    const version = fc.constantFrom('', 'Live', 'Radio Edit', 'Ann Remix')
    const isrc = 'QZRF12500001'
    fc.assert(
      fc.property(title, version, fc.nat(900_000), fc.boolean(), (name, kind, durationMs, asOne) => {
        const listed = asOne ? fullTitle(name, kind).toUpperCase() : fullTitle(name, kind)
        fc.pre(titleKey(listed) !== '' && titleKey(listed) === titleKey(fullTitle(name, kind)))
        const recording = prepare({ ...own, title: name, version: kind })
        const row = prepare({ ...noFacts, title: listed, artist: 'Somebody', durationMs })
        const { kinship } = compareFuzzy(recording, row, {
          codes: [{ isrc, raw: isrc, repaired: false }],
          isOwnCode: () => true,
        })
        expect(kinship).not.toBe('conflict')
      }),
      { numRuns: 2000 },
    )
  })

  it('calls a code whose title and length both disagree a conflict', () => {
    const found = compare({ title: 'Granite', artist: 'Otis Brack', durationMs: 301_000 }, 'QZRF12500001')
    expect(found).toMatchObject({ verdict: 'possible', kinship: 'conflict' })
    expect(found.reasons[1]).toContain('contradict the code')
  })

  it('takes the code where only the title or only the length disagrees', () => {
    expect(compare({ title: 'Granite', durationMs: 205_000 }, 'QZRF12500001').verdict).toBe('match')
    expect(compare({ title: 'Low Tide', durationMs: 301_000 }, 'QZRF12500001').verdict).toBe('match')
  })

  it('names what a listing is instead', () => {
    expect(compare({ title: 'Low Tide (Pim Remix)', artist: 'Marla Dune' })).toMatchObject({
      verdict: 'possible',
      kinship: 'other-remix',
    })
    expect(compare({ title: 'Low Tide', artist: 'Otis Brack', durationMs: 205_000 })).toMatchObject({
      verdict: 'none',
      kinship: 'other-artist',
    })
    expect(compare({ title: 'Low Tide', artist: 'Karaoke Universe', durationMs: 205_000 })).toMatchObject({
      verdict: 'none',
      kinship: 'karaoke',
    })
  })

  it('says nothing of an empty listing', () => {
    expect(compare({}).verdict).toBe('none')
  })

  it('takes a row whose columns slipped', () => {
    const found = compare({ title: 'Low Tide Marla Dune Tides Pop, Rock $1.29 3:25' })
    expect(found.verdict).toBe('match')
    expect(found.reasons).toContain('Values of other columns stand in the title here')
  })
})

describe('learned weights', () => {
  it.each(terms)('orders the levels of %s', (term) => {
    const row: Readonly<Record<string, number>> = weights[term]
    const ordered = levels[term].filter((level) => level !== 'unknown').map((level) => row[level] ?? NaN)
    expect(ordered).toEqual(ordered.toSorted((a, b) => b - a))
    expect(ordered[0]).toBeGreaterThanOrEqual(0)
    expect(ordered.at(-1)).toBeLessThanOrEqual(0)
  })
})

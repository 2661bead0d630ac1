import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as prepare, noFacts, type RecordingFacts } from './described.ts'
import { compareFuzzy, noCodes } from './fuzzy.ts'
import { isWorthComparing } from './worth-comparing.ts'

const isWorth = (own: RecordingFacts, listed: RecordingFacts) =>
  isWorthComparing(prepare(own), prepare(listed), noCodes)

const title = fc
  .tuple(
    fc.constantFrom(
      'Low Tide',
      'Tide',
      'Low Tiede',
      'Tribute to Rain',
      'Part 2',
      'Part 3',
      'The Sundial Hours',
      '',
    ),
    fc.constantFrom(
      '',
      '',
      ' (Live)',
      ' (Kasum Remix)',
      ' [Karaoke Version]',
      ' - Radio Edit',
      ' of Glass',
      ' (feat. Otis)',
    ),
  )
  .map((parts) => parts.join(''))
const artist = fc.constantFrom(
  ...['Marla Dune', 'Marla Dunne', 'Marla Dune & Otis Quell', 'Dune', 'Marla Bolton', 'Sing2Karaoke', ''],
  ...['Various Artists', 'Otis Quell'],
)
const album = fc.constantFrom(
  '',
  '',
  'Tides',
  'Tides (Deluxe)',
  'Live at Home',
  'Karaoke Hits 12',
  'Marla Dune',
)
const facts: fc.Arbitrary<RecordingFacts> = fc.record({
  title,
  version: fc.constantFrom('', '', 'Live', 'Otis Remix'),
  artist,
  artists: fc.constantFrom([], ['Marla Dune', 'Otis Quell']),
  album,
  durationMs: fc.constantFrom(null, 200_000, 201_000, 204_000, 212_000, 290_000),
  year: fc.constantFrom(null, 1999, 2000, 2011),
  trackNumber: fc.constantFrom(null, 1, 2),
  isrcs: fc.constantFrom([], ['QZRF12500001']),
})
const codes = fc.constantFrom(
  ...['QZRF12500001', 'QZRF12500002'].flatMap((isrc) => [
    [{ isrc, raw: isrc, repaired: false }],
    [{ isrc, raw: isrc, repaired: true }],
  ]),
  [],
)

/** Two recordings, most of them alike in most of what is said. */
const pair = fc
  .tuple(
    facts,
    facts,
    fc.subarray(['title', 'version', 'artist', 'artists', 'album', 'durationMs', 'year'] as const),
  )
  .map(([own, other, differing]) => {
    const said = Object.fromEntries(differing.map((name) => [name, other[name]]))
    return [own, { ...own, ...said, isrcs: other.isrcs }] as const
  })

describe('isWorthComparing', () => {
  it('rules out only what has nothing to report', () => {
    fc.assert(
      fc.property(pair, codes, fc.boolean(), ([one, other], listedCodes, isOwn) => {
        const [own, listed] = [prepare(one), prepare(other)]
        const context = { codes: listedCodes, isOwnCode: () => isOwn }
        if (!isWorthComparing(own, listed, context)) {
          expect(compareFuzzy(own, listed, context).verdict).toBe('none')
        }
      }),
      { numRuns: 1000 },
    )
  })

  const own = { ...noFacts, title: 'Low Tide', artist: 'Marla Dune', durationMs: 200_000 }

  it.each([
    ['somebody else', { artist: 'Marla Bolton' }],
    ['another song of another length', { title: 'Low Tide of Glass', durationMs: 290_000 }],
    ['a longer name and another length', { artist: 'Marla Dune Quartet', durationMs: 290_000 }],
  ])('rules out %s', (_, listed) => {
    expect(isWorth(own, { ...own, ...listed })).toBe(false)
  })

  it('keeps the same names, other versions by the same artist, and what carries the code', () => {
    expect(isWorth(own, { ...own, title: 'Low Tiede', artist: 'Marla Dunne' })).toBe(true)
    expect(isWorth(own, { ...own, durationMs: 290_000 })).toBe(true)
    expect(isWorth(own, { ...own, title: 'Low Tide (Live)', durationMs: 290_000 })).toBe(true)
    const [one, other] = [
      prepare({ ...own, isrcs: ['QZRF12500001'] }),
      prepare({ ...noFacts, title: 'Rain' }),
    ]
    const code = { isrc: 'QZRF12500001', raw: 'QZRF12500001', repaired: false }
    expect(isWorthComparing(one, other, { codes: [code], isOwnCode: () => true })).toBe(true)
  })
})

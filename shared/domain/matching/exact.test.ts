import { describe, expect, it } from 'vitest'
import { compareExact, type ExactListing, type ExactRecording, fullTitle, type ListedCode } from './exact.ts'

const recording: ExactRecording = {
  title: 'Harbour Lights',
  version: '',
  artist: 'Luna Vale & the Tides',
  isrcs: ['USS1Z9900001', 'GBAYE0000002'],
  durationMs: 200_000,
}

const code = (isrc: string, more: Partial<ListedCode> = {}): ListedCode => ({
  isrc,
  raw: isrc,
  repaired: false,
  ...more,
})

function compare(listing: Partial<ExactListing>, own: Partial<ExactRecording> = {}, ownCodes: string[] = []) {
  const { artist = '', ...rest } = listing
  return compareExact(
    { ...recording, ...own },
    { title: '', artist, artists: artist === '' ? [] : [artist], codes: [], durationMs: null, ...rest },
    (isrc) => ownCodes.includes(isrc),
  )
}

const sameText = { title: 'HARBOUR LIGHTS', artist: 'Luna Vale and The Tides' }

describe('the same ISRC', () => {
  const codes = [code('USS1Z9900001')]

  it('scores 1 when title and artist agree', () => {
    expect(compare({ codes, ...sameText })).toEqual({
      score: 1,
      verdict: 'match',
      reasons: ['Same ISRC USS1Z9900001', 'Same title and artist'],
    })
  })

  it('is a match by itself when the row says nothing else', () => {
    expect(compare({ codes })).toEqual({ score: 0.95, verdict: 'match', reasons: ['Same ISRC USS1Z9900001'] })
  })

  it('stays a match with a lower score and says so when the title differs', () => {
    const match = compare({ codes, ...sameText, title: 'Harbour Nights' })
    expect(match).toMatchObject({ score: 0.9, verdict: 'match' })
    expect(match?.reasons).toContain(
      'The title differs: “Harbour Nights” here, “Harbour Lights” in your catalogue',
    )
  })

  it('orders one difference above two', () => {
    const both = compare({ codes, title: 'Other', artist: 'Somebody' })
    expect(both).toMatchObject({ score: 0.8, verdict: 'match' })
  })

  it('is only possible when title, artist and length all contradict it', () => {
    expect(compare({ codes, title: 'Other', artist: 'Somebody', durationMs: 250_000 })).toMatchObject({
      score: 0.5,
      verdict: 'possible',
    })
  })

  it('says how the row writes the code, and which code of the recording it is', () => {
    const match = compare({ codes: [code('GBAYE0000002', { raw: 'gb-aye-00-00002' })] })
    expect(match?.reasons).toEqual([
      'Same ISRC GBAYE0000002, written “gb-aye-00-00002”, a further code of this recording',
    ])
  })

  it('wins over other codes in the same row', () => {
    expect(compare({ codes: [code('FRZ039800212'), ...codes] })?.verdict).toBe('match')
  })
})

describe('the same title and artist', () => {
  it.each([
    [null, 0.9, 'match'],
    [201_900, 0.95, 'match'],
    [210_000, 0.9, 'match'],
    [215_000, 0.9, 'match'],
    [215_001, 0.7, 'possible'],
  ] as const)('with length %s scores %s: %s', (durationMs, score, verdict) => {
    expect(compare({ ...sameText, durationMs })).toMatchObject({ score, verdict })
  })

  it('says how far the lengths are apart', () => {
    expect(compare({ ...sameText, durationMs: 241_000 })?.reasons).toEqual([
      'Same title and artist',
      'The length differs by 41 s: 4:01 here',
    ])
  })

  it('scores lower and says so when the row carries another code', () => {
    expect(compare({ ...sameText, codes: [code('FRZ039800212')] })).toEqual({
      score: 0.85,
      verdict: 'match',
      reasons: [
        'Same title and artist',
        'It carries another ISRC, FRZ039800212; your recording has USS1Z9900001',
      ],
    })
  })

  it('is not held against a recording that has no code yet', () => {
    expect(compare({ ...sameText, codes: [code('FRZ039800212')] }, { isrcs: [] })).toMatchObject({
      score: 0.9,
    })
  })

  it('is only possible when the code is that of another own recording', () => {
    const match = compare({ ...sameText, codes: [code('USS1Z9900009')] }, {}, ['USS1Z9900009'])
    expect(match).toMatchObject({ score: 0.6, verdict: 'possible' })
    expect(match?.reasons).toContain('Its ISRC USS1Z9900009 is that of another recording of yours')
  })

  it.each([
    ['another title', { ...sameText, title: 'Harbour Lights (Live)' }],
    ['another artist', { ...sameText, artist: 'Luna Vale' }],
    ['no artist', { title: 'Harbour Lights' }],
    ['no title', { artist: 'Luna Vale & the Tides' }],
    ['nothing', {}],
  ])('does not connect a row with %s', (_, listing) => {
    expect(compare(listing)).toBeNull()
  })

  it('is never claimed for texts that fold to nothing', () => {
    expect(compare({ title: '\u200b', artist: '\u200b' }, { title: '\u200b', artist: '\u200b' })).toBeNull()
  })
})

describe('one of several artists', () => {
  const artists = { artist: 'Luna Vale & the Tides, Guest', artists: ['Luna Vale & the Tides', 'Guest'] }

  it('is possible with the same title', () => {
    expect(compare({ title: 'Harbour Lights', ...artists })).toMatchObject({
      score: 0.7,
      verdict: 'possible',
    })
  })

  it('does not outweigh a code of its own', () => {
    expect(compare({ title: 'Harbour Lights', ...artists, codes: [code('FRZ039800212')] })).toBeNull()
  })
})

describe('a code that would fit after repair', () => {
  const codes = [code('USS1Z9900001', { raw: 'USS1Z99O0001', repaired: true })]

  it('is possible and says why', () => {
    expect(compare({ codes })).toEqual({
      score: 0.7,
      verdict: 'possible',
      reasons: [
        '“USS1Z99O0001” is no valid ISRC; with letters that look like digits corrected it would be USS1Z9900001',
      ],
    })
  })

  it('counts less when the texts differ', () => {
    expect(compare({ codes, title: 'Other', artist: 'Somebody' })).toMatchObject({
      score: 0.5,
      verdict: 'possible',
    })
  })

  it('leaves a match by title and artist a match', () => {
    expect(compare({ codes, ...sameText })).toMatchObject({ score: 0.9, verdict: 'match' })
  })
})

describe('the full title', () => {
  it.each([
    ['Harbour Lights', '', 'Harbour Lights'],
    ['Harbour Lights', 'Live', 'Harbour Lights (Live)'],
    ['Harbour Lights (Live)', 'live', 'Harbour Lights (Live)'],
    ['Harbour Lights', '!', 'Harbour Lights (!)'],
  ])('of “%s” and “%s” is “%s”', (title, version, full) => {
    expect(fullTitle(title, version)).toBe(full)
  })

  it('lets a version match its spelled-out listing and not the plain one', () => {
    const live = { version: 'Live' }
    expect(compare({ ...sameText, title: 'Harbour Lights - Live' }, live)?.verdict).toBe('match')
    expect(compare(sameText, live)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import {
  codeQuality,
  itunesQuality,
  musicBrainzQuality,
  quizQuality,
  trapQuality,
  trapSet,
} from '../bench/support/matching-quality.ts'
import { hitsterCards, itunesAmazon, musicBrainz20k } from '../bench/support/labelled-pairs.ts'

// The quality the matcher must keep, on halves of the labelled data that fixed nothing. `npm run bench -- matching`
// prints the figures.

const records = musicBrainz20k()
const cards = hitsterCards()
const structured = itunesAmazon('Structured', 'valid')
const dirty = itunesAmazon('Dirty', 'valid')

describe('the quality of matching', () => {
  it.skipIf(records === null)(
    'on MusicBrainz-20K (skipped when ../shared/data/musicbrainz20k is absent)',
    () => {
      const { meanF1, bySources } = musicBrainzQuality(records ?? [])
      expect(Object.keys(bySources)).toHaveLength(10)
      expect(meanF1).toBeGreaterThanOrEqual(0.95)
    },
    240_000,
  )

  it.skipIf(structured === null || dirty === null)(
    'on iTunes-Amazon (skipped when ../shared/data/itunes-amazon is absent)',
    () => {
      expect(itunesQuality(structured ?? []).f1).toBeGreaterThanOrEqual(0.97)
      expect(itunesQuality(dirty ?? []).f1).toBeGreaterThanOrEqual(0.9)
    },
  )

  it.skipIf(cards === null)(
    'on cards and the uploads they lead to (skipped when ../shared/data/hitster-isrc is absent)',
    () => {
      expect(quizQuality(cards ?? []).top1).toBeGreaterThanOrEqual(0.93)
      const { hits, precision, swapped, conflicts } = codeQuality(cards ?? [])
      expect(hits).toBeGreaterThan(50)
      expect(precision).toBe(1)
      expect(conflicts).toBe(swapped)
    },
    240_000,
  )

  it('on traps', () => {
    const { pairs, right } = trapQuality(trapSet())
    expect(pairs).toBeGreaterThanOrEqual(300)
    expect(right).toBeGreaterThanOrEqual(0.98)
  })
})

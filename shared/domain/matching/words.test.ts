import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areClose, coverage, editDistance, poolOf } from './word-closeness.ts'
import { wordWeight } from './word-weights.ts'
import { wordsOf } from './words.ts'

describe('wordsOf', () => {
  it.each([
    ["Don't Stop", ['dont', 'stop']],
    ['R.O.O.T.S. & Wings', ['roots', 'and', 'wings']],
    ['Ｂｌｕｅ　Ｔｒａｍ', ['blue', 'tram']],
    ['Été à Nîmes', ['ete', 'a', 'nimes']],
    ['東京 Night', ['東', '京', 'night']],
    ['÷', ['÷']],
    ['', []],
  ])('reads %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('does not depend on case or on how accents are stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abéöñ &.-') }), (text) => {
        expect(wordsOf(text.normalize('NFD').toUpperCase())).toEqual(wordsOf(text))
      }),
      { examples: [['é.b.'], ['ñ.a.ö']] },
    )
  })
})

describe('closeness', () => {
  it('counts edits, a swap of neighbours as one', () => {
    expect(editDistance('sttreet', 'street', 2)).toBe(1)
    expect(editDistance('hweels', 'wheels', 2)).toBe(1)
    expect(editDistance('ball', 'bolton', 2)).toBe(3)
  })

  it('is symmetrical', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 6 })
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 9) === editDistance(b, a, 9)))
  })

  it('takes no number for another', () => {
    expect(areClose('track10', 'track11')).toBe(false)
  })

  it('does not find a name in a longer one', () => {
    expect(coverage(wordsOf('Anna Smith'), poolOf(wordsOf('Hannah Smithson')))).toBe(0)
  })

  it('finds words whose spaces were lost', () => {
    expect(
      coverage(wordsOf('Under The Copper Bridge'), poolOf(wordsOf('UnderTheCopperBridge'))),
    ).toBeGreaterThan(0.85)
  })

  it('weighs rare words more than common ones', () => {
    expect(wordWeight('zenul')).toBeGreaterThan(wordWeight('love'))
    expect(wordWeight('love')).toBeGreaterThan(wordWeight('the'))
  })
})

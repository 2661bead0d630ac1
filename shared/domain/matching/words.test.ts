import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areClose, coverage, editDistance, poolOf } from './word-closeness.ts'
import { wordWeight } from './word-weights.ts'
import { wordsOf } from './words.ts'

/** Optimal string alignment by its definition. */
function wholeDistance(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_unused, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const change = table[i - 1]![j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const swap = isSwap ? table[i - 2]![j - 2]! + 1 : Infinity
      table[i]![j] = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, change, swap)
    }
  }
  return table[one.length]![other.length]!
}

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

  it('reads Latin letters sign by sign like those of any script', () => {
    const latin = fc.string({
      unit: fc.integer({ min: 0, max: 0x190 }).map((code) => String.fromCharCode(code)),
    })
    const usual = fc.string({ unit: fc.constantFrom(..."aB9é ß.&'´-Ł¼ªµ¨×ſ\t") })
    // A wide space divides words, and is not among the Latin signs.
    const anyScript = (text: string) => wordsOf(`\u3000${text}`)
    fc.assert(
      fc.property(fc.oneof(latin, usual), (text) => {
        if (/[\p{L}\p{N}]/u.test(text)) expect(wordsOf(text)).toEqual(anyScript(text))
      }),
      { numRuns: 1000, examples: [['R.O.O.T.S. & Ł.'], ["L'été ¼"], ['a.ſ.'], ['\u0149o']] },
    )
    for (let code = 1; code < 0x190; code++) {
      const sign = String.fromCharCode(code)
      for (const text of [`a${sign}b`, `${sign}b`, `A${sign}`, `.a.${sign}`])
        expect(wordsOf(text)).toEqual(anyScript(text))
    }
  })
})

describe('closeness', () => {
  it('counts edits, a swap of neighbours as one', () => {
    expect(editDistance('sttreet', 'street', 2)).toBe(1)
    expect(editDistance('hweels', 'wheels', 2)).toBe(1)
    expect(editDistance('ball', 'bolton', 2)).toBe(3)
  })

  it('counts like the whole table of distances', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 9 })
    fc.assert(
      fc.property(word, word, fc.nat({ max: 4 }), (one, other, limit) => {
        expect(editDistance(one, other, limit)).toBe(Math.min(wholeDistance(one, other), limit + 1))
      }),
    )
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

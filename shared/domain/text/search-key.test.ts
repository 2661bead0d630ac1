import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSearchKeys, keyMatches, searchKey, searchNeedles, trigramsOf } from './search-key.ts'

const found = (text: string, ...fields: readonly (string | null)[]) =>
  keyMatches(searchKey(...fields), searchNeedles(text))

describe('searching a key', () => {
  it.each([
    ['cafe', 'Café del Mar'],
    ['CAFÉ mar', 'Café del Mar'],
    ['mar cafe', 'Café del Mar'],
    ['afe', 'Café del Mar'],
    ['d', 'Café del Mar'],
    ['de', 'Café del Mar'],
    ['dont stop', 'Don’t Stop'],
    ["don't", 'Dont Stop'],
    ['marlow and', 'Marlow & Finch'],
    ['twenty–one', 'Twenty-One'],
    ['liv', 'Song (Live)'],
    ['li', 'Song (Live)'],
    ['東', '東京の夜'],
    ['京の', '東京の夜'],
    ['東京の夜', '東京の夜'],
    ['がっ', 'ひがっしょう'],
    ['한강', '남한강'],
    ['강', '강변'],
    ['motorhead', 'Motörhead'],
    ['strasse', 'Straße'],
    ['ﬁne', 'Fine'],
    ['100%', '100% Pure_Love'],
    ['e_l', '100% Pure_Love'],
  ])('finds %s in %s', (text, field) => {
    expect(found(text, field)).toBe(true)
  })

  it.each([
    ['ar', 'Café del Mar'],
    ['%', '100% Pure_Love'],
    ['東夜', '東京の夜'],
    ['mar x', 'Café del Mar'],
    ['cafexdel', 'Café del Mar'],
  ])('does not find %s in %s', (text, field) => {
    expect(found(text, field)).toBe(false)
  })

  it('finds a code in pieces, and nothing across two fields', () => {
    const fields = ['Café', '', 'Energy 52', 'DEF059300001'] as const
    for (const text of [
      'DE-F05-93-00001',
      'de f05 93 00001',
      'DE-F05',
      'def0593',
      '00001',
      'jay-z' /* no */,
    ]) {
      expect(found(text, ...fields), text).toBe(!text.startsWith('jay'))
    }
    expect(found('東京', '東', '京')).toBe(false)
  })

  it('is made of those of its fields', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, second) => {
        expect(joinSearchKeys(searchKey(first), searchKey(second))).toBe(searchKey(first, second))
      }),
    )
  })

  it('folds a plain text as it does the same text beside letters that are not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const [, plain] = searchKey(`東 ${text}`).split('東')
        expect(plain).toBe(searchKey(text))
      }),
    )
  })

  it('has nothing to find in white space', () => {
    expect(searchNeedles(' \t\u00a0()')).toEqual([])
  })

  it('finds every row by each of its words, and by the beginning of each', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 4 }), (fields) => {
        const key = searchKey(...fields)
        for (const word of fields.flatMap((field) => field.split(/\s+/))) {
          expect(keyMatches(key, searchNeedles(word)), JSON.stringify(word)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives every needle a trigram, all of which are in what it is found in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ unit: 'binary' }),
        (text, field) => {
          const key = searchKey(field, text)
          for (const needle of searchNeedles(text).flat()) {
            const pieces = trigramsOf(needle)
            expect(pieces.length).toBeGreaterThan(0)
            if (key.includes(needle)) for (const piece of pieces) expect(key).toContain(piece)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inline, lines, longDate, someOf, utcTime, wrap } from './plain-text.ts'

describe('inline', () => {
  it('gives one clean line', () => {
    expect(inline('  Salt\r\nand\tCopper \u202e\u0000 ')).toBe('Salt and Copper')
    expect(inline('Cafe\u0301')).toBe('Café')
    expect(inline('a\u061cb\uffffc\ufffed\ud800e')).toBe('a b c d e')
  })

  it('keeps what joins letters, e.g. in Indic scripts and emoji', () => {
    expect(inline('क्\u200dष 👩\u200d🎤')).toBe('क्\u200dष 👩\u200d🎤')
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inline(inline(text))).toBe(inline(text))
      }),
    )
  })
})

describe('wrap', () => {
  it('loses no word and keeps to the width unless a word is longer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^\S{1,30}$/)),
        fc.integer({ min: 5, max: 40 }),
        (words, width) => {
          const wrapped = wrap(words.join(' '), width)
          expect(wrapped.join(' ')).toBe(words.join(' '))
          for (const line of wrapped) expect(line.length <= width || !line.includes(' ')).toBe(true)
        },
      ),
    )
  })
})

describe('small words', () => {
  it('writes dates and times so that nobody mistakes them', () => {
    expect(longDate('2026-11-02')).toBe('2 November 2026')
    expect(longDate('2026-11-02T23:59:59.999Z')).toBe('2 November 2026')
    expect(utcTime('2026-11-20T10:00:00.123Z')).toBe('2026-11-20 10:00:00 UTC')
  })

  it('names a few and counts the rest', () => {
    expect(someOf([])).toBe('')
    expect(someOf(['a'])).toBe('“a”')
    expect(someOf(['a', 'b'])).toBe('“a” and “b”')
    expect(someOf(['a', 'b', 'c', 'd', 'e'])).toBe('“a”, “b”, “c” and 2 more')
  })

  it('splits addresses into lines, however they were typed', () => {
    expect(lines('12 Quay Street\r\n\r\n  Portsmouth \nUK')).toEqual(['12 Quay Street', 'Portsmouth', 'UK'])
  })
})

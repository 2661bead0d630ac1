import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breakPieces } from './line-breaks.ts'

it.each([
  ['one two', ['one ', 'two']],
  ['well-known a/b', ['well-', 'known ', 'a/', 'b']],
  ['1 - 2', ['1 ', '- ', '2']],
  ['夜の街', ['夜', 'の', '街']],
  ['「雨」の歌。', ['「雨」', 'の', '歌。']],
  ['リミックス', ['リ', 'ミッ', 'ク', 'ス']],
  ['한국어 노래', ['한국어 ', '노래']],
  ['a\u00a0b', ['a\u00a0b']],
])('%s', (text, pieces) => {
  expect(breakPieces(text)).toEqual(pieces)
})

it('keeps every character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(breakPieces(text).join('')).toBe(text)
    }),
  )
})

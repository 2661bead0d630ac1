import fc from 'fast-check'
import { expect, it } from 'vitest'
import { artistParts, mayBeSeveral } from './artist-parts.ts'

const part = fc.constantFrom(
  'Mira',
  ' ',
  ' x ',
  ' FEAT ',
  ' and',
  'The ',
  'with ',
  '&',
  ';',
  ' A',
  'é',
  '夜',
  'vs.',
)

it('a credit that cannot be several is one name', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const bytes = Buffer.from(parts.join(''))
      if (artistParts(bytes, 0, bytes.length, 6).length > 1)
        expect(mayBeSeveral(bytes, 0, bytes.length)).toBe(true)
    }),
  )
  expect(mayBeSeveral(Buffer.from('Mira Voss'), 0, 9)).toBe(true)
  expect(mayBeSeveral(Buffer.from('Mira Ross'), 0, 9)).toBe(false)
})

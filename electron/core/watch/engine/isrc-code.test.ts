import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { codeOf, codePrefix, decimal, isOwnForm } from './isrc-code.ts'

const sign = (signs: string) => fc.constantFrom(...signs)
const shaped = fc
  .tuple(
    fc.string({ unit: sign('UQ1a'), minLength: 2, maxLength: 2 }),
    fc.string({ unit: sign('A9-z'), minLength: 3, maxLength: 3 }),
    fc.string({ unit: sign('0123456789O'), minLength: 7, maxLength: 7 }),
  )
  .map((parts) => parts.join(''))
const valid = fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/)

it('codes are told and taken apart in bytes as in texts', () => {
  fc.assert(
    fc.property(fc.oneof(shaped, valid), (text) => {
      const bytes = Buffer.from(text)
      expect(isOwnForm(bytes, 0)).toBe(isIsrc(text))
      if (isIsrc(text)) expect([codePrefix(bytes, 0, 2), decimal(bytes, 5, 7)]).toEqual(codeOf(text))
    }),
  )
})

it('makes two numbers of a stored code, and of what is none nothing that a code could be', () => {
  const code = fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/)
  fc.assert(
    fc.property(code, (isrc) => {
      expect(codeOf(isrc)).toEqual([parseInt(isrc.slice(0, 5), 36), parseInt(isrc.slice(5), 10)])
    }),
  )
  expect(codeOf('U\u212aS1Z9900001')[0]).toBeNaN()
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeOf } from './isrc-code.ts'

it('makes two numbers of a stored code, and of what is none nothing that a code could be', () => {
  const code = fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/)
  fc.assert(
    fc.property(code, (isrc) => {
      expect(codeOf(isrc)).toEqual([parseInt(isrc.slice(0, 5), 36), parseInt(isrc.slice(5), 10)])
    }),
  )
  expect(codeOf('U\u212aS1Z9900001')[0]).toBeNaN()
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GtinScanner } from './gtin-scanner.ts'

const codes = new Map([
  [602435000015, [0]],
  [5012345678900, [1]],
  [10012345678902, [2]],
])
const scan = (text: string) => [...new GtinScanner(codes).scan(Buffer.from(text), 0, Buffer.byteLength(text))]

describe('the scanner of GTINs', () => {
  it.each([
    ['602435000015', [0]],
    ['0602435000015', [0]],
    ['x,00602435000015;', [2]],
    ['{"upc":"5012345678900","n":602435000015}', [8, 27]],
    ['1602435000015', []],
    ['6024350000155', []],
    ['000602435000015', []],
    ['60243500001', []],
  ])('finds them among other signs: %s', (text, positions) => {
    expect(scan(text)).toEqual(positions)
  })

  it('finds what looking at every byte finds', () => {
    const piece = fc.oneof(
      fc.constantFrom('602435000015', '5012345678900', '10012345678902', '0602435000015'),
      fc.stringMatching(/^[0-9]{1,16}$/),
      fc.stringMatching(/^[a-z,"]{1,9}$/),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const expected = [...text.matchAll(/\d+/g)]
          .filter(([run]) => run.length >= 11 && run.length <= 14 && codes.has(Number(run)))
          .map(({ index }) => index)
        expect(scan(text)).toEqual(expected)
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})

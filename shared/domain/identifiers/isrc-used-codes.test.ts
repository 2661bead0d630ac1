import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUsedCodes } from './isrc-used-codes.ts'

describe('lists of used codes', () => {
  it('takes a code in any spelling, with or without a title', () => {
    const text =
      'ISRC,Title\r\nUS-S1Z-99-00001,"Harbour ""Lights"""\nuss1z9900002\n\nISRC US S1Z 99 00003 Night Bus\nUSS1Z9900004\tFour'
    expect(readUsedCodes(text).map(({ line, isrc, title, problem }) => [line, isrc, title, problem])).toEqual(
      [
        [2, 'USS1Z9900001', 'Harbour "Lights"', null],
        [3, 'USS1Z9900002', '', null],
        [5, 'USS1Z9900003', 'Night Bus', null],
        [6, 'USS1Z9900004', 'Four', null],
      ],
    )
  })

  it('finds the code in any cell of a table', () => {
    const read = readUsedCodes('Title;Artist;ISRC\n"Harbour Lights";Vela;US-S1Z-99-00001')
    expect(read).toMatchObject([{ isrc: 'USS1Z9900001', title: 'Harbour Lights Vela', problem: null }])
  })

  it('lists what is no code, and a code that stands twice', () => {
    const read = readUsedCodes('USS1Z9900001\nUSS1Z990001\nUS-S1Z-99-00001 Again\nnonsense')
    expect(read.map(({ isrc, problem }) => [isrc, problem !== null])).toEqual([
      ['USS1Z9900001', false],
      [null, true],
      [null, true],
      [null, true],
    ])
    expect(read[2]?.problem).toContain('line 1')
  })

  it('never throws and keeps every line that has something in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 10 }), (lines) => {
        for (const one of readUsedCodes(lines.join('\n'))) {
          expect((one.isrc === null) !== (one.problem === null)).toBe(true)
        }
      }),
    )
  })
})

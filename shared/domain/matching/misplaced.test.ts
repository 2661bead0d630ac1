import { describe, expect, it } from 'vitest'
import { fullYear, untangleTitle } from './misplaced.ts'

describe('untangleTitle', () => {
  it('takes values of other columns out of a title', () => {
    const title =
      'Salt (feat. Pim) Dance, Music, Rock $1.29 2014 What A Music Ltd. under exclusive license 3:20 24-Nov-14'
    expect(untangleTitle(title, true, null, null)).toEqual({
      title: 'Salt (feat. Pim)',
      durationMs: 200_000,
      year: 2014,
      misplaced: true,
    })
  })

  it('leaves titles alone whose other columns are filled', () => {
    for (const title of ['Country Music', '5:15', 'Rock and Roll', 'Song 3:20']) {
      expect(untangleTitle(title, false, 200_000, 1999)).toMatchObject({ title, misplaced: false })
    }
  })

  it('leaves titles alone that only sound like other columns', () => {
    for (const title of ['Country Music', '5:15', 'December 1963', 'Back to 1985']) {
      expect(untangleTitle(title, true, null, null)).toMatchObject({ title, misplaced: false })
    }
  })
})

describe('fullYear', () => {
  it.each([
    ["'94", 1994],
    ['05', 2005],
    ['18-May-15', 2015],
    ['May 18, 2015', 2015],
    ['', null],
    ['unknown', null],
  ])('reads %s', (text, year) => {
    expect(fullYear(text)).toBe(year)
  })
})

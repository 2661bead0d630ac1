import { expect, it } from 'vitest'
import { paperOf } from './paper.ts'

it.each(['US', 'usa', ' United States ', 'Canada', 'México'])(
  'sets a letter from %j on Letter',
  (country) => {
    expect(paperOf(country)).toBe('LETTER')
  },
)

it.each(['', 'United Kingdom', 'DE', 'Australia', 'Atlantis'])('sets a letter from %j on A4', (country) => {
  expect(paperOf(country)).toBe('A4')
})

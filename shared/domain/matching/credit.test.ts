import { describe, expect, it } from 'vitest'
import { readCredit } from './credit.ts'

const namesOf = (...args: Parameters<typeof readCredit>) => readCredit(...args).names.map(({ key }) => key)

describe('readCredit', () => {
  it('reads several artists of a line', () => {
    expect(namesOf('Marla Dune & Otis Brack feat. Pim')).toEqual(['marladune', 'otisbrack', 'pim'])
  })

  it('does not divide names at letters that look like words', () => {
    expect(namesOf('Renée Sandé')).toEqual(['reneesande'])
  })

  it('keeps the line as one name, for bands are written with commas', () => {
    expect(readCredit('Stone, Reed & Flame').whole?.key).toBe('stonereedandflame')
  })

  it('keeps guests apart from artists', () => {
    const credit = readCredit('Marla Dune', [], ['Pim'])
    expect(credit.names.map(({ key }) => key)).toEqual(['marladune'])
    expect(credit.guests.map(({ key }) => key)).toEqual(['pim'])
  })

  it('knows names that stand for anybody', () => {
    expect(readCredit('Various Artists')).toMatchObject({ whole: null, names: [], anonymous: true })
    expect(readCredit('[unknown]').anonymous).toBe(true)
  })

  it('reads a channel of its own', () => {
    expect(readCredit('Marla Dune - Topic').whole?.key).toBe('marladune')
  })
})

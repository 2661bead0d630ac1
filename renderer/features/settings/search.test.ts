import { describe, expect, it } from 'vitest'
import { matchingSections } from './search.ts'

describe('matchingSections', () => {
  it('shows everything before anything is typed', () => {
    expect(matchingSections('  ')).toHaveLength(10)
  })

  it('needs every word, in any order', () => {
    expect(matchingSections('phone owner')).toEqual(['profile'])
    expect(matchingSections('phone theme')).toEqual([])
  })

  it('finds sections by what is in them', () => {
    expect(matchingSections('Dark')).toEqual(['appearance'])
  })
})

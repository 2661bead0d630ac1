import { describe, expect, it } from 'vitest'
import { completed, evenly, problemOf, shareOf, validateShare } from './split-draft.ts'

const lines = (...shares: readonly string[]) =>
  shares.map((share, key) => ({ key, name: `P${String(key)}`, share }))

describe('the form of shares', () => {
  it('divides evenly and exactly', () => {
    expect(evenly(lines('', '', '')).map(({ share }) => share)).toEqual(['33.3334', '33.3333', '33.3333'])
    expect(evenly([])).toEqual([])
  })
  it('completes what rounding left open', () => {
    expect(completed(lines('33.33', '33.33', '33.33'))?.map(shareOf)).toEqual([333_334, 333_333, 333_333])
    expect(completed(lines('50', '40'))).toBeNull()
  })
  it('says what keeps it from being stored', () => {
    expect(problemOf(lines('50', '50'), 'agreed')).toBeNull()
    expect(problemOf(lines('50', '49'), 'agreed')).toContain('99 %')
    expect(problemOf(lines('50', '49'), 'draft')).toBeNull()
    expect(problemOf(lines('50', '51'), 'draft')).toContain('more than')
    expect(problemOf(lines('50', '51'), 'disputed')).toBeNull()
    expect(problemOf(lines('50', 'x'), 'draft')).toContain('share')
    expect(problemOf([{ key: 1, name: ' ', share: '100' }], 'draft')).toContain('Name')
  })
  it('judges a share as it is typed', () => {
    expect(validateShare('150')?.severity).toBe('error')
    expect(validateShare('1/3')).toMatchObject({ severity: 'info', message: 'Stored as 33.3333 %' })
    expect(validateShare('50')).toBeNull()
  })
})

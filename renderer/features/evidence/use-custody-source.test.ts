import { describe, expect, it } from 'vitest'
import { pageStart } from './use-custody-source.ts'

describe('pageStart', () => {
  it('starts at the newest event', () => {
    expect(pageStart(0, null, 0)).toBeNull()
    expect(pageStart(0, null, 500)).toBeNull()
  })

  it('goes on where the page before ended', () => {
    expect(pageStart(200, '301', 500)).toBe(301)
  })

  it('finds a page in the middle of a log numbered 1 to total without the pages before it', () => {
    const total = 1000
    const newestFirst = Array.from({ length: total }, (_, index) => total - index)
    const before = pageStart(400, null, total)
    expect(newestFirst.find((seq) => before !== null && seq < before)).toBe(newestFirst[400])
  })
})

import { describe, expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'

function cacheOf(pages: Readonly<Record<number, readonly string[]>>, maxPages = 10): PageCache<string> {
  const cache = new PageCache<string>(3, maxPages)
  for (const [page, rows] of Object.entries(pages))
    cache.put(Number(page), { rows, nextCursor: `after ${page}` })
  return cache
}

describe('PageCache', () => {
  it('finds rows by their index in the whole list', () => {
    const cache = cacheOf({ 0: ['a', 'b', 'c'], 5: ['x', 'y'] })
    expect(cache.row(1)).toBe('b')
    expect(cache.row(16)).toBe('y')
    expect(cache.row(17)).toBeUndefined()
    expect(cache.row(4)).toBeUndefined()
    expect(cache.find((row) => row === 'y')).toBe(16)
    expect(cache.find((row) => row === 'z')).toBe(-1)
  })

  it('names the pages that a range needs and that are not there', () => {
    const cache = cacheOf({ 1: ['d', 'e', 'f'] })
    expect(cache.missing(2, 6)).toEqual([0, 2])
    expect(cache.missing(3, 5)).toEqual([])
  })

  it('keeps stale rows in sight but asks for them again', () => {
    const cache = cacheOf({ 0: ['a', 'b', 'c'] })
    cache.markStale()
    expect(cache.row(0)).toBe('a')
    expect(cache.missing(0, 2)).toEqual([0])
    expect(cache.cursorFor(1)).toBeNull()
    cache.put(0, { rows: ['A', 'B', 'C'], nextCursor: 'new' })
    expect(cache.row(0)).toBe('A')
    expect(cache.cursorFor(1)).toBe('new')
  })

  it('drops the pages that were needed longest ago', () => {
    const cache = cacheOf({ 0: ['a'], 1: ['b'], 2: ['c'] }, 3)
    cache.touch(0, 2)
    cache.put(3, { rows: ['d'], nextCursor: null })
    expect(cache.row(0)).toBe('a')
    expect(cache.row(3)).toBeUndefined()
    expect(cache.row(9)).toBe('d')
  })

  it('forgets rows beyond the end of a list that became shorter', () => {
    const cache = cacheOf({ 0: ['a', 'b', 'c'], 1: ['d', 'e', 'f'] })
    cache.truncate(2)
    expect(cache.row(1)).toBe('b')
    expect(cache.row(2)).toBeUndefined()
    expect(cache.row(3)).toBeUndefined()
  })
})

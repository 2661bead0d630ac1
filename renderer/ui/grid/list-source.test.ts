import { describe, expect, it, vi } from 'vitest'
import { ListSource } from './list-source.ts'

describe('ListSource', () => {
  it('answers from the rows it was given', async () => {
    const source = new ListSource(['a', 'b', 'c'])
    expect(source.total()).toBe(3)
    expect(source.row(1)).toBe('b')
    expect(source.row(3)).toBeUndefined()
    expect(source.find((row) => row === 'c')).toBe(2)
    expect(source.find((row) => row === 'x')).toBe(-1)
    expect(await source.range(1, 2)).toEqual(['b', 'c'])
    expect(await source.range(2, 9)).toEqual(['c'])
  })

  it('tells its listeners about other rows, and nothing when they are the same list', () => {
    const rows = ['a']
    const source = new ListSource(rows)
    const listener = vi.fn()
    const stop = source.subscribe(listener)
    source.replace(rows)
    expect(listener).not.toHaveBeenCalled()
    source.replace(['b', 'c'])
    expect(listener).toHaveBeenCalledTimes(1)
    expect(source.version()).toBe(1)
    expect(source.total()).toBe(2)
    stop()
    source.replace([])
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

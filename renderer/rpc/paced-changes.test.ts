import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paceChanges } from './paced-changes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function paced() {
  const told: string[] = []
  const began = Date.now()
  const change = paceChanges(
    ({ tables }) => void told.push(`${String(Date.now() - began)} ${tables.join(' ')}`),
  )
  return { told, change }
}

describe('changes of tables', () => {
  it('are told at once, one by one', () => {
    const { told, change } = paced()
    for (let index = 0; index < 3; index++) change({ tables: ['recordings'] })
    vi.advanceTimersByTime(2000)
    change({ tables: ['recordings'] })
    expect(told).toEqual(['0 recordings', '0 recordings', '0 recordings', '2000 recordings'])
  })

  it('of a stream are told together, the last one too', () => {
    const { told, change } = paced()
    for (let index = 0; index < 100; index++) {
      change({ tables: ['live', 'findings'] })
      vi.advanceTimersByTime(100)
    }
    expect(told.length).toBeGreaterThan(20)
    expect(told.length).toBeLessThanOrEqual(33)
    change({ tables: ['live', 'findings'] })
    vi.advanceTimersByTime(500)
    expect(Number.parseInt(told.at(-1) ?? '', 10)).toBeGreaterThanOrEqual(10_000)
  })

  it('of other tables are not held up by a stream', () => {
    const { told, change } = paced()
    for (let index = 0; index < 10; index++) change({ tables: ['live'] })
    change({ tables: ['recordings', 'undo'] })
    expect(told).toEqual(['0 live', '0 live', '0 live', '0 recordings undo'])
  })
})

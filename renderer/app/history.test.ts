import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pushed, replaced, stepped, type History } from './history.ts'

const start: History<string> = { entries: ['home'], index: 0 }

describe('history', () => {
  it('goes back and forward through the places visited', () => {
    const there = pushed(pushed(start, 'catalogue'), 'case')
    expect(stepped(there, -1)).toEqual({ entries: ['home', 'catalogue', 'case'], index: 1 })
    expect(stepped(stepped(there, -1), 1)).toEqual(there)
  })

  it('forgets what lay ahead when another way is taken', () => {
    const back = stepped(pushed(pushed(start, 'a'), 'b'), -1)
    expect(pushed(back, 'c')).toEqual({ entries: ['home', 'a', 'c'], index: 2 })
  })

  it('replaces the present place only', () => {
    expect(replaced(pushed(start, 'a'), 'b')).toEqual({ entries: ['home', 'b'], index: 1 })
  })

  it('always points at an entry and never grows without end', () => {
    const steps = fc.array(fc.oneof(fc.string(), fc.constantFrom(-1 as const, 1 as const)), {
      maxLength: 400,
    })
    fc.assert(
      fc.property(steps, (moves) => {
        let history = start
        for (const move of moves)
          history = typeof move === 'string' ? pushed(history, move) : stepped(history, move)
        expect(history.entries[history.index]).toBeDefined()
        expect(history.entries.length).toBeLessThanOrEqual(100)
      }),
    )
  })
})

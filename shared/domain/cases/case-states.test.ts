import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyState, type HistoryLine, standingMoves } from './case-history.ts'
import { boardColumns, caseStates, movesFrom, recordedStates } from './case-states.ts'

describe('the states of a case', () => {
  it('every state has one place on the board', () => {
    expect(boardColumns.flatMap(({ states }) => states).toSorted()).toEqual([...caseStates].toSorted())
  })

  it('every state a sent case can be in can be left, and never for itself', () => {
    for (const state of caseStates.filter((each) => each !== 'draft' && each !== 'ready')) {
      const moves = movesFrom(state, true)
      expect(moves.length).toBeGreaterThan(0)
      expect(moves).not.toContain(state)
      expect(moves).not.toContain('draft')
    }
  })

  it('an unsent case is never sent, answered or escalated by a move', () => {
    for (const state of ['draft', 'ready'] as const) expect(movesFrom(state, false)).toEqual(['closed'])
    expect(movesFrom('closed', false)).toEqual(['draft'])
  })

  it('a corrected move counts no more, however many are corrected', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...recordedStates)), { maxLength: 30 }), (steps) => {
        const lines: HistoryLine[] = []
        const expected: string[] = []
        for (const step of steps) {
          const id = lines.length + 1
          if (step !== null) {
            lines.push({ id, state: step, corrects: null })
            expected.push(step)
            continue
          }
          const last = standingMoves(lines).at(-1)
          if (last === undefined) continue
          lines.push({ id, state: 'draft', corrects: last.id })
          expected.pop()
        }
        expect(standingMoves(lines).map(({ state }) => state)).toEqual(expected)
        expect(historyState(lines)).toBe(expected.at(-1) ?? null)
      }),
    )
  })
})

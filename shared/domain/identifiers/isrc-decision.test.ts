import { describe, expect, it } from 'vitest'
import { decide, type DecisionAnswers, decisionQuestions, nextQuestion } from './isrc-decision.ts'

/** Every way through the questions. */
function allWays(answers: DecisionAnswers = {}): DecisionAnswers[] {
  const question = nextQuestion(answers)
  if (question === null) return [answers]
  return question.options.flatMap(({ id }) => allWays({ ...answers, [question.id]: id }))
}

describe('the decision about a new code', () => {
  it('comes to a conclusion with its source on every way', () => {
    const ways = allWays()
    expect(ways.length).toBe(7 + 2 + 9)
    for (const way of ways) expect(decide(way)?.source, JSON.stringify(way)).toMatch(/\w/)
  })

  it.each([
    [{ change: 'format' }, 'same-code'],
    [{ change: 'reissue' }, 'same-code'],
    [{ change: 'mix' }, 'new-code'],
    [{ change: 'part' }, 'new-code'],
    [{ change: 'video' }, 'new-code'],
    [{ change: 'length', difference: 'over-5' }, 'new-code'],
    [{ change: 'length', difference: 'under-5' }, 'artist-decides'],
    [{ change: 'remaster', creative: 'creative', difference: 'under-5' }, 'new-code'],
    [{ change: 'remaster', creative: 'level', difference: 'under-5' }, 'same-code'],
    [{ change: 'remaster', creative: 'full', difference: 'under-5' }, 'artist-decides'],
    [{ change: 'remaster', creative: 'level', difference: 'over-10' }, 'new-code'],
  ])('%j: %s', (answers, conclusion) => {
    expect(decide(answers as DecisionAnswers)?.conclusion).toBe(conclusion)
  })

  it('is open while a question is, and for an answer nobody offered', () => {
    expect(decide({})).toBeNull()
    expect(decide({ change: 'remaster' })).toBeNull()
    expect(decide({ change: 'weather' })).toBeNull()
    expect(decisionQuestions.every(({ options }) => options.length > 1)).toBe(true)
  })
})

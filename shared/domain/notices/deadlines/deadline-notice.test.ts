import { describe, expect, it } from 'vitest'
import { deadlineNotice } from './deadline-notice.ts'

const due = (daysLeft: number, about = 'Archive') => ({
  title: 'Counter-notice, day 10',
  about,
  daysLeft,
  caseId: 4,
})

describe('what is told of deadlines', () => {
  it('is nothing when nothing is due, and one line that leads to its case for one', () => {
    expect(deadlineNotice([])).toBeNull()
    expect(deadlineNotice([due(1)])).toEqual({
      title: 'Counter-notice, day 10: due tomorrow',
      body: 'Archive',
      caseId: 4,
    })
  })

  it('is one message for several, three of them named', () => {
    const told = deadlineNotice([due(-2, 'A'), due(-1, 'B'), due(0, 'C'), due(3, 'D'), due(3, 'E')])
    expect(told?.title).toBe('5 deadlines are close')
    expect(told?.caseId).toBeNull()
    expect(told?.body.split('\n')).toEqual([
      'Counter-notice, day 10, A: over for 2 days',
      'Counter-notice, day 10, B: over since yesterday',
      'Counter-notice, day 10, C: due today',
      'and 2 more',
    ])
  })
})

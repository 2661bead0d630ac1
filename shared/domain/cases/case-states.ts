/** Where a case stands. The first two follow from its notice; all others are what the artist recorded. */
export const caseStates = [
  'draft',
  'ready',
  'sent',
  'acknowledged',
  'removed',
  'rejected',
  'countered',
  'silent',
  'escalated',
  'reopened',
  'closed',
] as const
export type CaseState = (typeof caseStates)[number]

/** The states an event can record: `draft` takes an unsent case that was closed up again. */
export const recordedStates = [
  'draft',
  'sent',
  'acknowledged',
  'removed',
  'rejected',
  'countered',
  'silent',
  'escalated',
  'reopened',
  'closed',
] as const
export type RecordedState = (typeof recordedStates)[number]

const answers = ['acknowledged', 'removed', 'rejected', 'countered', 'silent'] as const

/** Where a sent case can go from each state. `sent` once more: the notice went out again, mended or repeated. */
const movesOfSent: Readonly<Record<CaseState, readonly RecordedState[]>> = {
  draft: [],
  ready: [],
  sent: [...answers, 'escalated', 'closed'],
  acknowledged: ['removed', 'rejected', 'countered', 'silent', 'escalated', 'closed'],
  removed: ['countered', 'reopened', 'closed'],
  rejected: ['sent', 'acknowledged', 'removed', 'escalated', 'closed'],
  countered: ['removed', 'reopened', 'escalated', 'closed'],
  silent: ['sent', 'acknowledged', 'removed', 'rejected', 'countered', 'escalated', 'closed'],
  escalated: ['acknowledged', 'removed', 'rejected', 'countered', 'closed'],
  reopened: ['sent', ...answers, 'escalated', 'closed'],
  closed: ['reopened'],
}

/**
 * The states a case can be moved to by hand, most likely first. An unsent case can only be given up and taken up again:
 * that a notice went out is recorded with its channel and its text, not by a move.
 */
export function movesFrom(state: CaseState, wasSent: boolean): readonly RecordedState[] {
  if (wasSent) return movesOfSent[state]
  return state === 'closed' ? ['draft'] : ['closed']
}

/** States in which the provider's answer is still awaited. */
export function awaitsAnswer(state: CaseState): boolean {
  return state === 'sent' || state === 'acknowledged' || state === 'reopened'
}

/** The columns of the board, left to right as a case goes through them. */
export const boardColumns: readonly {
  readonly id: 'prepare' | 'waiting' | 'answered' | 'next' | 'done'
  readonly states: readonly CaseState[]
}[] = [
  { id: 'prepare', states: ['draft', 'ready'] },
  { id: 'waiting', states: ['sent', 'acknowledged', 'reopened'] },
  { id: 'answered', states: ['countered', 'rejected', 'silent'] },
  { id: 'next', states: ['escalated'] },
  { id: 'done', states: ['removed', 'closed'] },
]

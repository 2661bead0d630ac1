import type { RecordedState } from './case-states.ts'

/** A line of a case's history, as far as corrections go. */
export interface HistoryLine {
  readonly id: number
  readonly state: RecordedState
  /** The line this one takes back; null for a move. */
  readonly corrects: number | null
}

/**
 * The moves that hold, oldest first: those not taken back, without the lines that take back. `lines` oldest first.
 */
export function standingMoves<L extends HistoryLine>(lines: readonly L[]): readonly L[] {
  const corrected = new Set(lines.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])))
  return lines.filter(({ id, corrects }) => corrects === null && !corrected.has(id))
}

/** The state the history gives a case, or null when no move holds: then its notice says where it stands. */
export function historyState(lines: readonly HistoryLine[]): RecordedState | null {
  return standingMoves(lines).at(-1)?.state ?? null
}
